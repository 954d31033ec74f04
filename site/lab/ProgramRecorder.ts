/**
 * Hears a program that nobody divided into steps, and divides it: a step is what leads to a walk back, the walk, and the updates behind it. Ops made
 * beside the loss (what is printed, an accuracy, data) belong to no step. Two walks are two steps, unless the second goes through what the first
 * did, as where a gradient is differentiated again. A program that trains with `fit` has its steps from there.
 */
import type { OpBackward, OpForward, TracedTensor, TraceEvent } from '#framework';
import { lightTrace } from '../player/lightTrace.ts';
import type { StepMetrics, StepTrace } from '../player/protocol.ts';
import { StepRecorder } from '../player/StepRecorder.ts';

/** So many numbers of a step are kept: more than a page can show. */
const MOST_NUMBERS = 400_000;
/** While it is recorded, it holds no more than this; a step that would is counted, and not shown. */
const MOST_HELD = 20_000_000;
/** Ops without a walk back: a program that only reads. What it did long ago is not kept. */
const MOST_UNWALKED = 2000;

/** Ops that take the mean over the examples of a batch: what they read says how many there are, and which are the targets. */
const LOSSES = new Set('bce bceWithLogits crossEntropy hinge huber klDiv l1 mse nll smoothL1'.split(' '));

export interface RecordedSteps {
  /** A step is over; `trace` where it was wanted and was not too large. */
  readonly onStep: (metrics: StepMetrics, trace: StepTrace | null) => void;
  /** Shall this step be recorded whole? */
  readonly wants: (step: number) => boolean;
  /** What the program calls tensors and parameters, by the tensor's id. */
  readonly names: () => ReadonlyMap<number, string>;
}

interface Links {
  readonly op: number;
  readonly inputs: readonly number[];
  readonly output: number;
}

const sizeOf = ({ shape }: TracedTensor): number => shape.reduce((product, n) => product * n, 1);

/** The events of one step that is being made. */
class Draft {
  recorder: StepRecorder | null;
  readonly ops: Links[] = [];
  readonly walked = new Set<number>();
  /** Values of ops that are one number: one of them is the loss. */
  readonly scalars = new Map<number, number>();
  /** The op that the last walk began at. */
  root: OpBackward | null = null;
  isUpdated = false;
  /** Did `fit` say what the step reports? */
  reported: Readonly<Record<string, number>> | null = null;
  private lr: number | null = null;
  private held = 0;
  private isWalking = false;
  private readonly updated: { id: number; label: string }[] = [];

  constructor(step: number, isWanted: boolean, begin?: Extract<TraceEvent, { type: 'step.begin' }>) {
    this.recorder = isWanted ? new StepRecorder(0, MOST_NUMBERS, null) : null;
    this.recorder?.hear(
      begin ?? { type: 'step.begin', step, epoch: 0, batchIds: Int32Array.of(0), batch: [], lr: Number.NaN },
    );
  }

  hear(event: TraceEvent): void {
    if (event.type === 'op.fwd') this.forward(event);
    if (event.type === 'op.bwd') {
      if (!this.isWalking) this.root = event;
      this.walked.add(event.op);
      this.held += sizeOf(event.gradOutput);
    }
    this.isWalking = event.type === 'op.bwd';
    if (event.type === 'param.update') {
      this.isUpdated = true;
      const { lr } = event.settings;
      if (typeof lr === 'number') this.lr ??= lr;
      this.updated.push({ id: event.parameter.id, label: event.label });
      // Figures find parameters by their names: a leaf that has none gets one.
      event = { ...event, label: event.label === '' ? `parameter${this.updated.length}` : event.label };
    }
    if (this.held > MOST_HELD) this.recorder = null;
    this.recorder?.hear(event);
  }

  private forward({ op, inputs, output }: OpForward): void {
    this.ops.push({ op, inputs: inputs.map(({ id }) => id), output: output.id });
    this.held += sizeOf(output);
    if (sizeOf(output) === 1) this.scalars.set(op, Number(output.read()[0]));
  }

  metrics(step: number): StepMetrics {
    const loss = this.reported?.['loss'] ?? this.scalars.get(this.root?.op ?? -1) ?? Number.NaN;
    const lr = this.lr === null ? {} : { lr: this.lr };
    const metrics: Readonly<Record<string, number>> = { loss, ...lr, ...this.reported };
    return { step, loss, accuracy: metrics['accuracy'] ?? Number.NaN, metrics };
  }

  finish({ metrics, loss }: StepMetrics, step: number, names: ReadonlyMap<number, string>): StepTrace | null {
    const { recorder, root } = this;
    if (recorder === null) return null;
    if (this.reported === null) {
      recorder.hear({ type: 'loss', op: root?.op ?? -1, pass: root?.pass ?? '', value: loss });
      recorder.hear({ type: 'step.end', step, metrics, ms: 0 });
    }
    if (this.walked.size > 0) recorder.leaveOut(this.beside());
    const whole = called(recorder.finish('program', 0), names, this.updated);
    const trace = referenced({ ...(this.reported === null ? withBatch(whole) : whole), lr: this.lr ?? whole.lr });
    let numbers = 0;
    for (const { values } of trace.tensors.values()) numbers += values.length;
    return numbers > MOST_NUMBERS ? lightTrace(trace, MOST_NUMBERS) : trace;
  }

  /** Ops that the walk did not come from: neither walked nor before what was. */
  private beside(): number[] {
    const makers = new Map(this.ops.map((links) => [links.output, links]));
    const first = this.ops.findIndex(({ op }) => this.walked.has(op));
    const kept = new Set<number>();
    const waiting = this.ops.filter(({ op }) => this.walked.has(op));
    for (let links = waiting.pop(); links !== undefined; links = waiting.pop()) {
      if (kept.has(links.op)) continue;
      kept.add(links.op);
      for (const id of links.inputs) {
        const maker = makers.get(id);
        // Data that were prepared before are data.
        if (maker !== undefined && this.ops.indexOf(maker) > first) waiting.push(maker);
      }
    }
    return this.ops.flatMap(({ op }) => (kept.has(op) ? [] : [op]));
  }
}

/** A step with a loss over a batch says which that was: figures then show one example of it, and count right. */
function withBatch(trace: StepTrace): StepTrace {
  const loss = trace.ops.findLast(({ name, backward }) => LOSSES.has(name) && backward !== null);
  const outputs = trace.tensors.get(loss?.inputs[0] ?? Number.NaN);
  const many = outputs?.shape[0];
  if (loss === undefined || many === undefined) return trace;
  const made = new Set(trace.ops.map(({ output }) => output));
  const first = trace.ops[0]?.inputs[0] ?? 0;
  const isBatch = !made.has(first) && trace.tensors.get(first)?.shape[0] === many;
  return {
    ...trace,
    batchIds: Array.from({ length: many }, (_, i) => i),
    inputs: isBatch ? first : trace.inputs,
    targets: loss.inputs[1] ?? trace.targets,
  };
}

/** Only tensors that the step speaks of. */
function referenced(trace: StepTrace): StepTrace {
  const ids = new Set<number | null>([trace.inputs, trace.targets, ...Object.values(trace.observed)]);
  for (const { inputs, output, backward } of trace.ops)
    for (const id of [...inputs, output, ...(backward === null ? [] : [backward.gradOutput, ...backward.gradInputs])])
      ids.add(id);
  for (const { before, after, gradient, state, parts } of trace.updates)
    for (const id of [
      before,
      after,
      gradient,
      ...state.flatMap((one) => [one.before, one.after]),
      ...parts.map(({ tensor }) => tensor),
    ])
      ids.add(id);
  return { ...trace, tensors: new Map([...trace.tensors].filter(([id]) => ids.has(id))) };
}

/** Tensors and updates under the names that the program has for them. */
function called(
  trace: StepTrace,
  names: ReadonlyMap<number, string>,
  updated: readonly { readonly id: number; readonly label: string }[],
): StepTrace {
  const labels = new Map(names);
  for (const [i, { id, label }] of updated.entries()) if (!labels.has(id)) labels.set(id, label || `parameter${i + 1}`);
  return {
    ...trace,
    tensors: new Map(
      [...trace.tensors].map(([id, tensor]) => [
        id,
        tensor.label === '' && labels.has(id) ? { ...tensor, label: labels.get(id)! } : tensor,
      ]),
    ),
    updates: trace.updates.map((update, i) => {
      const { id, label } = updated[i]!;
      return label === '' ? { ...update, label: labels.get(id) ?? update.label } : update;
    }),
  };
}

/** What came after a walk, and may begin a step of its own or belong to the same. */
interface Pending {
  readonly firstOp: number;
  readonly events: TraceEvent[];
  /** Has a walk begun at it? */
  isWalked: boolean;
}

/** The event with its numbers copied now, or only those that may be a loss: what it speaks of may be memory for something else later. */
function frozen(event: TraceEvent, isWhole: boolean): TraceEvent {
  const copy = (tensor: TracedTensor): TracedTensor => {
    if (!isWhole && sizeOf(tensor) !== 1) return tensor;
    const values = tensor.read();
    return { ...tensor, read: () => values };
  };
  if (event.type === 'op.fwd') return { ...event, inputs: event.inputs.map(copy), output: copy(event.output) };
  if (event.type !== 'op.bwd') return event;
  return {
    ...event,
    gradOutput: copy(event.gradOutput),
    gradInputs: event.gradInputs.map((tensor) => (tensor === null ? null : copy(tensor))),
  };
}

export class ProgramRecorder {
  /** Steps that are over. */
  count = 0;
  private readonly asked: RecordedSteps;
  private draft: Draft;
  private pending: Pending | null = null;
  private isFitting = false;

  constructor(asked: RecordedSteps) {
    this.asked = asked;
    this.draft = this.fresh();
  }

  hear(event: TraceEvent): void {
    if (event.type === 'step.begin') {
      this.settle();
      this.draft = new Draft(this.count, this.asked.wants(this.count), event);
      this.isFitting = true;
    } else if (this.isFitting) this.fitted(event);
    else if (event.type === 'op.fwd') this.forward(event);
    else if (event.type === 'op.bwd') this.backward(event);
    else if (event.type === 'param.update') this.update(event);
  }

  /** The program is over. */
  end(): void {
    this.isFitting = false;
    this.settle();
    // A program that only computes is one step forwards.
    if (this.count === 0 && this.draft.ops.length > 0) this.close();
  }

  private fitted(event: TraceEvent): void {
    if (event.type === 'evaluated' || event.type === 'run.start') return;
    this.draft.hear(event);
    if (event.type !== 'step.end') return;
    this.draft.reported = event.metrics;
    this.close();
    this.isFitting = false;
  }

  private forward(event: OpForward): void {
    if (this.draft.isUpdated) this.close();
    else if (this.pending?.isWalked) this.partWays();
    if (this.draft.root === null) {
      if (this.draft.ops.length >= MOST_UNWALKED) this.draft = this.fresh();
      this.draft.hear(event);
      return;
    }
    this.pending ??= { firstOp: event.op, events: [], isWalked: false };
    // What is read for ever after a walk is no step.
    if (this.pending.events.length >= MOST_UNWALKED) this.pending.events.length = 0;
    this.pending.events.push(frozen(event, this.isRecording));
  }

  private backward(event: OpBackward): void {
    const { pending } = this;
    if (pending !== null && event.op >= pending.firstOp) {
      pending.isWalked = true;
      pending.events.push(frozen(event, this.isRecording));
      return;
    }
    // The walk goes on, or through what was walked before: all of it is one step.
    this.pending = null;
    for (const earlier of pending?.events ?? []) this.draft.hear(earlier);
    this.draft.hear(event);
  }

  /** Does this step or the next want its numbers? */
  private get isRecording(): boolean {
    return this.draft.recorder !== null || this.asked.wants(this.count + 1);
  }

  private update(event: TraceEvent): void {
    if (this.pending?.isWalked) this.partWays();
    this.pending = null;
    this.draft.hear(event);
  }

  /** The second walk was one of its own. */
  private partWays(): void {
    const { events } = this.pending!;
    this.pending = null;
    this.close();
    for (const event of events) this.draft.hear(event);
  }

  private settle(): void {
    if (this.pending?.isWalked) this.partWays();
    this.pending = null;
    if (this.draft.root !== null || this.draft.isUpdated) this.close();
  }

  private close(): void {
    const step = this.count++;
    const { draft } = this;
    this.draft = this.fresh();
    const metrics = draft.metrics(step);
    this.asked.onStep(metrics, draft.finish(metrics, step, draft.recorder === null ? new Map() : this.asked.names()));
  }

  private fresh(): Draft {
    return new Draft(this.count, this.asked.wants(this.count));
  }
}
