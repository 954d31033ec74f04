/**
 * Turns a transcript into a verdict. Pure: the same transcript and seed give the same verdict in the browser and in the
 * terminal. Expected values and the reference live on this side only; the student's side gets arguments and sends answers.
 */
import { type Comparison, compare } from './compare.ts';
import { diagnose, same, stopOf, type Trial } from './diagnose.ts';
import type { Case, Exercise, PartId } from './Exercise.ts';
import type { Value } from './harness.ts';
import type { Answer, Transcript } from './protocol.ts';
import {
  type CaseReport,
  type Detail,
  type Diagnosis,
  type Isolation,
  jsonNumber,
  type Limits,
  type Message,
  type PartReport,
  type Verdict,
  type VerdictWord,
} from './verdict.ts';

/** The seed of practice. Any other gives other random cases of the same kinds. */
export const PRACTICE_SEED = 2026;
/** Every case is called this often with fresh arguments: an answer that changes is not an answer. */
const REPEATS = 2;

const partIds: readonly PartId[] = ['known', 'traps', 'stability'];
const exactly = { atol: 0, rtol: 0 };

/** What is known about a grading apart from the answers. */
export interface Circumstances {
  readonly seed: number;
  readonly sha256: string;
  readonly isolation: Isolation;
  readonly limits: Limits;
  readonly wallMs: number;
  /** True when the submission is the untouched start of the exercise. */
  readonly untouched: boolean;
}

/** The calls of a grading: each case REPEATS times in a row. */
export const callsOf = (cases: readonly Case[]): readonly (readonly Value[])[] =>
  cases.flatMap(({ args }) => Array<readonly Value[]>(REPEATS).fill(args));

const endingWords: Readonly<Record<Exclude<Transcript['ending'], 'complete'>, VerdictWord>> = {
  time: 'TIME_LIMIT',
  output: 'OUTPUT_LIMIT',
  memory: 'MEMORY_LIMIT',
  exit: 'EARLY_EXIT',
  unsettled: 'RUNTIME_ERROR',
  protocol: 'PROTOCOL_ERROR',
};

function detailOf(comparison: Comparison): Detail | null {
  switch (comparison.verdict) {
    case 'PASS':
      return null;
    case 'WRONG_TYPE':
      return { kind: 'type', index: comparison.index, got: comparison.got };
    case 'WRONG_SHAPE':
      return { kind: 'shape', got: comparison.got, expected: comparison.expected };
    case 'WRONG_ANSWER': {
      const [first, worst] = [comparison.first, comparison.worst].map(({ index, got, expected }) => ({
        index,
        got: jsonNumber(got),
        expected: jsonNumber(expected),
      }));
      return { kind: 'cell', first: first!, worst: worst!, wrong: comparison.wrong, total: comparison.total };
    }
  }
}

function judgeAnswer(
  answer: Answer,
  expected: Value,
  exercise: Exercise,
): { verdict: VerdictWord; detail: Detail | null } {
  if (answer.kind === 'too-big') return { verdict: 'OUTPUT_LIMIT', detail: null };
  if (answer.kind === 'failure') return { verdict: 'RUNTIME_ERROR', detail: answer };
  const comparison = compare(answer.value, expected, exercise.tolerance);
  return { verdict: comparison.verdict, detail: detailOf(comparison) };
}

const sameTwice = (a: Answer, b: Answer): boolean =>
  a.kind === 'value' && b.kind === 'value' ? same(a.value, b.value, exactly) : a.kind === b.kind;

function trialOf(exercise: Exercise, case_: Case, answers: readonly Answer[], missing: VerdictWord): Trial {
  const expected = exercise.expected(case_.args);
  const [answer] = answers;
  if (answer === undefined || answers.length < REPEATS)
    return { case: case_, expected, answer: null, verdict: missing, detail: { kind: 'not-run' } };
  if (!answers.every((other) => sameTwice(answer, other)))
    return { case: case_, expected, answer, verdict: 'NONDETERMINISTIC', detail: null };
  return { case: case_, expected, answer, ...judgeAnswer(answer, expected, exercise) };
}

function reportPart(id: PartId, max: number, trials: readonly Trial[]): PartReport {
  const cases: readonly CaseReport[] = trials.map(({ case: { id }, verdict, detail }) => ({ id, verdict, detail }));
  const verdict = cases.find((report) => report.verdict !== 'PASS')?.verdict ?? 'PASS';
  return { id, visible: true, verdict, points: verdict === 'PASS' ? max : 0, max, cases };
}

function warningsOf(transcript: Transcript): readonly Message[] {
  const mutated = transcript.answers.some((answer) => answer.kind === 'value' && answer.mutated);
  return mutated ? [{ id: 'mutated', parameters: {} }] : [];
}

/** The word for the whole: a stopped run, then all, some or none of the points. */
function overall(groups: readonly PartReport[], stopped: VerdictWord | null): VerdictWord {
  if (stopped !== null) return stopped;
  const failing = groups.find(({ verdict }) => verdict !== 'PASS');
  if (failing === undefined) return 'PASS';
  return groups.some(({ verdict }) => verdict === 'PASS') ? 'PARTIAL' : failing.verdict;
}

function stopWord({ ending, loadFailure }: Transcript): VerdictWord | null {
  if (loadFailure?.kind === 'import') return 'BAD_SUBMISSION';
  if (loadFailure !== null) return 'LOAD_ERROR';
  return ending === 'complete' ? null : endingWords[ending];
}

function frame(exercise: Exercise, { seed, sha256, isolation, limits, wallMs }: Circumstances) {
  return {
    schema: 1,
    exercise: { id: exercise.slug },
    submission: { sha256 },
    seed,
    isolation,
    limits,
    max: partIds.reduce((sum, id) => sum + exercise.points[id], 0),
    timings: { wallMs: Math.round(wallMs) },
  } as const;
}

/** A verdict without points, for what never ran: `word` says why, `diagnosis` explains it. */
export function refuse(exercise: Exercise, word: VerdictWord, diagnosis: Diagnosis, about: Circumstances): Verdict {
  const status = word === 'INFRA_ERROR' ? 'infra' : word === 'BAD_SUBMISSION' ? 'invalid' : 'graded';
  return {
    ...frame(exercise, about),
    status,
    verdict: word,
    groups: partIds.map((id) => ({ id, visible: true, verdict: word, points: 0, max: exercise.points[id], cases: [] })),
    score: 0,
    diagnosis,
    warnings: [],
    log: '',
  };
}

/**
 * Judges a run.
 *
 * A reference that fails its own independent check gives INFRA_ERROR: the grader's fault, never the student's.
 */
export function judge(exercise: Exercise, transcript: Transcript, about: Circumstances): Verdict {
  const stopped = stopWord(transcript);
  const stop = stopOf(transcript);
  if (transcript.loadFailure !== null && stopped !== null && stop !== null)
    return { ...refuse(exercise, stopped, stop, about), log: transcript.log };
  // A stream that broke the protocol is not trusted in any of its parts.
  const answers = transcript.ending === 'protocol' ? [] : transcript.answers;
  // A complete transcript has an answer to every call, so this word only stands where a stopped run left a gap.
  const missing = stopped ?? 'PROTOCOL_ERROR';
  let trials: readonly Trial[];
  try {
    trials = exercise
      .cases(about.seed)
      .map((case_, i) => trialOf(exercise, case_, answers.slice(i * REPEATS, (i + 1) * REPEATS), missing));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return refuse(exercise, 'INFRA_ERROR', { rung: 'outcome', id: 'infra', parameters: { message } }, about);
  }
  const groups = partIds.map((id) =>
    reportPart(
      id,
      exercise.points[id],
      trials.filter((trial) => trial.case.part === id),
    ),
  );
  const score = groups.reduce((sum, { points }) => sum + points, 0);
  const untouched: Diagnosis = { rung: 'outcome', id: 'not-attempted', parameters: {} };
  return {
    ...frame(exercise, about),
    status: 'graded',
    verdict: overall(groups, stopped),
    groups,
    score,
    diagnosis: stop ?? (about.untouched ? untouched : diagnose(exercise, trials)),
    warnings: warningsOf(transcript),
    log: transcript.log,
  };
}
