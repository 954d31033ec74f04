/**
 * What can happen in a training run, as plain typed events. Everything the site draws is one of these; a figure never
 * computes. An address `(run, step, phase, op, tensor, index)` names one number of one run.
 *
 * This room imports nothing, so it describes a tensor only by what a reader of events needs.
 */

/** Where in a step something happens. */
export type Phase = 'forward' | 'loss' | 'backward' | 'update';

/**
 * A tensor as an event shows it. `read()` copies its values now, row-major; do not call it later: memory may be reused. `read(3)` copies what
 * stands at place 3 of the first axis alone, where the tensor can do that; else all of it.
 */
export interface TracedTensor {
  /** Unique within the process. A view and its base have different ids. */
  readonly id: number;
  /** `conv1.weight` for a parameter, `images` for an input; empty when it has no name. */
  readonly label: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly read: (place?: number) => Float32Array | Float64Array | Int32Array | Uint8Array;
}

/** Who computed something in our place: the id of a bug, or of the exercise whose answer it is, and whose derivative it has. */
export interface MadeBy {
  readonly id: string;
  readonly by: 'bug' | 'reader';
  /** `paired`: its own; `composed`: that of the ops it is written in; `framework`: ours, of the right function. */
  readonly derivative?: 'paired' | 'composed' | 'framework';
}

/** A run begins: its name, seed and settings, and the parameters it starts from. */
export interface RunStart {
  readonly type: 'run.start';
  readonly run: string;
  readonly seed: number;
  readonly config: Readonly<Record<string, number | string | boolean>>;
  readonly parameters: readonly TracedTensor[];
}

/** A training step begins: which examples it takes, and the learning rate it will use. */
export interface StepBegin {
  readonly type: 'step.begin';
  /** Steps count from 0: this is the number of updates made before it. */
  readonly step: number;
  readonly epoch: number;
  /** Which examples of the training set make up this batch. */
  readonly batchIds: Int32Array;
  /** The batch itself, as the dataset gave it: usually inputs and targets. */
  readonly batch: readonly TracedTensor[];
  readonly lr: number;
}

/** An op ran forwards. */
export interface OpForward {
  readonly type: 'op.fwd';
  /** Number of this op call; its backward event carries the same number. */
  readonly op: number;
  /** `conv2d`, `relu` … : framework/ops/<part>/<name>.ts is its source. */
  readonly name: string;
  /** Path of the module, and of the part of it, that it ran in: `conv1`, `recurrent.l0.t3.gates`; empty outside modules (the loss). */
  readonly scope: string;
  /** Which pass of the step it belongs to: `generator`. Empty where a step has one loss. */
  readonly pass: string;
  /** Does it only say how numbers are laid out (transpose, reshape, slice …)? Figures fold such ops. */
  readonly isView: boolean;
  /** Names of the kernels it ran: framework/kernels/reference/<name>.ts are their sources. */
  readonly kernels: readonly string[];
  readonly inputs: readonly TracedTensor[];
  readonly output: TracedTensor;
  /** Everything that is not a tensor: stride, padding, axis … */
  readonly options: Readonly<Record<string, unknown>>;
  /**
   * The call as it was made: tensors (and numbers that became some) as they stand in `inputs`, in their places or in a list of them; axes, shapes
   * and options as given. What an exporter writes down.
   */
  readonly args: readonly unknown[];
  readonly ms: number;
  /** Absent where the arithmetic is ours. */
  readonly substitute?: MadeBy;
}

/** The loss of the step, as the number that backward starts from. */
export interface LossComputed {
  readonly type: 'loss';
  readonly op: number;
  /** Which pass of the step it ends; empty where there is one. */
  readonly pass: string;
  readonly value: number;
}

/** A tensor that a run shows beside its loss, computed by ops outside the recorded history: probabilities, attention … */
export interface Observed {
  readonly type: 'observed';
  readonly name: string;
  readonly tensor: TracedTensor;
}

/** An op handed its gradient back to its inputs. */
export interface OpBackward {
  readonly type: 'op.bwd';
  readonly op: number;
  /** Whose walk back it is: the pass of the loss that it came from, which need not be that of the op. */
  readonly pass: string;
  readonly name: string;
  /** ∂loss/∂output, summed over everyone who used the output. */
  readonly gradOutput: TracedTensor;
  /** ∂loss/∂input as far as this op contributes; null where the input needs none. */
  readonly gradInputs: readonly (TracedTensor | null)[];
  /** true where the contribution was added to one that was already there (the input is used more than once). */
  readonly accumulated: readonly boolean[];
  readonly ms: number;
  /** Absent where the derivative is ours, or that of a forward which is marked itself. */
  readonly substitute?: MadeBy;
}

/** A memory of the optimizer beside a parameter: Adam's `mean`, SGD's `velocity`. */
export interface StateChange {
  readonly name: string;
  readonly before: TracedTensor;
  readonly after: TracedTensor;
}

/** One summand of a parameter's change: `gradient` of this step, `memory` of earlier ones, `decay`. All of them add up to Δθ. */
export interface UpdatePart {
  readonly name: string;
  readonly tensor: TracedTensor;
}

/** An optimizer changed a parameter: its values before and after, and the gradient that moved it. */
export interface ParameterUpdate {
  readonly type: 'param.update';
  readonly label: string;
  readonly parameter: TracedTensor;
  readonly before: TracedTensor;
  readonly gradient: TracedTensor;
  readonly pass: string;
  /** `Adam`, and the settings it worked with: lr, betas … */
  readonly optimizer: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Which update of this parameter it is, from 1. */
  readonly steps: number;
  readonly state: readonly StateChange[];
  /** What the change is made of; none where the rule does not say. */
  readonly parts: readonly UpdatePart[];
  /** Absent where the rule is ours. */
  readonly substitute?: MadeBy;
}

/** A training step is done. */
export interface StepEnd {
  readonly type: 'step.end';
  readonly step: number;
  readonly metrics: Readonly<Record<string, number>>;
  readonly ms: number;
}

/** The run measured itself on examples it does not learn from. */
export interface Evaluated {
  readonly type: 'evaluated';
  readonly step: number;
  readonly metrics: Readonly<Record<string, number>>;
}

/** The state of the run was kept, so that one can come back to this step. */
export interface Keyframe {
  readonly type: 'keyframe';
  readonly step: number;
  /** A 32-bit hash of all parameters' bytes (train/state.ts): two runs that agree here are the same run. */
  readonly hash: string;
}

/** Anything that can happen in a run. `event.type` tells which. */
export type TraceEvent =
  | RunStart
  | StepBegin
  | OpForward
  | LossComputed
  | Observed
  | OpBackward
  | ParameterUpdate
  | StepEnd
  | Evaluated
  | Keyframe;
