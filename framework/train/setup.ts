/**
 * What a training run consists of, so that one loop, one checkpoint format and one player serve all runs: a model, its
 * optimizers, its batches, one function that makes a step and one that measures.
 */
import type { DataLoader, LoadedBatch } from '../data/DataLoader.ts';
import type { Module } from '../nn/Module.ts';
import type { Optimizer } from '../optim/Optimizer.ts';
import type { Scheduler } from '../optim/Scheduler.ts';
import type { Generator } from '../tensor/random.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import type { Letters } from './letters.ts';
import type { Metrics } from './measurement.ts';

export type { Metrics } from './measurement.ts';

/** What a model makes, beside what it is to resemble: points [N, 2], or images [N, 1, H, W] in 0 … 1. */
export interface Comparison {
  readonly real: Tensor;
  readonly made: Tensor;
}

/**
 * Step and examination where the model is on a GPU, whose numbers must be awaited. A step that is not read back (`isRead` false; the
 * default is true) reports nothing, and nobody waits for it.
 */
export interface DeviceSteps {
  readonly step: (batch: LoadedBatch, isRead?: boolean) => Promise<Metrics>;
  readonly evaluate: () => Promise<Metrics>;
}

/** One training run, ready to be stepped by `fit`, saved, resumed or watched. */
export interface TrainingSetup {
  /** Name of the run, and the seed that everything in it came from. */
  readonly name: string;
  readonly seed: number;
  /** What the reader may know about it: learning rate, batch size, number of examples … */
  readonly config: Readonly<Record<string, number | string | boolean>>;
  readonly model: Module;
  /** Where inputs are tokens: what token k stands for, to be read by people. */
  readonly vocabulary?: readonly string[];
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
  /** The same after `model.to('webgpu')`; a run without it trains on the CPU only. */
  readonly onDevice?: DeviceSteps;
  /** Something the model made, to be read at the end of a run: a text, say. The same weights give the same sample. */
  readonly sample?: () => string;
  /** Something the model makes, to be looked at while it learns. The same weights give the same. */
  readonly compare?: () => Comparison;
  /** Where the model reads letters: what else it can be asked. */
  readonly letters?: Letters;
}
