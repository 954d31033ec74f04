/**
 * Does a run still reach what it promises? Trained whole, with its default options, from three seeds, and compared with its
 * threshold. The exact numbers belong to the machine; the promise does not.
 */
import { check, signature } from '../tensor/arguments.ts';
import { fit } from '../train/fit.ts';
import type { Run, RunOptions } from './Run.ts';

/** The default seed and two others: a run must not live on a lucky one. */
export const CHECK_SEEDS: readonly number[] = [7, 1, 2];

export interface RunCheck {
  /** What each seed reached, in the order of CHECK_SEEDS. */
  readonly qualities: readonly number[];
  /** All of them reach the threshold. */
  readonly kept: boolean;
  /** All seeds together, building the data included. */
  readonly seconds: number;
}

const calls = {
  checkRun: signature('checkRun', { run: 'run', options: 'record?', onStep: 'function?' }),
  reachesThreshold: signature('reachesThreshold', { run: 'run', quality: 'number' }),
};

/** Does this quality keep the run's promise? NaN never does. */
export function reachesThreshold(run: Run, quality: number): boolean {
  check(calls.reachesThreshold, run, quality);
  const { better, threshold } = run;
  return better === 'higher' ? quality >= threshold : quality <= threshold;
}

/**
 * Train from every seed and measure. `options` are for trying the check out; `onStep` hears how far a seed is (0 … 1).
 *
 * @example (await checkRun(findRun('line-regression'))).kept // true
 */
export async function checkRun(
  run: Run,
  options: Omit<RunOptions, 'seed'> = {},
  onStep: (seed: number, share: number) => void | Promise<void> = () => undefined,
): Promise<RunCheck> {
  check(calls.checkRun, run, options, onStep);
  const started = performance.now();
  const qualities: number[] = [];
  for (const seed of CHECK_SEEDS) {
    const setup = await run.build({ ...options, seed });
    const total = setup.loader.length * setup.epochs;
    for await (const { next } of fit(setup, { validate: false })) await onStep(seed, next.step / total);
    qualities.push(setup.evaluate()[run.metric] ?? Number.NaN);
  }
  const kept = qualities.every((quality) => reachesThreshold(run, quality));
  return { qualities, kept, seconds: (performance.now() - started) / 1000 };
}
