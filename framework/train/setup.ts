/**
 * What a training run consists of, so that one loop, one checkpoint format and one player serve all runs: a model, its
 * optimizers, its batches, one function that makes a step and one that measures.
 */
import type { DataLoader, LoadedBatch } from '../data/DataLoader.ts';
import type { Module } from '../nn/Module.ts';
import type { Optimizer } from '../optim/Optimizer.ts';
import type { Scheduler } from '../optim/Scheduler.ts';
import type { Generator } from '../tensor/random.ts';

/** Numbers a run reports, by name: `loss`, `accuracy` … */
export type Metrics = Readonly<Record<string, number>>;

/** One training run, ready to be stepped by `fit`, saved, resumed or watched. */
export interface TrainingSetup {
  /** Name of the run, and the seed that everything in it came from. */
  readonly name: string;
  readonly seed: number;
  /** What the reader may know about it: learning rate, batch size, number of examples … */
  readonly config: Readonly<Record<string, number | string | boolean>>;
  readonly model: Module;
  readonly optimizers: Readonly<Record<string, Optimizer<{ lr: number }>>>;
  readonly loader: DataLoader;
  /** Streams that are drawn from during training (dropout); part of the saved state. */
  readonly generators: Readonly<Record<string, Generator>>;
  /** How many epochs make a complete run. */
  readonly epochs: number;
  /** Schedules of the learning rates, each moved on by `fit` after every update; part of the saved state. */
  readonly schedulers?: Readonly<Record<string, Scheduler>>;
  /** Set learning rates for step number `step`, before it is made. A pure function of the step, so that resuming needs no memory of it. */
  readonly schedule?: (step: number) => void;
  /** One update. Returns what to show; `loss` is always among it. */
  readonly step: (batch: LoadedBatch) => Metrics;
  /** Measure on the validation set, without learning from it. */
  readonly evaluate: () => Metrics;
}
