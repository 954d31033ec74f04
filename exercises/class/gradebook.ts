/**
 * Marks, computed from the journal, the roster and the assignment, and from nothing else: not from the clock, not from the order in which jobs ended.
 * Everybody in the roster has a row; what was not handed in is said, and what could not be judged is no zero.
 */
import { type Circumstances, refuse } from '../grader/judge.ts';
import { type Diagnosis, didNotRun, type Verdict } from '../grader/verdict.ts';
import { type Assignment, keptPart } from './assignment.ts';
import { jobKey } from './hashes.ts';
import type { Entry, IntakeEntry, JobEntry, RunEntry } from './journal.ts';
import type { ClassExercise } from './loadAssigned.ts';
import type { Student } from './roster.ts';

/** Full marks, some, none, did not run, not handed in, the grader's fault, not judged yet. */
export type CellState = 'full' | 'part' | 'wrong' | 'failed' | 'missing' | 'attention' | 'waiting';

export const marks: Readonly<Record<CellState, string>> = {
  full: '✓',
  part: '◐',
  wrong: '✗',
  failed: '!',
  missing: '–',
  attention: '?',
  waiting: '?',
};

/** What one student earned for one exercise. */
export interface Cell {
  readonly exercise: string;
  readonly state: CellState;
  /** Of the exercise's own points. */
  readonly points: number;
  readonly max: number;
  /** Of its weight in the sum, before anything is taken for being late. */
  readonly earned: number;
  readonly weight: number;
  readonly sha256: string;
  /** Of the grading that counts; '' where there is none. */
  readonly key: string;
  readonly verdict: Verdict | null;
  readonly behaviour: string;
  readonly attempts: number;
  /** What the page said of this text, as the student's own file tells it. */
  readonly claimed: { readonly score: number; readonly max: number } | null;
}

export interface Row {
  readonly student: Student;
  readonly cells: readonly Cell[];
  readonly sum: number;
  readonly max: number;
  /** Part of the points that is kept: less than 1 for what came late. */
  readonly kept: number;
  readonly handedIn: number | null;
  readonly notes: readonly string[];
}

export interface Gradebook {
  readonly run: RunEntry;
  readonly rows: readonly Row[];
}

export const round = (points: number): number => Math.round(points * 100) / 100;

function stateOf({ status, score, max, verdict }: Verdict): CellState {
  if (status === 'infra') return 'attention';
  if (score === max) return 'full';
  if (score > 0) return 'part';
  return didNotRun.has(verdict) ? 'failed' : 'wrong';
}

interface Known {
  readonly run: RunEntry;
  readonly intakes: ReadonlyMap<string, IntakeEntry>;
  readonly jobs: ReadonlyMap<string, JobEntry>;
}

/** What the entries say in the end: the last run, the last hand-in of each student, the last word on each job. */
export function known(entries: readonly Entry[]): Known | null {
  let run: RunEntry | null = null;
  const intakes = new Map<string, IntakeEntry>();
  const jobs = new Map<string, JobEntry>();
  for (const entry of entries) {
    if (entry.kind === 'run') run = entry;
    else if (entry.kind === 'intake') intakes.set(entry.student, entry);
    // A verdict stands once it is given: a job that was run twice by accident counts as it came first.
    else if (!isTerminal(jobs.get(entry.key))) jobs.set(entry.key, entry);
  }
  return run && { run, intakes, jobs };
}

/** Judged, and not to be asked again. */
export const isTerminal = (job: JobEntry | undefined): boolean =>
  job !== undefined && !job.provisional && job.verdict.status !== 'infra';

/** The keys under which an answer is graded: one a seed. */
export const keysOf = ({ exercises, grader, seeds }: RunEntry, slug: string, sha256: string): readonly string[] =>
  seeds.map((seed) => jobKey(exercises[slug] ?? '', grader, sha256, seed));

function refusedVerdict({ exercise }: ClassExercise, diagnosis: Diagnosis, { seeds, isolation }: RunEntry): Verdict {
  const about: Circumstances = {
    seed: seeds[0]!,
    sha256: '',
    isolation,
    limits: { wallMs: 0 },
    wallMs: 0,
    untouched: false,
  };
  return refuse(exercise, 'BAD_SUBMISSION', diagnosis, about);
}

function cellOf(
  one: ClassExercise,
  weight: number | null,
  intake: IntakeEntry | undefined,
  { run, jobs }: Known,
): Cell {
  const max = one.exercise.parts.reduce((sum, id) => sum + one.exercise.points[id]!, 0);
  const empty: Cell = {
    exercise: one.slug,
    state: 'missing',
    points: 0,
    max,
    earned: 0,
    weight: weight ?? max,
    sha256: '',
    key: '',
    verdict: null,
    behaviour: '',
    attempts: 0,
    claimed: null,
  };
  const answer = intake && Object.hasOwn(intake.answers, one.slug) ? intake.answers[one.slug] : undefined;
  if (answer === undefined) return empty;
  if ('refused' in answer) return { ...empty, state: 'failed', verdict: refusedVerdict(one, answer.refused, run) };
  const found = keysOf(run, one.slug, answer.sha256).map((key) => jobs.get(key));
  const pending = found.find((job) => !isTerminal(job));
  if (found.some((job) => !isTerminal(job))) {
    const state = pending?.verdict.status === 'infra' ? 'attention' : 'waiting';
    return {
      ...empty,
      state,
      sha256: answer.sha256,
      verdict: pending?.verdict ?? null,
      attempts: pending?.attempts ?? 0,
    };
  }
  // The worst of the seeds: an answer that is right by luck under one of them is not right.
  const job = (found as JobEntry[]).reduce((a, b) => (b.verdict.score < a.verdict.score ? b : a));
  return {
    ...empty,
    state: stateOf(job.verdict),
    points: job.verdict.score,
    earned: max === 0 ? 0 : round((job.verdict.score / max) * empty.weight),
    sha256: answer.sha256,
    key: job.key,
    verdict: job.verdict,
    behaviour: job.behaviour,
    attempts: job.attempts,
    claimed: answer.claimed ?? null,
  };
}

/**
 * The marks of a class.
 *
 * @param entries of a journal with at least one run in it; null where there is none
 */
export function gradebook(
  entries: readonly Entry[],
  roster: readonly Student[],
  assignment: Assignment,
  exercises: readonly ClassExercise[],
): Gradebook | null {
  const all = known(entries);
  if (all === null) return null;
  const weights = new Map(assignment.exercises.map(({ slug, weight }) => [slug, weight]));
  const rows = roster.map((student): Row => {
    const intake = all.intakes.get(student.id);
    const cells = exercises.map((one) => cellOf(one, weights.get(one.slug) ?? null, intake, all));
    const kept = keptPart(assignment, student.id, intake?.handedIn ?? null);
    return {
      student,
      cells,
      sum: round(cells.reduce((sum, { earned }) => sum + earned, 0) * kept),
      max: round(cells.reduce((sum, { weight }) => sum + weight, 0)),
      kept,
      handedIn: intake?.handedIn ?? null,
      notes: intake?.notes ?? [],
    };
  });
  return { run: all.run, rows };
}

/** Whether every cell has its final word. */
export const isComplete = ({ rows }: Gradebook): boolean =>
  rows.every(({ cells }) => cells.every(({ state }) => state !== 'attention' && state !== 'waiting'));

export interface Change {
  readonly student: Student;
  readonly exercise: string;
  readonly before: number;
  readonly after: number;
}

/** Who gains and who loses between two gradebooks, exercise by exercise. */
export function changesBetween(before: Gradebook, after: Gradebook): readonly Change[] {
  const earlier = new Map(before.rows.map((row) => [row.student.id, row]));
  return after.rows.flatMap(({ student, cells }) =>
    cells.flatMap(({ exercise, points, state }) => {
      const old = earlier.get(student.id)?.cells.find((cell) => cell.exercise === exercise);
      const isJudged = old !== undefined && [old.state, state].every((one) => one !== 'waiting' && one !== 'attention');
      if (!isJudged || old.points === points) return [];
      return [{ student, exercise, before: old.points, after: points }];
    }),
  );
}

/** The journal as it was when each chapter ended: a chapter begins with a run that had something new to judge, or by another judge. */
export function chapters(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const starts = entries.flatMap(({ kind }, i) => (kind === 'run' ? [i] : []));
  return starts.map((_, i) => entries.slice(0, starts[i + 1] ?? entries.length));
}
