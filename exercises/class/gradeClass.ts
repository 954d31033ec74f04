/**
 * Grades a class: takes in what was handed in, runs what has no verdict yet, and keeps every step in the journal. It may end at any
 * moment, in any way; run again, it goes on where it was. What to do with the marks is left to the emitters.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../grader/course/readAnswer.ts';
import { freshSeed } from '../grader/grading.ts';
import { bestIsolation } from '../grader/isolation.ts';
import type { Assignment } from './assignment.ts';
import { checkCanary } from './canary.ts';
import { type Disk, writeWhole, writingTo } from './disk.ts';
import { type Executor, Waiting } from './Executor.ts';
import { isTerminal, keysOf, known } from './gradebook.ts';
import { gradeJob, type Job } from './gradeJob.ts';
import { type HandIn, type HandIns, takeHandIns } from './handIn.ts';
import { graderHash, sha256 } from './hashes.ts';
import type { IntakeAnswer, IntakeEntry, JobEntry, Journal, RunEntry } from './journal.ts';
import type { ClassExercise } from './loadAssigned.ts';
import { localPool } from './localPool.ts';
import type { ProgressBar } from './progressBar.ts';
import type { Student } from './roster.ts';
import { workThrough } from './workThrough.ts';

export interface ClassWork {
  readonly submissions: string;
  readonly out: string;
  readonly roster: readonly Student[];
  readonly assignment: Assignment;
  readonly exercises: readonly ClassExercise[];
  readonly executor: Executor;
  readonly journal: Journal;
  readonly disk: Disk;
  /** When each student handed in, where somebody else than the files says so. */
  readonly times: ReadonlyMap<string, number> | null;
  /** Judge again what was judged by another grader. */
  readonly regrade: boolean;
  readonly stopped: () => boolean;
  readonly bar: (label: string, total: number) => ProgressBar;
}

export interface ClassResult {
  readonly strangers: readonly string[];
  /** Answers that are not there yet: workers fetch their tasks. */
  readonly waiting: number;
  /** Jobs that this run did. */
  readonly graded: number;
}

/** So often the grader is graded itself. */
const CANARY_EVERY = 50;

export const sourcePath = (out: string, sha: string): string => join(out, 'sources', `${sha}.ts`);

/** Puts each text once into a folder of ours, so that nothing is read again from where others may write. */
function keepSources(work: ClassWork, handIns: HandIns): void {
  writingTo(work.out, () => mkdirSync(join(work.out, 'sources'), { recursive: true }));
  for (const { files } of handIns.byStudent.values())
    for (const { bytes } of files.values()) {
      const path = sourcePath(work.out, sha256(bytes));
      if (!existsSync(path)) writeWhole(path, bytes, work.disk);
    }
}

function handedInAt(handIn: HandIn | undefined, student: string, times: ClassWork['times']): number | null {
  if (handIn === undefined || handIn.files.size + handIn.refused.size === 0) return null;
  const told = times?.get(student);
  if (told !== undefined) return told;
  const modified = [...handIn.files.values()].map((file) => file.modified);
  return modified.length === 0 ? null : Math.max(...modified);
}

function intakeOf(student: Student, handIn: HandIn | undefined, times: ClassWork['times']): IntakeEntry {
  const answers: Record<string, IntakeAnswer> = {};
  const slugs = [...(handIn?.files.keys() ?? []), ...(handIn?.refused.keys() ?? [])].sort();
  for (const slug of slugs) {
    const file = handIn?.files.get(slug);
    const claimed = file?.claimed ? { claimed: file.claimed } : {};
    answers[slug] = file ? { sha256: sha256(file.bytes), ...claimed } : { refused: handIn!.refused.get(slug)! };
  }
  return {
    kind: 'intake',
    student: student.id,
    handedIn: handedInAt(handIn, student.id, times),
    answers,
    notes: handIn?.notes ?? [],
  };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function newRun(work: ClassWork, before: RunEntry | null): RunEntry {
  const { assignment, exercises, executor } = work;
  const seeds = assignment.seeds.length > 0 ? assignment.seeds : (before?.seeds ?? [freshSeed()]);
  return {
    kind: 'run',
    at: Date.now(),
    grader: graderHash(),
    exercises: Object.fromEntries(exercises.map(({ slug, hash }) => [slug, hash])),
    seeds,
    salt: before?.salt ?? randomBytes(16).toString('hex'),
    isolation: executor.isolation,
  };
}

/** What decides about verdicts that are there already. Exercises that are new to the assignment do not. */
function changedJudge(before: RunEntry, now: RunEntry): string | null {
  const other = Object.keys(now.exercises).find(
    (slug) => slug in before.exercises && before.exercises[slug] !== now.exercises[slug],
  );
  if (other !== undefined) return `the exercise “${other}” has changed`;
  if (before.grader !== now.grader) return 'the grader has changed';
  return same(before.seeds, now.seeds) ? null : 'the seeds have changed';
}

/** Goes on with the last chapter of the journal, or begins a new one where something new was handed in, or something else judges. */
async function openChapter(work: ClassWork, intakes: readonly IntakeEntry[]): Promise<void> {
  const { journal, roster, regrade } = work;
  const last = known(journal.entries);
  const run = newRun(work, last?.run ?? null);
  const changed = last === null ? null : changedJudge(last.run, run);
  if (changed !== null && !regrade)
    throw new UsageError(
      `Since these verdicts were given, ${changed}. --regrade judges everything again and says who gains and who loses; or choose another folder with --out.`,
    );
  const from = journal.entries.findLastIndex(({ kind }) => kind === 'run');
  const chapter = journal.entries.slice(from + 1);
  const taken = new Map(chapter.flatMap((entry) => (entry.kind === 'intake' ? [[entry.student, entry] as const] : [])));
  const isWhole = taken.size >= roster.length;
  const isNew = intakes.some((intake) => !same(last?.intakes.get(intake.student), intake));
  const isSameRun =
    last !== null &&
    changed === null &&
    same(last.run.exercises, run.exercises) &&
    last.run.isolation === run.isolation;
  if (isSameRun && isWhole && !isNew) return;
  const lines = isSameRun && !isWhole ? intakes : [run, ...intakes];
  await Promise.all(lines.map((entry) => journal.append(entry)));
}

/** Every job that the last chapter wants, each once, exercise by exercise. */
function jobsOf({ journal, exercises, out }: ClassWork): readonly Job[] {
  const all = known(journal.entries)!;
  const jobs = new Map<string, Job>();
  for (const exercise of exercises)
    for (const intake of all.intakes.values()) {
      const answer = Object.hasOwn(intake.answers, exercise.slug) ? intake.answers[exercise.slug]! : null;
      if (answer === null || 'refused' in answer) continue;
      for (const [i, key] of keysOf(all.run, exercise.slug, answer.sha256).entries())
        jobs.set(key, {
          key,
          exercise,
          sha256: answer.sha256,
          seed: all.run.seeds[i]!,
          path: sourcePath(out, answer.sha256),
        });
    }
  return [...jobs.values()];
}

/** Who runs the files of ours by which the grader is watched: where answers come later only, this machine does. */
const watcher = (executor: Executor): Executor => (executor.answersAtOnce ? executor : localPool(bestIsolation(), 1));

class Grading {
  private readonly work: ClassWork;
  private sinceCanary = 0;
  waiting = 0;
  graded = 0;

  constructor(work: ClassWork) {
    this.work = work;
  }

  /** Runs jobs, some at a time or each alone, and writes what came of them. */
  async do(label: string, jobs: readonly Job[], alone: boolean): Promise<void> {
    const { executor, stopped, bar } = this.work;
    const progress = bar(label, jobs.length);
    const one = async (job: Job): Promise<void> => {
      await this.job(job, alone);
      progress.step();
    };
    try {
      await workThrough(jobs, alone ? 1 : executor.width, one, stopped);
    } finally {
      progress.end();
    }
  }

  private async job(job: Job, alone: boolean): Promise<void> {
    const { executor, journal, stopped } = this.work;
    let entry: JobEntry;
    try {
      entry = await gradeJob(job, executor, alone);
    } catch (error) {
      if (!(error instanceof Waiting)) throw error;
      this.waiting++;
      return;
    }
    // A child that was ended because we are to end has not failed.
    if (stopped()) return;
    await journal.append(entry);
    this.graded++;
    const abnormal = entry.verdict.status === 'infra';
    if (++this.sinceCanary < CANARY_EVERY && !abnormal) return;
    this.sinceCanary = 0;
    await this.canary(job);
  }

  private async canary({ exercise, seed }: Job): Promise<void> {
    try {
      await checkCanary(exercise, seed, watcher(this.work.executor));
    } catch (error) {
      if (!this.work.stopped()) throw error;
    }
  }
}

/**
 * Grades what has to be graded. Resolves also where some of it could not be had; the gradebook says which.
 *
 * @throws UsageError, NotWritable, CanaryDied
 */
export async function gradeClass(work: ClassWork): Promise<ClassResult> {
  const { submissions, roster, exercises, journal, times, executor, stopped } = work;
  const slugs = exercises.map(({ slug }) => slug);
  const handIns = takeHandIns(
    submissions,
    roster.map(({ id }) => id),
    slugs,
  );
  keepSources(work, handIns);
  await openChapter(
    work,
    roster.map((student) => intakeOf(student, handIns.byStudent.get(student.id), times)),
  );
  const grading = new Grading(work);
  const isFinal = lastWords(journal, 'final');
  const open = jobsOf(work).filter((job) => !isFinal(job));
  const seed = known(journal.entries)!.run.seeds[0]!;
  const wanted = exercises.filter((one) => open.some(({ exercise }) => exercise === one));
  // Each brings the right answers of its exercise along, before the clocks of students' runs tick.
  for (const one of wanted) if (!stopped()) await checkCanary(one, seed, watcher(executor));
  const doubted = (): readonly Job[] => jobsOf(work).filter(lastWords(journal, 'doubted'));
  await grading.do('Grading', jobsOf(work).filter(lastWords(journal, 'none')), false);
  if (!stopped()) await grading.do('Once more, alone', doubted(), true);
  return { strangers: handIns.strangers, waiting: grading.waiting, graded: grading.graded };
}

/** Whether the journal has nothing on a job, a verdict that is in doubt, or the final one. */
function lastWords(journal: Journal, wanted: 'none' | 'doubted' | 'final'): (job: Job) => boolean {
  const { jobs } = known(journal.entries)!;
  return ({ key }) => {
    const job = jobs.get(key);
    return (isTerminal(job) ? 'final' : job?.provisional ? 'doubted' : 'none') === wanted;
  };
}
