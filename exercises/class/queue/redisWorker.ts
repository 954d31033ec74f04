/** A worker's end of the queue: takes a task, runs it behind a wall of its own, puts the bytes back. */
import type { ProcessIsolation } from '../../grader/isolation.ts';
import { type BullWorker, connectionTo, loadBull, QUEUE } from './redisQueue.ts';
import { runTask } from './runTask.ts';

export interface WorkerOptions {
  readonly isolation: ProcessIsolation;
  readonly width: number;
  /** How long a task is held without a sign of life, before another worker gets it. */
  readonly lockMs?: number;
  readonly prefix?: string;
  readonly onDone?: () => void;
}

/** A dead worker's task is given to the next one, this often. */
const MAX_STALLED = 5;

export async function redisWorker(url: string, options: WorkerOptions): Promise<BullWorker> {
  const { isolation, width, lockMs = 60_000, prefix = 'chalkgrad', onDone = () => {} } = options;
  const { Worker } = await loadBull();
  const work = async ({ data }: { readonly data: { readonly task: string } }): Promise<string> => {
    const answers = await runTask(Buffer.from(data.task, 'base64'), isolation);
    onDone();
    return answers.toString('base64');
  };
  const worker = new Worker(QUEUE, work, {
    connection: connectionTo(url),
    prefix,
    concurrency: width,
    lockDuration: lockMs,
    stalledInterval: lockMs / 2,
    maxStalledCount: MAX_STALLED,
  });
  worker.on('error', () => {}); // Redis is away for a while; the worker waits for it
  return worker;
}
