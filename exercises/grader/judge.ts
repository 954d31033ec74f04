/**
 * Turns a transcript into a verdict. Pure: the same transcript and seed give the same verdict in the browser and in the
 * terminal. Expected values and the reference live on this side only; the student's side gets arguments and sends answers.
 */
import { type Comparison, compare, isRecord, same } from './compare.ts';
import { diagnose, stopOf, type Trial } from './diagnose.ts';
import type { Case, Exercise, PartId } from './Exercise.ts';
import { planGrading } from './grading.ts';
import type { Answer, Transcript } from './protocol.ts';
import { looksLikePython } from './python.ts';
import { plainAnswer } from './questions.ts';
import type { Value } from './sandbox/values.ts';
import {
  type CaseReport,
  type Detail,
  type Diagnosis,
  type Isolation,
  jsonLeaf,
  type Limits,
  type Message,
  type PartReport,
  type Verdict,
  type VerdictWord,
} from './verdict.ts';
import { type Event, shaderAnswer } from './wgsl/told.ts';

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
      return { kind: 'type', index: comparison.index, got: comparison.got, expected: comparison.expected };
    case 'WRONG_SHAPE':
      return { kind: 'shape', index: comparison.index, got: comparison.got, expected: comparison.expected };
    case 'WRONG_FIELDS':
      return { kind: 'fields', index: comparison.index, missing: comparison.missing, extra: comparison.extra };
    case 'WRONG_ANSWER': {
      const [first, worst] = [comparison.first, comparison.worst].map(({ index, got, expected }) => ({
        index,
        got: jsonLeaf(got),
        expected: jsonLeaf(expected),
      }));
      return { kind: 'cell', first: first!, worst: worst!, wrong: comparison.wrong, total: comparison.total };
    }
  }
}

type Judged = Pick<Trial, 'verdict' | 'detail'>;
/** Judged right. */
const right: Judged = { verdict: 'PASS', detail: null };

function judgeValue(value: Value, expected: Value, { args, part }: Case, mutated: boolean, exercise: Exercise): Judged {
  if (exercise.accepts?.(args, value, expected)) return right;
  const comparison = compare(value, expected, exercise.tolerance);
  if (comparison.verdict !== 'PASS')
    return {
      verdict: comparison.verdict === 'WRONG_FIELDS' ? 'WRONG_TYPE' : comparison.verdict,
      detail: detailOf(comparison),
    };
  const changed = mutated && exercise.keepsArguments && part === 'traps';
  return changed ? { verdict: 'CHANGED_ARGUMENTS', detail: { kind: 'mutated' } } : right;
}

function judgeAnswer(answer: Answer, expected: Value, case_: Case, exercise: Exercise): Judged {
  if (answer.kind === 'too-big') return { verdict: 'OUTPUT_LIMIT', detail: null };
  if (case_.throws)
    return answer.kind === 'failure' ? right : { verdict: 'WRONG_ANSWER', detail: { kind: 'not-thrown' } };
  if (answer.kind === 'failure') return { verdict: 'RUNTIME_ERROR', detail: answer };
  return judgeValue(answer.value, expected, case_, answer.mutated, exercise);
}

const sameTwice = (a: Answer, b: Answer): boolean =>
  a.kind === 'value' && b.kind === 'value' ? same(a.value, b.value, exactly) : a.kind === b.kind;

function trialOf(exercise: Exercise, case_: Case, answers: readonly Answer[], missing: VerdictWord): Trial {
  const expected = exercise.expected(case_);
  const [answer] = answers;
  if (answer === undefined || answers.length < exercise.repeats)
    return { case: case_, expected, answer: null, verdict: missing, detail: { kind: 'not-run' } };
  if (!answers.every((other) => sameTwice(answer, other)))
    return { case: case_, expected, answer, verdict: 'NONDETERMINISTIC', detail: null };
  if (exercise.kind === 'wgsl' && answer.kind === 'value') return shaderTrial(exercise, case_, answer, expected);
  return { case: case_, expected, answer, ...judgeAnswer(answer, expected, case_, exercise) };
}

const eventFound = ({ words, kind, values }: Event): Judged => ({
  verdict: 'WRONG_ANSWER',
  detail: { kind: 'event', words, event: kind, values },
});

/** A shader: what a card would not have told, then the numbers, then what it cost. */
function shaderTrial(
  exercise: Exercise,
  case_: Case,
  answer: Extract<Answer, { kind: 'value' }>,
  expected: Value,
): Trial {
  const { behaviour, numbers, told, costly } = shaderAnswer(answer.value);
  const mine = { case: case_, expected, answer: { ...answer, value: behaviour } };
  if (told !== null) return { ...mine, ...eventFound(told) };
  const judged = judgeValue(numbers, shaderAnswer(expected).numbers, case_, false, exercise);
  if (judged.verdict !== 'PASS' || costly === null) return { ...mine, ...judged };
  return { ...mine, ...eventFound(costly) };
}

/** A choice comes as one record of all answers; each question is a case of its own. */
function choiceTrial(exercise: Exercise, case_: Case, answer: Answer | undefined, missing: VerdictWord): Trial {
  const id = case_.id;
  const all = exercise.expected(case_);
  const expected = isRecord(all) ? (all[id] ?? null) : null;
  const record = answer?.kind === 'value' && isRecord(answer.value) ? answer.value : null;
  const given = record && Object.hasOwn(record, id) ? (record[id] ?? null) : null;
  const question = exercise.questions.find((one) => one.id === id);
  const value = question ? plainAnswer(question, given) : given;
  if (answer === undefined)
    return { case: case_, expected, answer: null, verdict: missing, detail: { kind: 'not-run' } };
  const mine: Answer = { kind: 'value', value, mutated: false };
  return { case: case_, expected, answer: mine, ...judgeValue(value, expected, case_, false, exercise) };
}

function trialsOf(
  exercise: Exercise,
  seed: number,
  answers: readonly Answer[],
  missing: VerdictWord,
): readonly Trial[] {
  const { cases, order } = planGrading(exercise, seed);
  if (exercise.kind === 'choice') return cases.map((one) => choiceTrial(exercise, one, answers[0], missing));
  return cases.map((one, i) => {
    const mine = answers.filter((_, call) => order[call] === i);
    return trialOf(exercise, one, mine, missing);
  });
}

/** Parts in which every case counts for itself; elsewhere one failure costs the part. */
const dealt: readonly PartId[] = ['kills', 'answers'];

function reportPart(id: PartId, max: number, trials: readonly Trial[]): PartReport {
  const cases: readonly CaseReport[] = trials.map(({ case: { id, fresh }, verdict, detail }) => ({
    id,
    fresh,
    verdict,
    detail,
  }));
  const verdict = cases.find((report) => report.verdict !== 'PASS')?.verdict ?? 'PASS';
  // A mutant is found when it is found with every seed.
  const ids = [...new Set(cases.map((report) => report.id))];
  const won = ids.filter((one) => cases.every((report) => report.id !== one || report.verdict === 'PASS')).length;
  const share = dealt.includes(id) ? won / ids.length : verdict === 'PASS' ? 1 : 0;
  return { id, visible: true, verdict, points: Math.round(share * max * 100) / 100, max, cases };
}

/** A test that calls a right implementation wrong is worth nothing, however many wrong ones it finds; one that finds none neither. */
function withoutFalseAlarm(parts: readonly PartReport[]): readonly PartReport[] {
  const alarm = parts.some(({ id, verdict }) => id === 'accepts' && verdict !== 'PASS');
  const blind = parts.some(({ id, points }) => id === 'kills' && points === 0);
  return alarm || blind ? parts.map((part) => ({ ...part, points: 0 })) : parts;
}

function warningsOf({ keepsArguments }: Exercise, transcript: Transcript): readonly Message[] {
  if (keepsArguments) return [];
  const mutated = transcript.answers.some((answer) => answer.kind === 'value' && answer.mutated);
  return mutated ? [{ id: 'mutated', parameters: {} }] : [];
}

/** The word for the whole: a stopped run, then all, some or none of the points. */
function overall(groups: readonly PartReport[], stopped: VerdictWord | null): VerdictWord {
  if (stopped !== null) return stopped;
  const failing = groups.find(({ verdict }) => verdict !== 'PASS');
  if (failing === undefined) return 'PASS';
  return groups.some(({ points }) => points > 0) ? 'PARTIAL' : failing.verdict;
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
    max: exercise.parts.reduce((sum, id) => sum + exercise.points[id]!, 0),
    timings: { wallMs: Math.round(wallMs) },
  } as const;
}

/** What is told about a source that does not parse: most of it may be another language. */
export const syntaxDiagnosis = (diagnosis: Diagnosis, source: string): Diagnosis =>
  looksLikePython(source) ? { rung: 'outcome', id: 'python', parameters: {} } : diagnosis;

/** A verdict without points, for what never ran: `word` says why, `diagnosis` explains it. */
export function refuse(exercise: Exercise, word: VerdictWord, diagnosis: Diagnosis, about: Circumstances): Verdict {
  const status = word === 'INFRA_ERROR' ? 'infra' : word === 'BAD_SUBMISSION' ? 'invalid' : 'graded';
  return {
    ...frame(exercise, about),
    status,
    verdict: word,
    groups: exercise.parts.map((id) => ({
      id,
      visible: true,
      verdict: word,
      points: 0,
      max: exercise.points[id]!,
      cases: [],
    })),
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
    trials = trialsOf(exercise, about.seed, answers, missing);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return refuse(exercise, 'INFRA_ERROR', { rung: 'outcome', id: 'infra', parameters: { message } }, about);
  }
  const groups = withoutFalseAlarm(
    exercise.parts.map((id) =>
      reportPart(
        id,
        exercise.points[id]!,
        trials.filter((trial) => trial.case.part === id),
      ),
    ),
  );
  const score = Math.round(groups.reduce((sum, { points }) => sum + points, 0) * 100) / 100;
  const untouched: Diagnosis = { rung: 'outcome', id: 'not-attempted', parameters: {} };
  return {
    ...frame(exercise, about),
    status: 'graded',
    verdict: overall(groups, stopped),
    groups,
    score,
    diagnosis:
      stop ??
      (about.untouched && exercise.begins === null && groups.some(({ verdict }) => verdict !== 'PASS')
        ? untouched
        : diagnose(exercise, trials)),
    warnings: warningsOf(exercise, transcript),
    log: transcript.log,
  };
}
