/**
 * Listens to the trace events of one training step and files them into a StepTrace. Of tensors too large to keep whole one example of the
 * batch is read, and every tensor once: reading is what a recorded step costs. This runs where the training runs; it computes nothing but
 * the lengths of what an update read, because those tensors may be too large to travel.
 */
import {
  type LossComputed,
  listen,
  type OpBackward,
  type OpForward,
  type ParameterUpdate,
  type TracedTensor,
  type TraceEvent,
} from '#framework';
import { distanceOf, normOf } from './normOf.ts';
import { opPaths } from './opPaths.ts';
import type { OpTrace, PassTrace, StepTrace, TensorData, UpdateTrace } from './protocol.ts';

/** Ids of tensors have at most twelve digits; those of what is kept beside them have more. */
const BESIDE = 1e12;

interface Draft {
  readonly forward: OpForward;
  backward: (OpBackward & { readonly index: number }) | null;
}

export class StepRecorder {
  private readonly item: number;
  /** Batch tensors up to this many elements are kept whole. */
  private readonly keepWhole: number;
  private readonly tensors = new Map<number, TensorData>();
  private readonly drafts = new Map<number, Draft>();
  private readonly updates: UpdateTrace[] = [];
  private readonly losses: LossComputed[] = [];
  private made = 0;
  private walked = 0;
  /** Weights and their gradients: never cut, even when their first axis happens to be as long as the batch. */
  private readonly parameters = new Set<number>();
  private begin: Extract<TraceEvent, { type: 'step.begin' }> | null = null;
  private end: Extract<TraceEvent, { type: 'step.end' }> | null = null;
  private loss = Number.NaN;
  private readonly observed: Record<string, number> = {};
  private readonly stop: () => void;

  /** observes: which observed tensors are wanted; default all. `null`: it does not listen, whoever made it tells it (`hear`). */
  constructor(item: number, keepWhole: number, observes?: readonly string[] | null) {
    this.item = item;
    this.keepWhole = keepWhole;
    this.stop =
      observes === null ? () => {} : listen((event) => this.hear(event), observes === undefined ? {} : { observes });
  }

  /** Stop listening and return the step. */
  finish(run: string, seed: number): StepTrace {
    this.stop();
    if (this.begin === null || this.end === null) throw new Error('the recorder did not see a whole step');
    const { step, epoch, lr, batchIds, batch } = this.begin;
    const [inputs, targets] = batch;
    const ops = this.labelled();
    return {
      run,
      seed,
      step,
      epoch,
      lr,
      batchIds: [...batchIds],
      loss: this.loss,
      metrics: this.end.metrics,
      item: Math.min(this.item, batchIds.length - 1),
      inputs: inputs?.id ?? 0,
      targets: targets?.id ?? 0,
      observed: this.observed,
      passes: this.passes(ops),
      ops,
      updates: this.updates,
      tensors: this.tensors,
    };
  }

  /** Stop listening without a result. */
  cancel(): void {
    this.stop();
  }

  /** Leave these ops out of the step: they were made beside it. */
  leaveOut(ops: Iterable<number>): void {
    for (const op of ops) this.drafts.delete(op);
  }

  hear(event: TraceEvent): void {
    if (event.type === 'step.begin') {
      this.begin = event;
      for (const tensor of event.batch) this.keep(tensor);
    } else if (event.type === 'step.end') this.end = event;
    else if (event.type === 'loss') {
      this.loss = event.value;
      this.losses.push(event);
    } else if (event.type === 'observed') {
      // A map of the plane may be as high as the batch is long; it is no batch for that.
      if (event.tensor.shape.length <= 2) this.parameters.add(event.tensor.id);
      this.keep(event.tensor);
      this.observed[event.name] = event.tensor.id;
    } else if (event.type === 'op.fwd') this.forward(event);
    else if (event.type === 'op.bwd') this.backward(event);
    else if (event.type === 'param.update') this.update(event);
  }

  private forward(event: OpForward): void {
    // Inputs that no op of this step made, and that carry a name, are parameters (or the batch itself).
    for (const { id, label } of event.inputs) if (!['', 'inputs', 'targets'].includes(label)) this.parameters.add(id);
    for (const tensor of [...event.inputs, event.output]) this.keep(tensor);
    this.drafts.set(event.op, { forward: event, backward: null });
  }

  private backward(event: OpBackward): void {
    const draft = this.drafts.get(event.op);
    if (draft === undefined) return;
    if (draft.backward === null) this.walked++;
    const index = this.walked - 1;
    this.keep(event.gradOutput);
    for (const tensor of event.gradInputs) if (tensor !== null) this.keep(tensor);
    draft.backward = { ...event, index };
  }

  private update(event: ParameterUpdate): void {
    const { label, pass, parameter, before, gradient, optimizer, settings, steps } = event;
    for (const { id } of [parameter, gradient]) this.parameters.add(id);
    // The parameter's own id already holds its values before the step: what else has its shape gets ids of its own.
    const [was, arrived, now] = [before, gradient, parameter].map(readOnce) as [ReadOnce, ReadOnce, ReadOnce];
    const parts = event.parts.map(({ name, tensor }) => ({ name, tensor: readOnce(tensor) }));
    this.keep(was);
    this.keep(arrived);
    this.updates.push({
      label,
      pass,
      before: before.id,
      after: this.keepBeside(now, -parameter.id),
      gradient: gradient.id,
      optimizer,
      settings: plainSettings(settings),
      steps,
      state: event.state.map((change) => ({
        name: change.name,
        before: this.keepBeside(change.before),
        after: this.keepBeside(change.after),
      })),
      parts: parts.map(({ name, tensor }) => ({ name, tensor: this.keepBeside(tensor) })),
      norms: {
        before: normOf(was.values),
        gradient: normOf(arrived.values),
        change: distanceOf(now.values, was.values),
        parts: parts.map(({ tensor }) => normOf(tensor.values)),
      },
      ...(event.substitute === undefined ? {} : { substitute: event.substitute }),
    });
  }

  /** Keep values that have no id of their own, whole. */
  private keepBeside(tensor: TracedTensor, id = --this.made * BESIDE): number {
    this.parameters.add(id);
    this.keep({ ...tensor, id });
    return id;
  }

  private keep(tensor: TracedTensor): void {
    if (this.tensors.has(tensor.id)) return;
    const { id, label, shape, dtype } = tensor;
    const length = shape.reduce((product, n) => product * n, 1);
    const batch = this.begin?.batchIds.length ?? 0;
    const isBatch = shape.length > 1 && shape[0] === batch && !this.parameters.has(id);
    if (!isBatch || label === 'inputs' || label === 'targets' || length <= this.keepWhole) {
      this.tensors.set(id, { id, label, shape, dtype, item: null, values: tensor.read() as TensorData['values'] });
      return;
    }
    const item = Math.min(this.item, batch - 1);
    const size = length / batch;
    const values = tensor.read(item) as TensorData['values'];
    this.tensors.set(id, {
      id,
      label,
      shape,
      dtype,
      item,
      values: values.length === size ? values : (values.slice(item * size, (item + 1) * size) as TensorData['values']),
    });
  }

  private labelled(): OpTrace[] {
    const drafts = [...this.drafts.values()];
    const labels = opPaths(drafts.map(({ forward }) => forward));
    return drafts.map(({ forward, backward }, index) => ({
      index,
      label: labels[index]!,
      pass: forward.pass,
      isView: forward.isView,
      name: forward.name,
      kernels: forward.kernels,
      options: plainOptions(forward.options),
      inputs: forward.inputs.map((tensor) => tensor.id),
      output: forward.output.id,
      forwardMs: forward.ms,
      ...(forward.substitute === undefined ? {} : { substitute: forward.substitute }),
      backward:
        backward === null
          ? null
          : {
              index: backward.index,
              pass: backward.pass,
              gradOutput: backward.gradOutput.id,
              gradInputs: backward.gradInputs.map((tensor) => tensor?.id ?? null),
              accumulated: backward.accumulated,
              ms: backward.ms,
              ...(backward.substitute === undefined ? {} : { substitute: backward.substitute }),
            },
    }));
  }

  /** One entry for each loss, in the order they were computed; of a pass made several times in a step the last counts. */
  private passes(ops: readonly OpTrace[]): PassTrace[] {
    const losses = new Map(this.losses.map(({ pass, value }) => [pass, value]));
    return [...losses].map(([name, loss]) => ({
      name,
      loss,
      ops: ops.filter(({ pass }) => pass === name).map(({ index }) => index),
      backward: ops
        .filter(({ backward }) => backward?.pass === name)
        .sort((a, b) => a.backward!.index - b.backward!.index)
        .map(({ index }) => index),
      updates: this.updates.flatMap(({ pass }, index) => (pass === name ? [index] : [])),
    }));
  }
}

type ReadOnce = TracedTensor & { readonly values: TensorData['values'] };

/** A tensor that is kept and whose length is taken: read now, and not again. */
function readOnce(tensor: TracedTensor): ReadOnce {
  const values = tensor.read() as TensorData['values'];
  return { ...tensor, values, read: () => values };
}

/** Numbers and truth values; a list of numbers with their places from 1: betas → beta1, beta2. */
function plainSettings(settings: Readonly<Record<string, unknown>>): Record<string, number | boolean> {
  const plain: Record<string, number | boolean> = {};
  for (const [name, value] of Object.entries(settings)) {
    if (typeof value === 'number' || typeof value === 'boolean') plain[name] = value;
    else if (Array.isArray(value))
      for (const [i, entry] of value.entries())
        if (typeof entry === 'number') plain[`${name.replace(/s$/, '')}${i + 1}`] = entry;
  }
  return plain;
}

/** Only what survives a message: numbers, texts, truth values and lists of numbers. */
function plainOptions(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const isPlain = (value: unknown): boolean =>
    ['number', 'string', 'boolean'].includes(typeof value) ||
    (Array.isArray(value) && value.every((entry) => typeof entry === 'number'));
  return Object.fromEntries(Object.entries(options).filter(([, value]) => isPlain(value)));
}
