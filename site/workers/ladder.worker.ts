/**
 * Measures the rungs of a ladder off the main thread, one after the other: makes the product, judges it by the reference, and only
 * then times it. A wrong product has no speed. The page stops it by ending the worker.
 */
import type {
  FromLadder,
  LadderName,
  Measurement,
  MeasureRequest,
  ToLadder,
  Yours,
} from '../visuals/kernels/ladder/protocol.ts';
import { isYours } from '../visuals/kernels/ladder/yourRungs.ts';
import { prepareCpuRung } from './ladder/cpuLadder.ts';
import { adapterOf, prepareGpuRung } from './ladder/gpuLadder.ts';
import { differenceFrom, makeProblem, type Problem } from './ladder/problem.ts';
import type { ReadyRung } from './ladder/ReadyRung.ts';
import { RungFailure } from './ladder/RungFailure.ts';
import { timeProduct } from './ladder/timeProduct.ts';
import { prepareYourShader } from './ladder/yourShader.ts';

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

/** Who waits for the page, by rung. */
const waiting = new Map<string, (yours: Yours) => void>();

function askPage(rung: string, { n, a, b }: Problem): Promise<Yours> {
  const answered = new Promise<Yours>((resolve) => waiting.set(rung, resolve));
  post({ type: 'ask', rung, n, a, b });
  return answered;
}

/** The sandbox has timed it; the product is judged here, like all others. */
async function measureYours(rung: string, problem: Problem): Promise<FromLadder> {
  const yours = await askPage(rung, problem);
  if (yours.kind === 'failed') throw new RungFailure(yours.reason, yours.detail);
  if (yours.kind === 'shader') throw new RungFailure('absent', rung);
  const { ms, products, product } = yours;
  return { type: 'measured', measurement: { rung, ms, products, ...judged(problem, product), ...speed(problem, ms) } };
}

async function measure(ladder: LadderName, rung: string, problem: Problem): Promise<FromLadder> {
  if (isYours(rung) && ladder === 'cpu') return measureYours(rung, problem);
  const ready = isYours(rung)
    ? await prepareYourShader(problem, () => askPage(rung, problem))
    : await prepare[ladder](rung, problem);
  if (typeof ready === 'string') return { type: 'missing', rung, need: ready };
  try {
    const measurement = await judgeAndTime(rung, ready, problem);
    return { type: 'measured', measurement };
  } finally {
    ready.close?.();
  }
}

async function judgeAndTime(rung: string, ready: ReadyRung, problem: Problem): Promise<Measurement> {
  await ready.run(1);
  const judgement = judged(problem, await ready.read());
  const { ms, products } = await timeProduct(ready.run);
  return { rung, ms, products, ...judgement, ...speed(problem, ms) };
}

/** @throws RungFailure where the product is wrong */
function judged(
  { expected, tolerance }: Problem,
  product: ArrayLike<number>,
): Pick<Measurement, 'difference' | 'tolerance'> {
  const difference = differenceFrom(expected, product);
  if (!(difference <= tolerance)) throw new RungFailure('wrong', difference.toPrecision(3));
  return { difference, tolerance };
}

const speed = ({ m, k, n }: Problem, ms: number): Pick<Measurement, 'n' | 'gflops'> => ({
  n,
  gflops: (2 * m * k * n) / (ms * 1e6),
});

const failure = (rung: string, error: unknown): FromLadder => ({
  type: 'failed',
  rung,
  reason: error instanceof RungFailure ? error.reason : 'error',
  detail: error instanceof Error ? error.message : String(error),
});

globalThis.addEventListener('message', (event) => {
  const request = (event as MessageEvent<ToLadder>).data;
  if (request.type === 'yours') {
    waiting.get(request.rung)?.(request.yours);
    return;
  }
  measureAll(request).catch((error: unknown) => {
    post(failure(request.rungs[0] ?? '', error));
    post({ type: 'finished' });
  });
});
