/**
 * Says what is wrong by behaviour: the answers are compared with those of classic wrong solutions and with simple relations
 * to the right answer. It never reads the student's code, and says so when it recognises nothing. The ladder, most telling
 * rung first: the run stopped; the answers match a known mistake; they stand in a simple relation to the right ones; they match
 * two known mistakes at once; one answer has the wrong type or shape, or is not a number; only the first wrong cell is known.
 */
import { answerOf, Threw } from './assemble.ts';
import { entriesOf, isRecord, same } from './compare.ts';
import { composedOf, type Mixture } from './composition.ts';
import type { Case, Exercise } from './Exercise.ts';
import type { Answer, LoadFailure, Transcript } from './protocol.ts';
import { alike, numbersOf, type Pair, pairOf, relationsOf } from './relations.ts';
import { Given, type Value } from './sandbox/values.ts';
import type { Detail, Diagnosis, Parameters, VerdictWord } from './verdict.ts';
import { compared } from './wgsl/told.ts';

/** One case after the run: what was right, what came (null when nothing did), and how it was judged. */
export interface Trial {
  readonly case: Case;
  readonly expected: Value;
  readonly answer: Answer | null;
  readonly verdict: VerdictWord;
  readonly detail: Detail | null;
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

/** Answers of wrong solutions are asked for by every grading of the same practice cases; they are kept with the case. */
const wrongAnswers = new WeakMap<readonly Value[], Map<string, Value>>();

/** What a listed wrong answer gives for a case, or how it threw. */
export function wrongAnswerOf(exercise: Exercise, id: string, args: readonly Value[]): Value {
  const known = wrongAnswers.get(args) ?? new Map<string, Value>();
  wrongAnswers.set(args, known);
  const value = known.get(id) ?? compared(exercise, answerOf(exercise, exercise.wrong[id]!, args));
  known.set(id, value);
  return value;
}

/** @param anyError an error counts like any other; otherwise it must be the very same */
function matches(exercise: Exercise, id: string, { case: { args }, answer }: Trial, anyError: boolean): boolean {
  if (answer === null || answer.kind === 'too-big') return false;
  const symptom = exercise.symptoms[id];
  if (symptom !== undefined) return answer.kind === 'value' && symptom(args, answer.value);
  const wrong = wrongAnswerOf(exercise, id, args);
  if (answer.kind === 'value') return same(answer.value, wrong, exercise.tolerance);
  return wrong instanceof Threw && (anyError || wrong.is === `${answer.name}: ${answer.message}`);
}

const isValue = ({ answer }: Trial): boolean => answer?.kind === 'value';

function bestMatch(exercise: Exercise, trials: readonly Trial[], part: readonly Trial[]): Diagnosis | null {
  // A student words an error in another way than we do. Where nothing but errors came, they must be the very same.
  const anyError = part.some(isValue);
  let best: { id: string; cases: number } | null = null;
  for (const id of Object.keys(exercise.wrong)) {
    const cases = support(trials, part, (trial) => matches(exercise, id, trial, anyError));
    if (cases > (best?.cases ?? 0)) best = { id, cases };
  }
  return best && { rung: 'match', id: best.id, parameters: { cases: best.cases, total: trials.length } };
}

const pairsOf = (exercise: Exercise, trials: readonly Trial[]): readonly (Pair | null)[] =>
  trials.map(({ case: { args }, answer, expected }) =>
    answer?.kind === 'value' ? pairOf(answer.value, expected, exercise.sizes(args)) : null,
  );

function bestRelation(exercise: Exercise, trials: readonly Trial[], part: readonly Trial[]): Diagnosis | null {
  const found = pairsOf(exercise, trials);
  const pairs = new Map(trials.map((trial, i) => [trial, found[i] ?? null]));
  const mine = part.flatMap((trial) => pairs.get(trial) ?? []);
  let best: { id: string; parameters: Parameters; cases: number } | null = null;
  for (const { id, parameters, holds } of relationsOf(mine, exercise.tolerance)) {
    const cases = support(trials, part, (trial) => {
      const pair = pairs.get(trial);
      return pair ? holds(pair) : false;
    });
    if (cases > (best?.cases ?? 0)) best = { id, parameters, cases };
  }
  if (best === null) return null;
  return { rung: 'relation', id: best.id, parameters: { ...best.parameters, cases: best.cases, total: trials.length } };
}

function twoAtOnce(exercise: Exercise, trials: readonly Trial[], part: readonly Trial[]): Diagnosis | null {
  if (Object.keys(exercise.symptoms).length > 0) return null;
  const ids = Object.keys(exercise.wrong);
  const mixtures: Mixture[] = [];
  for (const { case: one, answer, expected } of part) {
    const got = answer?.kind === 'value' ? numbersOf(answer.value) : null;
    const want = numbersOf(expected);
    const isAlike = answer?.kind === 'value' && alike(answer.value, expected, exercise.tolerance);
    if (got === null || want === null || !isAlike) return null;
    const wrong = Object.fromEntries(ids.map((id) => [id, numbersOf(wrongAnswerOf(exercise, id, one.args))]));
    mixtures.push({ got, want, wrong });
  }
  const found = composedOf(mixtures, ids, exercise.tolerance);
  return (
    found && {
      rung: 'both',
      id: found.first,
      parameters: { second: found.second, cases: part.length, total: trials.length },
    }
  );
}

/** State that outlives an instance shows as another answer to the same script, before it shows as a wrong one. */
function sharedState(exercise: Exercise, trials: readonly Trial[], first: Trial): Diagnosis | null {
  if (exercise.kind !== 'class' || first.verdict !== 'NONDETERMINISTIC') return null;
  if (!Object.hasOwn(exercise.wrong, 'shared-state')) return null;
  const cases = trials.filter(({ verdict }) => verdict === 'NONDETERMINISTIC').length;
  return { rung: 'match', id: 'shared-state', parameters: { cases, total: trials.length } };
}

/** A number that is none, where the right answer has one. */
function hasStrayNonFinite(got: Value, expected: Value): boolean {
  if (typeof got === 'number')
    return !Number.isFinite(got) && typeof expected === 'number' && Number.isFinite(expected);
  const others = new Map(entriesOf(expected));
  return entriesOf(got).some(([key, item]) => hasStrayNonFinite(item, others.get(key) ?? null));
}

/** What the first failing case shows by itself. */
function outcomeOf(trial: Trial): Diagnosis | null {
  const outcome = (id: string, parameters: Parameters = {}): Diagnosis => ({ rung: 'outcome', id, parameters });
  const { detail, answer, verdict } = trial;
  if (verdict === 'NONDETERMINISTIC') return outcome('nondeterministic');
  if (answer?.kind === 'too-big') return outcome('too-big');
  switch (detail?.kind) {
    case 'failure':
      return outcome(/call stack/i.test(detail.message) ? 'recursion' : 'threw', {
        name: detail.name,
        message: detail.message,
        line: detail.line,
      });
    case 'type':
      if (detail.got === 'undefined' && detail.index.length === 0) return outcome('nothing-returned');
      return outcome(detail.got === 'Promise' ? 'promise' : 'wrong-type', { got: detail.got, wanted: detail.expected });
    case 'shape':
      return outcome(detail.got === null ? 'ragged' : 'wrong-shape');
    case 'fields':
      return outcome('wrong-fields');
    case 'event':
      return outcome(`shader-${detail.event}`, detail.values);
    case 'not-thrown':
      return outcome('not-thrown');
    case 'mutated':
      return outcome('changed-arguments');
  }
  if (answer?.kind === 'value' && hasStrayNonFinite(answer.value, trial.expected)) return outcome('not-finite');
  return null;
}

/** A fact that every failing case breaks. One broken in a single case may be rounding, or the case's own accident. */
function brokenFact(exercise: Exercise, trials: readonly Trial[]): Parameters {
  const wrong = trials.filter(failed);
  const broken = exercise.facts.find((fact) =>
    wrong.every(({ case: { args }, answer }) => answer?.kind === 'value' && !fact.holds(args, answer.value)),
  );
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
  if (failure.kind === 'export')
    return { id: 'export', parameters: { names: failure.names.join(', '), wanted: failure.wanted } };
  const { name, message, line } = failure;
  // A SyntaxError that was thrown by running code has a line of its own; one of the engine's parser has none.
  return { id: name === 'SyntaxError' && line === 0 ? 'syntax' : 'load-threw', parameters: { name, message, line } };
}

/** A test of the student's: which right implementation it refused, or which wrong one it let pass. */
function diagnoseTest(trials: readonly Trial[], first: Trial): Diagnosis {
  const { case: one, answer } = first;
  if (answer?.kind === 'failure') return outcomeOf(first)!;
  if (typeof (answer?.kind === 'value' ? answer.value : null) !== 'boolean')
    return { rung: 'outcome', id: 'not-a-yes', parameters: {} };
  if (one.part === 'accepts') return { rung: 'outcome', id: 'false-alarm', parameters: { case: one.id } };
  const mutant = one.args.find((arg) => arg instanceof Given);
  const kills = trials.filter(({ case: { part } }) => part === 'kills');
  const idsOf = (some: readonly Trial[]): number => new Set(some.map((trial) => trial.case.id)).size;
  const total = idsOf(kills);
  const parameters = { cases: total - idsOf(kills.filter(failed)), total };
  return { rung: 'match', id: mutant?.name ?? one.id, parameters };
}

/** A choice: the misconception to which the first wrong answer belongs. */
function diagnoseChoice(exercise: Exercise, trials: readonly Trial[], first: Trial): Diagnosis {
  const value = first.answer?.kind === 'value' ? first.answer.value : null;
  if (value === null) return { rung: 'outcome', id: 'unanswered', parameters: { case: first.case.id } };
  const found = Object.entries(exercise.wrong).find(([, module]) => {
    const { answers } = module;
    const theirs = isRecord(answers as Value) ? (answers as Record<string, Value>)[first.case.id] : undefined;
    return theirs !== undefined && same(value, theirs, exercise.tolerance);
  });
  const right = trials.filter((trial) => !failed(trial)).length;
  if (!found) return { rung: 'cell', id: 'not-recognised', parameters: {} };
  return { rung: 'match', id: found[0], parameters: { cases: right, total: trials.length } };
}

/** The most telling diagnosis of trials that ran to the end, or null when every trial passed. */
export function diagnose(exercise: Exercise, trials: readonly Trial[]): Diagnosis | null {
  const part = firstFailingPart(trials);
  const first = part.find(failed);
  if (first === undefined) return null;
  if (exercise.kind === 'test') return diagnoseTest(trials, first);
  if (exercise.kind === 'choice') return diagnoseChoice(exercise, trials, first);
  return (
    sharedState(exercise, trials, first) ??
    bestMatch(exercise, trials, part) ??
    bestRelation(exercise, trials, part) ??
    twoAtOnce(exercise, trials, part) ??
    outcomeOf(first) ?? { rung: 'cell', id: 'not-recognised', parameters: brokenFact(exercise, part) }
  );
}
