/**
 * What crosses between the training worker and the page. A StepTrace is one complete training step – every op, forwards and
 * backwards, with its real numbers – made from trace events only. Figures draw it; they never compute numbers of their own.
 *
 * A number's address is (run, seed, step, op, tensor, index): see `Selection`.
 */
import type { Timed } from './StepClock.ts';

/** A tensor of one step. `item` is set when only that example's slice of the batch axis was kept (the axis then has size 1). */
export interface TensorData {
  /** Unique within the step. */
  readonly id: number;
  /** `conv1.weight` for parameters, `inputs` for the batch, else ''. */
  readonly label: string;
  /** The whole tensor's shape, whatever was kept. */
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly item: number | null;
  /** Row-major: all of `shape`, or of shape[1…] when `item` is set. */
  readonly values:
    | Float32Array<ArrayBuffer>
    | Float64Array<ArrayBuffer>
    | Int32Array<ArrayBuffer>
    | Uint8Array<ArrayBuffer>;
}

export interface OpTrace {
  /** Place in the forward order, from 0. */
  readonly index: number;
  /** For people: `conv1`, `relu1`, `crossEntropy`. Unique within the step. */
  readonly label: string;
  /** framework/ops/<name>.ts */
  readonly name: string;
  /** framework/kernels/reference/<kernel>.ts */
  readonly kernels: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
  /** Ids in `tensors`. Inputs: data first, then weight, bias … as the op takes them. */
  readonly inputs: readonly number[];
  readonly output: number;
  readonly forwardMs: number;
  /** null where no gradient passed. */
  readonly backward: {
    /** Place in the backward order, from 0. */
    readonly index: number;
    readonly gradOutput: number;
    /** One per input; null where the input wants none. */
    readonly gradInputs: readonly (number | null)[];
    /** true where it was added to another contribution. */
    readonly accumulated: readonly boolean[];
    readonly ms: number;
  } | null;
}

export interface UpdateTrace {
  readonly label: string;
  readonly before: number;
  readonly after: number;
  readonly gradient: number;
}

export interface StepTrace {
  readonly run: string;
  readonly seed: number;
  readonly step: number;
  readonly epoch: number;
  readonly lr: number;
  readonly batchIds: readonly number[];
  readonly loss: number;
  readonly metrics: Readonly<Record<string, number>>;
  /** The example whose slices were kept for tensors too large to keep whole. */
  readonly item: number;
  /** Ids in `tensors`: the batch, its labels, and whatever the run shows beside its loss (`probabilities`). */
  readonly inputs: number;
  readonly targets: number;
  readonly observed: Readonly<Record<string, number>>;
  readonly ops: readonly OpTrace[];
  readonly updates: readonly UpdateTrace[];
  readonly tensors: ReadonlyMap<number, TensorData>;
}

/** One entry of the run's curve. */
export interface StepMetrics {
  readonly step: number;
  readonly loss: number;
  readonly accuracy: number;
  /** Every number the run says of the step, by its own names: a GAN has two losses. */
  readonly metrics: Readonly<Record<string, number>>;
}

export interface Evaluation {
  /** Updates made before it. */
  readonly step: number;
  readonly metrics: Readonly<Record<string, number>>;
}

/** A GPU was lost at step `lostAt`, and a new one goes on from step `from`: what came after that is made again. */
export interface Recovery {
  readonly from: number;
  readonly lostAt: number;
  readonly reason: string;
}

/** What the model makes, beside what it is to resemble: points [n, 2], or images [n, 1, H, W] in 0 … 1. */
export interface Pictures {
  readonly shape: readonly number[];
  readonly real: Float32Array;
  readonly made: Float32Array;
}

export interface RunInfo {
  readonly run: string;
  readonly seed: number;
  readonly config: Readonly<Record<string, number | string | boolean>>;
  readonly totalSteps: number;
  readonly stepsPerEpoch: number;
  readonly parameters: number;
  /** What it runs on: `simd`, `threads` (simd on several) or `reference` on the CPU, or `webgpu`. */
  readonly backend: string;
}

/** Options a page may choose; everything else is the run's own. */
export interface LoadOptions {
  readonly run: string;
  readonly seed: number;
  readonly examples?: number;
  readonly testExamples?: number;
  /** Default: the framework's own choice (site/player/chooseBackend.ts). */
  readonly backend?: string;
}

/** To the worker that trains a curve: only the numbers of every step and every epoch, of any run, at the speed of the terminal. */
export type ToWorker =
  | ({ readonly type: 'load' } & LoadOptions)
  /** Steps a second at most; Infinity: as fast as it goes. */
  | { readonly type: 'play'; readonly speed: number }
  | { readonly type: 'pause' };

export type FromWorker =
  | { readonly type: 'loaded'; readonly info: RunInfo }
  | {
      readonly type: 'progress';
      /** On a GPU not every step is read, so there may be fewer than were made. */
      readonly metrics: readonly StepMetrics[];
      /** Steps made so far. */
      readonly made: number;
      readonly timed: Timed;
    }
  | { readonly type: 'recovered'; readonly recovery: Recovery }
  | { readonly type: 'evaluated'; readonly evaluation: Evaluation }
  | { readonly type: 'playing'; readonly playing: boolean }
  | { readonly type: 'finished' }
  /** After each epoch, where the model makes something to be looked at. */
  | { readonly type: 'pictures'; readonly pictures: Pictures }
  /** Something the trained model made, to be read; after `finished`, and only where the run has such a thing. */
  | { readonly type: 'sample'; readonly text: string }
  | { readonly type: 'failed'; readonly message: string; readonly hint: string };

/** The values of one example of a batch tensor, or null when they were not kept. */
export function exampleOf(tensor: TensorData, item: number): TensorData['values'] | null {
  const size = tensor.shape.slice(1).reduce((product, n) => product * n, 1);
  if (tensor.item !== null) return tensor.item === item ? tensor.values : null;
  return item < (tensor.shape[0] ?? 0) ? tensor.values.subarray(item * size, (item + 1) * size) : null;
}
