/**
 * `npm run bench -- --overhead`: what a kernel of a small step costs beside its loop. Counted is all the time of a training step that is neither in
 * the compiled loops nor in a measure's own plain ones (perplexity): making tensors, recording them, walking back, finding addresses, collecting
 * garbage. How long a step takes is told by a clock, undisturbed; which part of it is loops, by V8's sampling profiler, afterwards.
 */
import { type Profiler, Session } from 'node:inspector/promises';
import { findRun, fit } from '../index.ts';
import { simd } from '../kernels/simd/index.ts';
import { medianOf } from './benchTable.ts';

/** The lessons' runs whose steps are made of small kernels. */
export const smallRuns = ['moons-skip', 'xor-scalars', 'names-rnn', 'names-lstm', 'ring-gan'] as const;

const SEED = 7;
/** V8 has compiled everything by then. */
const WARM_UP_MS = 3000;
const LEAST_STEPS = 20;
const SAMPLE_US = 100;

export interface Overhead {
  readonly name: string;
  /** Calls of kernels in a step. */
  readonly kernels: number;
  readonly medianMs: number;
  /** Of the step's time, what is spent in loops. */
  readonly loops: number;
  /** Microseconds beside the loops, for each kernel. */
  readonly microseconds: number;
}

/** Steps of a run without end: trained to its last, it begins anew. */
async function* stepsOf(name: string): AsyncGenerator<void> {
  for (;;) {
    const setup = await findRun(name).build({ seed: SEED });
    for await (const report of fit(setup, { validate: false })) if (report.type === 'step') yield;
  }
}

/** How many kernels the next step calls. */
async function countKernels(steps: AsyncGenerator<void>): Promise<number> {
  const table = simd as unknown as Record<string, (...args: readonly unknown[]) => unknown>;
  const before = { ...table };
  let count = 0;
  for (const [kernel, run] of Object.entries(before)) {
    table[kernel] = (...args) => {
      count++;
      return run(...args);
    };
  }
  try {
    await steps.next();
  } finally {
    Object.assign(table, before);
  }
  return count;
}

/** Milliseconds of each of the steps made in so much time. */
async function timesOf(steps: AsyncGenerator<void>, milliseconds: number): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + milliseconds;
  while (performance.now() < end || times.length < LEAST_STEPS) {
    const started = performance.now();
    await steps.next();
    times.push(performance.now() - started);
  }
  return times;
}

const isLoop = ({ callFrame: { url } }: Profiler.ProfileNode): boolean =>
  url.startsWith('wasm:') || url.endsWith('/framework/train/perplexity.ts');

/** The part of a profile's samples that fell into loops. */
export function loopShare({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): number {
  const loops = new Set(nodes.filter(isLoop).map(({ id }) => id));
  let [inside, all] = [0, 0];
  for (const [i, id] of samples.entries()) {
    const time = Math.max(0, timeDeltas[i] ?? 0);
    all += time;
    if (loops.has(id)) inside += time;
  }
  return inside / all;
}

async function profiled(work: () => Promise<unknown>): Promise<Profiler.Profile> {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: SAMPLE_US });
    await session.post('Profiler.start');
    await work();
    return (await session.post('Profiler.stop')).profile;
  } finally {
    session.disconnect();
  }
}

export async function measureOverhead(name: string, seconds: number): Promise<Overhead> {
  const steps = stepsOf(name);
  await timesOf(steps, WARM_UP_MS);
  const kernels = await countKernels(steps);
  await timesOf(steps, WARM_UP_MS / 10); // the loops are themselves again
  const medianMs = medianOf(await timesOf(steps, seconds * 1000));
  const loops = loopShare(await profiled(() => timesOf(steps, seconds * 1000)));
  await steps.return(undefined);
  return { name, kernels, medianMs, loops, microseconds: (1000 * medianMs * (1 - loops)) / kernels };
}

/** `names-lstm    248 kernels   1.523 ms a step, 55 % of it loops   2.76 µs a kernel beside them` */
export const overheadText = ({ name, kernels, medianMs, loops, microseconds }: Overhead): string =>
  `${name.padEnd(12)} ${String(kernels).padStart(4)} kernels   ${medianMs.toFixed(3)} ms a step, ${(100 * loops).toFixed(0).padStart(2)} % of it loops   ${microseconds.toFixed(2)} µs a kernel beside them`;
