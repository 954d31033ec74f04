/** One text of one exercise under one seed, from its bytes to the line for the journal. */
import { createHash } from 'node:crypto';
import { typeOf } from '../grader/compare.ts';
import { type GradeOptions, type Run, runSource, WALL_MS } from '../grader/gradeSource.ts';
import { MAX_FILE_BYTES } from '../grader/intake.ts';
import { type Circumstances, judge, refuse } from '../grader/judge.ts';
import type { Answer, Transcript } from '../grader/protocol.ts';
import { Opaque, type Value } from '../grader/sandbox/values.ts';
import type { Verdict, VerdictWord } from '../grader/verdict.ts';
import { type Executor, Waiting } from './Executor.ts';
import type { JobEntry } from './journal.ts';
import type { ClassExercise } from './loadAssigned.ts';
import { readRegular } from './readRegular.ts';

export interface Job {
  readonly key: string;
  readonly exercise: ClassExercise;
  readonly sha256: string;
  readonly seed: number;
  /** Where the text was put by the intake. */
  readonly path: string;
}

const MAX_TRIES = 3;
/** What a student printed is for the student; a class's journal keeps enough to recognise it. */
const MAX_LOG = 2000;

/** Endings that a busy or full machine can bring about as well. */
const doubtful = new Set<VerdictWord>(['TIME_LIMIT', 'MEMORY_LIMIT', 'EARLY_EXIT', 'PROTOCOL_ERROR']);

/** Six digits of every number, so that two ways of adding up the same thing look alike. */
function rounded(value: Value): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? Number(value.toPrecision(6)) : String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Opaque) return { is: value.is };
  if (Array.isArray(value)) return value.map(rounded);
  if (ArrayBuffer.isView(value)) return [typeOf(value), ...Array.from(value as Float64Array, rounded)];
  if (value instanceof ArrayBuffer) return ['ArrayBuffer', ...new Uint8Array(value)];
  return Object.entries(value).map(([key, item]) => [key, rounded(item as Value)]);
}

const answerText = (answer: Answer): unknown =>
  answer.kind === 'value' ? rounded(answer.value) : answer.kind === 'failure' ? ['failure', answer.name] : 'too-big';

/** Equal for texts that answer every case alike; '' where a run stopped before it had answered them. */
export function behaviourOf({ ending, answers, loadFailure }: Transcript): string {
  if (ending !== 'complete' || loadFailure !== null) return '';
  return createHash('sha256')
    .update(JSON.stringify(answers.map(answerText)))
    .digest('hex')
    .slice(0, 16);
}

function infra({ exercise }: ClassExercise, about: Circumstances, error: unknown): Verdict {
  const message = (error instanceof Error ? error.message : String(error)).slice(0, 500);
  return refuse(exercise, 'INFRA_ERROR', { rung: 'outcome', id: 'infra', parameters: { message } }, about);
}

/** The longest that a text of this exercise may run. */
export const wallOf = ({ exercise }: ClassExercise): number => exercise.wallMs ?? WALL_MS;

async function attempt(
  job: Job,
  bytes: Uint8Array,
  executor: Executor,
): Promise<Pick<JobEntry, 'verdict' | 'behaviour'>> {
  const { exercise, start } = job.exercise;
  const options: GradeOptions = {
    seed: job.seed,
    start,
    isolation: executor.isolation as Exclude<typeof executor.isolation, 'browser'>,
    wallMs: wallOf(job.exercise),
    run: (bytesOfJob, callCount, wallMs) => executor.run({ key: job.key, job: bytesOfJob, callCount, wallMs }),
  };
  const run: Run = await runSource(exercise, bytes, options);
  if (run.refused) return { verdict: run.refused, behaviour: '' };
  return { verdict: judge(exercise, run.transcript, run.about), behaviour: behaviourOf(run.transcript) };
}

/**
 * Grades one job. Resolves to an entry whatever happens; a job that could not be had after three tries says INFRA_ERROR.
 *
 * @param alone true when nothing else runs: what a busy machine could have done itself is then no doubt any more
 */
export async function gradeJob(job: Job, executor: Executor, alone: boolean): Promise<JobEntry> {
  const about: Circumstances = {
    seed: job.seed,
    sha256: job.sha256,
    isolation: executor.isolation,
    limits: { wallMs: wallOf(job.exercise) },
    wallMs: 0,
    untouched: false,
  };
  const entry = (verdict: Verdict, behaviour: string, attempts: number): JobEntry => ({
    kind: 'job',
    key: job.key,
    exercise: job.exercise.slug,
    verdict: { ...verdict, log: verdict.log.slice(0, MAX_LOG) },
    behaviour,
    attempts,
    provisional: !alone && doubtful.has(verdict.verdict),
  });
  let fault: unknown = null;
  for (let tries = 1; tries <= MAX_TRIES; tries++) {
    try {
      const read = readRegular(job.path, MAX_FILE_BYTES);
      if (!read.ok || createHash('sha256').update(read.bytes).digest('hex') !== job.sha256)
        throw new Error(`${job.path} is not what was handed in; run the same line again`);
      const { verdict, behaviour } = await attempt(job, read.bytes, executor);
      if (verdict.status !== 'infra') return entry(verdict, behaviour, tries);
      fault = verdict.diagnosis?.parameters['message'] ?? 'the grader is at fault';
    } catch (error) {
      if (error instanceof Waiting) throw error;
      fault = error;
    }
    if (tries < MAX_TRIES) await new Promise((resolve) => setTimeout(resolve, 200 * tries));
  }
  return entry(infra(job.exercise, about, fault), '', MAX_TRIES);
}
