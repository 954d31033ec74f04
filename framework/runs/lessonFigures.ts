/** For tests of what the lessons say about runs: train some steps with knobs, and tell what was seen on the way. */
import { fit } from '../train/fit.ts';
import type { Metrics, TrainingSetup } from '../train/setup.ts';
import { findRun } from './index.ts';
import type { KnobValues } from './knobs.ts';
import type { RunOptions } from './Run.ts';

/** A setup and the losses of its steps so far; step s's loss is the one before update s + 1. */
export interface Watched {
  readonly setup: TrainingSetup;
  readonly losses: readonly number[];
  readonly metrics: readonly Metrics[];
  /** Make steps until `steps` were made; `look` is asked before each, with how many were made. */
  readonly to: (steps: number, look?: (made: number) => void) => Promise<void>;
}

/** @example const run = await watchRun('line-three-ways', { batch: 8 }); await run.to(20); run.losses.at(-1) */
export async function watchRun(name: string, knobs: KnobValues = {}, options: RunOptions = {}): Promise<Watched> {
  const setup = await findRun(name).build({ seed: 7, ...options, knobs });
  const loop = fit(setup, { validate: false, epochs: Number.MAX_SAFE_INTEGER });
  const losses: number[] = [];
  const metrics: Metrics[] = [];
  const to: Watched['to'] = async (steps, look = () => {}) => {
    while (losses.length < steps) {
      look(losses.length);
      const { value } = await loop.next();
      if (value === undefined) throw new Error(`${name} ended after ${losses.length} steps`);
      losses.push(value.metrics['loss']!);
      metrics.push(value.metrics);
    }
    look(losses.length);
  };
  return { setup, losses, metrics, to };
}

/** The numbers of all parameters, in the model's order. */
export const parametersOf = ({ setup }: Pick<Watched, 'setup'>): number[] =>
  [...setup.model.parameters()].flatMap((parameter) => [...parameter.dataSync()]);
