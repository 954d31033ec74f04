/**
 * Tasks through BullMQ on Redis, for many machines at once. BullMQ delivers at least once: a task may be run twice, and counts once, for its
 * name is the hash of everything that decides about it, and answers are put under that name. What Redis forgets is asked again.
 * Redis sees code, arguments and answers, and no names, marks or right answers; give it a password and no public address.
 */
import { UsageError } from '../../grader/course/readAnswer.ts';
import type { Isolation } from '../../grader/verdict.ts';
import { type Executor, type Task, Waiting } from '../Executor.ts';
import { packTask, unpackAnswers } from './packing.ts';

export const QUEUE = 'chalkgrad-class';

/** The part of BullMQ that is used here; it is installed by whoever needs a queue. */
export interface Bull {
  readonly Queue: new (name: string, options: object) => BullQueue;
  readonly Worker: new (name: string, work: (job: BullJob) => Promise<string>, options: object) => BullWorker;
}

export interface BullJob {
  readonly id?: string;
  readonly data: { readonly task: string };
  readonly returnvalue?: unknown;
  readonly failedReason?: string;
  readonly getState: () => Promise<string>;
  readonly remove: () => Promise<void>;
}

interface BullQueue {
  readonly add: (name: string, data: BullJob['data'], options: object) => Promise<BullJob>;
  readonly getJob: (id: string) => Promise<BullJob | undefined>;
  readonly close: () => Promise<void>;
  readonly on: (event: 'error', listener: (error: Error) => void) => unknown;
}

export interface BullWorker {
  readonly close: (force?: boolean) => Promise<void>;
  readonly on: (event: 'error' | 'completed' | 'failed' | 'ready', listener: (...args: never[]) => void) => unknown;
}

const packages = 'bullmq@6.7.0 ioredis@5.9.2';

/** BullMQ, or one sentence on how to have it. */
export async function loadBull(): Promise<Bull> {
  const name = 'bullmq'; // not known to the compiler: most installs do without
  try {
    await import('ioredis' as string);
    return (await import(name)) as Bull;
  } catch {
    throw new UsageError(`A queue needs two packages that are not installed here: npm install --no-save ${packages}`);
  }
}

export function connectionTo(url: string): object {
  const { protocol, hostname, port, username, password, pathname } = new URL(url);
  if (!/^rediss?:$/.test(protocol))
    throw new UsageError(`--queue takes redis://HOST:PORT, not “${url.slice(0, 100)}”.`);
  return {
    host: hostname || '127.0.0.1',
    port: Number(port || 6379),
    ...(username ? { username: decodeURIComponent(username) } : {}),
    ...(password ? { password: decodeURIComponent(password) } : {}),
    ...(pathname.length > 1 ? { db: Number(pathname.slice(1)) } : {}),
    ...(protocol === 'rediss:' ? { tls: {} } : {}),
    // Redis may be restarted: whoever waits for it waits, and no command is given up.
    maxRetriesPerRequest: null,
    retryStrategy: (tries: number) => Math.min(tries * 100, 2000),
  };
}

export interface QueueOptions {
  /** Behind which workers run. Answers from elsewhere are not taken. */
  readonly isolation: Isolation;
  /** How long somebody is waited for who never answers: then the task is the grader's fault, and is tried again. */
  readonly patienceMs?: number;
  readonly lookEveryMs?: number;
  readonly width?: number;
  readonly prefix?: string;
}

/** BullMQ wants no bare numbers for names. */
const nameOf = (key: string): string => `k${key}`;

/** A coordinator's end of the queue: puts tasks in, waits for answers, judges nothing. */
export async function redisQueue(url: string, options: QueueOptions): Promise<Executor> {
  const { isolation, patienceMs = 15 * 60_000, lookEveryMs = 200, width = 64, prefix = 'chalkgrad' } = options;
  const { Queue } = await loadBull();
  const queue = new Queue(QUEUE, { connection: connectionTo(url), prefix });
  queue.on('error', () => {}); // it tries again by itself; whoever waits gives up after a while
  const put = (task: Task): Promise<BullJob> =>
    queue.add(
      'run',
      { task: packTask(task).toString('base64') },
      { jobId: nameOf(task.key), attempts: 1, removeOnComplete: { age: 86_400 }, removeOnFail: { age: 86_400 } },
    );
  const answersOf = async (task: Task): Promise<Uint8Array | null> => {
    const job = await queue.getJob(nameOf(task.key));
    if (job === undefined) {
      await put(task); // never there, or Redis lost it
      return null;
    }
    const state = await job.getState();
    if (state === 'completed' && typeof job.returnvalue === 'string') return Buffer.from(job.returnvalue, 'base64');
    if (state !== 'failed') return null;
    await job.remove().catch(() => {});
    throw new Error(`a worker could not run it: ${(job.failedReason ?? '').slice(0, 200)}`);
  };
  return {
    isolation,
    width,
    answersAtOnce: true,
    async run(task) {
      const end = performance.now() + patienceMs;
      while (performance.now() < end) {
        const answers = await answersOf(task);
        if (answers !== null) return unpackAnswers(answers, task.callCount, isolation);
        await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
      }
      throw new Waiting();
    },
    close: () => queue.close(),
  };
}
