/**
 * Measures the rungs of a ladder off the main thread, one after the other: makes the product, judges it by the reference, and only
 * then times it. A wrong product has no speed. The page stops it by ending the worker.
 */
import type { FromLadder, LadderName, Measurement, MeasureRequest } from '../visuals/ladder/protocol.ts';
import { prepareCpuRung } from './ladder/cpuLadder.ts';
import { adapterOf, prepareGpuRung } from './ladder/gpuLadder.ts';
import { differenceFrom, makeProblem, type Problem } from './ladder/problem.ts';
import type { ReadyRung } from './ladder/ReadyRung.ts';
import { RungFailure } from './ladder/RungFailure.ts';
import { timeProduct } from './ladder/timeProduct.ts';

const post = (message: FromLadder): void =>
  (globalThis as unknown as { postMessage(message: FromLadder): void }).postMessage(message);

const prepare = { cpu: prepareCpuRung, gpu: prepareGpuRung } as const;

async function measureAll({ ladder, n, rungs }: MeasureRequest): Promise<void> {
  const problem = makeProblem(n, n, n);
  for (const rung of rungs) {
    post({ type: 'started', rung });
    post(await measure(ladder, rung, problem).catch((error: unknown) => failure(rung, error)));
  }
  const adapter = ladder === 'gpu' ? adapterOf() : null;
  if (adapter !== null) post({ type: 'adapter', ...adapter });
  post({ type: 'finished' });
}

async function measure(ladder: LadderName, rung: string, problem: Problem): Promise<FromLadder> {
  const ready = await prepare[ladder](rung, problem);
  if (typeof ready === 'string') return { type: 'missing', rung, need: ready };
  try {
    const measurement = await judgeAndTime(rung, ready, problem);
    return { type: 'measured', measurement };
  } finally {
    ready.close?.();
  }
}

async function judgeAndTime(rung: string, ready: ReadyRung, problem: Problem): Promise<Measurement> {
  const { m, k, n, expected, tolerance } = problem;
  await ready.run(1);
  const difference = differenceFrom(expected, await ready.read());
  if (!(difference <= tolerance)) throw new RungFailure('wrong', difference.toPrecision(3));
  const { ms, products } = await timeProduct(ready.run);
  return { rung, n, ms, gflops: (2 * m * k * n) / (ms * 1e6), products, difference, tolerance };
}

const failure = (rung: string, error: unknown): FromLadder => ({
  type: 'failed',
  rung,
  reason: error instanceof RungFailure ? error.reason : 'error',
  detail: error instanceof Error ? error.message : String(error),
});

globalThis.addEventListener('message', (event) => {
  const request = (event as MessageEvent<MeasureRequest>).data;
  measureAll(request).catch((error: unknown) => {
    post(failure(request.rungs[0] ?? '', error));
    post({ type: 'finished' });
  });
});
