/**
 * Says what is wrong by behaviour: the answers are compared with those of classic wrong solutions and with simple relations
 * to the right answer. It never reads the student's code, and says so when it recognises nothing. The ladder, most telling
 * rung first: the run stopped; the answers match a known mistake; they stand in a simple relation to the right ones; one
 * answer has the wrong type or shape, or is not a number; only the first wrong cell is known.
 */
import { agrees, shapeOf, type Tolerance } from './compare.ts';
import type { Case, Exercise, Solution } from './Exercise.ts';
import { snapshot, type Value } from './harness.ts';
import type { Answer, LoadFailure, Transcript } from './protocol.ts';
import type { Detail, Diagnosis, Parameters, VerdictWord } from './verdict.ts';

/** One case after the run: what was right, what came (null when nothing did), and how it was judged. */
export interface Trial {
  readonly case: Case;
  readonly expected: Value;
  readonly answer: Answer | null;
  readonly verdict: VerdictWord;
  readonly detail: Detail | null;
}

/** Equal within tolerance, whatever the shape; NaN equals NaN, a type name equals the same type name. */
export function same(a: Value, b: Value, tolerance: Tolerance): boolean {
  if (typeof a === 'number' || typeof b === 'number')
    return typeof a === 'number' && typeof b === 'number' && agrees(a, b, tolerance);
  if (!Array.isArray(a) || !Array.isArray(b))
    return !Array.isArray(a) && !Array.isArray(b) && (a as { is: string }).is === (b as { is: string }).is;
  return a.length === b.length && a.every((item: Value, i) => same(item, b[i] as Value, tolerance));
}

/** What a trusted solution answers, in the form in which the student's answer comes. */
export function answerOf(solution: Solution, args: readonly Value[]): Answer {
  try {
    return { kind: 'value', value: snapshot(solution(...(structuredClone(args) as never[]))), mutated: false };
  } catch (error) {
    const name = error instanceof Error ? error.name : typeof error;
    return { kind: 'failure', name, message: '', line: 0 };
  }
}

function sameAnswer(a: Answer, b: Answer, tolerance: Tolerance): boolean {
  if (a.kind === 'value' && b.kind === 'value') return same(a.value, b.value, tolerance);
  return a.kind === 'failure' && b.kind === 'failure' && a.name === b.name;
}

const failed = (trial: Trial): boolean => trial.verdict !== 'PASS';

/** The trials of the first part that has a failure: what is wrong there is what the student should hear first. */
function firstFailingPart(trials: readonly Trial[]): readonly Trial[] {
  const part = trials.find(failed)?.case.part;
  return trials.filter((trial) => trial.case.part === part);
}

/** How many trials satisfy a test, or 0 unless the whole first failing part does and at least one failure is explained. */
function support(trials: readonly Trial[], part: readonly Trial[], test: (trial: Trial) => boolean): number {
  if (!part.every(test) || !part.some(failed)) return 0;
  return trials.filter(test).length;
}

function bestMatch(exercise: Exercise, trials: readonly Trial[], part: readonly Trial[]): Diagnosis | null {
  let best: { id: string; cases: number } | null = null;
  for (const [id, solution] of Object.entries(exercise.wrong)) {
    const cases = support(trials, part, ({ case: { args }, answer }) => {
      return answer !== null && sameAnswer(answer, answerOf(solution, args), exercise.tolerance);
    });
    if (cases > (best?.cases ?? 0)) best = { id, cases };
  }
  return best && { rung: 'match', id: best.id, parameters: { cases: best.cases, total: trials.length } };
}

/** The factors by which an answer is classically off, by the name under which they are told. */
function factorsOf(sizes: Readonly<Record<string, number>>): readonly (readonly [string, number])[] {
  const constants = [
    ['−1', -1],
    ['2', 2],
    ['1/2', 1 / 2],
  ] as const;
  const bySize = Object.entries(sizes).flatMap(
    ([name, size]) =>
      [
        [name, size],
        [`1/${name}`, 1 / size],
        [`−${name}`, -size],
        [`−1/${name}`, -1 / size],
      ] as const,
  );
  return [...constants, ...bySize];
}

function scaled(value: Value, factor: number): Value {
  if (typeof value === 'number') return value * factor;
  return Array.isArray(value) ? (value as readonly Value[]).map((item) => scaled(item, factor)) : value;
}

/** Rows and columns exchanged; null for anything that is not a full matrix. */
function transposed(value: Value): Value | null {
  const shape = shapeOf(value);
  if (shape?.length !== 2) return null;
  const rows = value as readonly (readonly Value[])[];
  return Array.from({ length: shape[1]! }, (_, column) => rows.map((row) => row[column]!));
}

/** Whether every number of a value is 0, and there is at least one. */
function allZero(value: Value): boolean {
  if (!Array.isArray(value)) return value === 0;
  return value.length > 0 && (value as readonly Value[]).every(allZero);
}

interface Relation {
  readonly id: string;
  readonly parameters: Parameters;
  readonly holds: (answer: Value, expected: Value, args: readonly Value[]) => boolean;
}

function relationsOf(exercise: Exercise, args: readonly Value[]): readonly Relation[] {
  const { sizes, tolerance } = exercise;
  const factorNamed = (name: string, of: readonly Value[]): number =>
    factorsOf(sizes(of)).find(([other]) => other === name)?.[1] ?? Number.NaN;
  return [
    { id: 'zero', parameters: {}, holds: allZero },
    ...factorsOf(sizes(args)).map(([factor]) => ({
      id: 'factor',
      parameters: { factor },
      holds: (answer: Value, expected: Value, of: readonly Value[]) =>
        same(answer, scaled(expected, factorNamed(factor, of)), tolerance),
    })),
    {
      id: 'transposed',
      parameters: {},
      holds: (answer, expected) => {
        const turned = transposed(expected);
        return turned !== null && same(answer, turned, tolerance);
      },
    },
  ];
}

function bestRelation(exercise: Exercise, trials: readonly Trial[], part: readonly Trial[]): Diagnosis | null {
  let best: { relation: Relation; cases: number } | null = null;
  for (const relation of relationsOf(exercise, part[0]!.case.args)) {
    const cases = support(trials, part, ({ case: { args }, expected, answer }) => {
      return answer?.kind === 'value' && relation.holds(answer.value, expected, args);
    });
    if (cases > (best?.cases ?? 0)) best = { relation, cases };
  }
  if (best === null) return null;
  const { id, parameters } = best.relation;
  return { rung: 'relation', id, parameters: { ...parameters, cases: best.cases, total: trials.length } };
}

function hasNonFinite(value: Value): boolean {
  return Array.isArray(value) ? (value as readonly Value[]).some(hasNonFinite) : !Number.isFinite(value);
}

/** What the first failing case shows by itself. */
function outcomeOf(trial: Trial): Diagnosis | null {
  const outcome = (id: string, parameters: Parameters = {}): Diagnosis => ({ rung: 'outcome', id, parameters });
  const { detail, answer, verdict } = trial;
  if (verdict === 'NONDETERMINISTIC') return outcome('nondeterministic');
  if (answer?.kind === 'too-big') return outcome('too-big');
  if (detail?.kind === 'failure')
    return outcome(/call stack/i.test(detail.message) ? 'recursion' : 'threw', {
      name: detail.name,
      message: detail.message,
      line: detail.line,
    });
  if (detail?.kind === 'type') return outcome(detail.got === 'Promise' ? 'promise' : 'wrong-type', { got: detail.got });
  if (detail?.kind === 'shape') return outcome(detail.got === null ? 'ragged' : 'wrong-shape');
  if (answer?.kind === 'value' && hasNonFinite(answer.value)) return outcome('not-finite');
  return null;
}

function brokenFact(exercise: Exercise, trial: Trial): Parameters {
  const { answer } = trial;
  if (answer?.kind !== 'value') return {};
  const broken = exercise.facts.find((fact) => !fact.holds(trial.case.args, answer.value));
  return broken ? { fact: broken.id } : {};
}

const endingIds = {
  time: 'time-limit',
  output: 'output-limit',
  memory: 'memory-limit',
  exit: 'early-exit',
  unsettled: 'unsettled',
  protocol: 'protocol-error',
} as const;

/** Why a run gave no complete answers; null when it did. */
export function stopOf({ ending, loadFailure }: Transcript): Diagnosis | null {
  if (loadFailure !== null) return { rung: 'outcome', ...loadStop(loadFailure) };
  return ending === 'complete' ? null : { rung: 'outcome', id: endingIds[ending], parameters: {} };
}

function loadStop(failure: LoadFailure): { id: string; parameters: Parameters } {
  if (failure.kind === 'import') return { id: 'import', parameters: { specifier: failure.specifier } };
  if (failure.kind === 'export') return { id: 'export', parameters: { names: failure.names.join(', ') } };
  const { name, message, line } = failure;
  // A SyntaxError that was thrown by running code has a line of its own; one of the engine's parser has none.
  return { id: name === 'SyntaxError' && line === 0 ? 'syntax' : 'load-threw', parameters: { name, message, line } };
}

/** The most telling diagnosis of trials that ran to the end, or null when every trial passed. */
export function diagnose(exercise: Exercise, trials: readonly Trial[]): Diagnosis | null {
  const part = firstFailingPart(trials);
  const first = part.find(failed);
  if (first === undefined) return null;
  return (
    bestMatch(exercise, trials, part) ??
    bestRelation(exercise, trials, part) ??
    outcomeOf(first) ?? { rung: 'cell', id: 'not-recognised', parameters: brokenFact(exercise, first) }
  );
}
