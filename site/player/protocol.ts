/**
 * What crosses between the training worker and the page. A StepTrace is one complete training step – every op, forwards and
 * backwards, with its real numbers – made from trace events only. Figures draw it; they never compute numbers of their own.
 *
 * A number's address is (run, seed, step, op, tensor, index): see `Selection`.
 */
import type { MadeBy, WrittenText } from '#framework';
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
  /** Its path, for people: `conv1`, `recurrent.l0.t3.hidden`, `generator.bceWithLogits`. Unique within the step. */
  readonly label: string;
  /** The pass it belongs to; '' where a step has only one. */
  readonly pass: string;
  /** Says only how numbers are laid out: figures fold it. */
  readonly isView: boolean;
  /** framework/ops/<name>.ts */
  readonly name: string;
  /** framework/kernels/reference/<kernel>.ts */
  readonly kernels: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
  /** Ids in `tensors`. Inputs: data first, then weight, bias … as the op takes them. */
  readonly inputs: readonly number[];
  readonly output: number;
  readonly forwardMs: number;
  /** Absent where the arithmetic is the framework's. */
  readonly substitute?: MadeBy;
  /** null where no gradient passed. */
  readonly backward: {
    /** Place in the backward order, from 0. */
    readonly index: number;
    /** Whose walk it was: the generator's goes back through ops of the discriminator, too. */
    readonly pass: string;
    readonly gradOutput: number;
    /** One per input; null where the input wants none. */
    readonly gradInputs: readonly (number | null)[];
    /** true where it was added to another contribution. */
    readonly accumulated: readonly boolean[];
    readonly ms: number;
    readonly substitute?: MadeBy;
  } | null;
}

/** Values are ids in `tensors`. */
export interface UpdateTrace {
  readonly label: string;
  readonly pass: string;
  readonly before: number;
  readonly after: number;
  readonly gradient: number;
  /** `Adam` */
  readonly optimizer: string;
  /** Its settings that are numbers or truth values, `betas` as beta1 and beta2. */
  readonly settings: Readonly<Record<string, number | boolean>>;
  /** Which update of this parameter it is, from 1. */
  readonly steps: number;
  /** The optimizer's memories beside the parameter: `mean`, `variance`, `velocity` … */
  readonly state: readonly { readonly name: string; readonly before: number; readonly after: number }[];
  /** Summands of after − before: `gradient`, `memory`, `decay`. Empty where the rule does not say. */
  readonly parts: readonly { readonly name: string; readonly tensor: number }[];
  /** Lengths √Σx² of the whole parameter, its gradient, its change and each part of that: known even where the tensors were not kept. */
  readonly norms: {
    readonly before: number;
    readonly gradient: number;
    readonly change: number;
    readonly parts: readonly number[];
  };
  readonly substitute?: MadeBy;
}

/** A part of a step with a loss, a way back and an update of its own; most steps have one, called ''. */
export interface PassTrace {
  readonly name: string;
  readonly loss: number;
  /** Indices in `ops`, in forward order. */
  readonly ops: readonly number[];
  /** Indices in `ops`, in the order of the walk back. */
  readonly backward: readonly number[];
  /** Indices in `updates`. */
  readonly updates: readonly number[];
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
  /** Where a text of the reader's was read in the batch's place, with the weights before this step: which. Ops and loss are its own then. */
  readonly reading?: Reading;
  /** In the order in which they end. */
  readonly passes: readonly PassTrace[];
  /** All ops of all passes in forward order. */
  readonly ops: readonly OpTrace[];
  readonly updates: readonly UpdateTrace[];
  readonly tensors: ReadonlyMap<number, TensorData>;
  /** Shapes of tensors whose numbers a recording could not keep, by id: what a graph says along its edges. */
  readonly shapes?: Readonly<Record<number, readonly number[]>>;
}

/** A text that the network reads in the place of the batch's example. */
export interface Reading {
  readonly text: string;
  /** The place, from 0, of the only letter after which the loss counts; null: after every one. */
  readonly letter: number | null;
}

/** Texts that the network wrote, with the weights it had after `step` updates, and some of the data that it did not learn from. */
export interface Writing {
  readonly step: number;
  readonly temperature: number;
  readonly draw: number;
  readonly written: readonly WrittenText[];
  readonly real: readonly string[];
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
  /** Where inputs are tokens: what token k stands for. */
  readonly vocabulary?: readonly string[];
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
