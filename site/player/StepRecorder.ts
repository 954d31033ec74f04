/**
 * Listens to the trace events of one training step and files them into a StepTrace. Tensors too large to keep whole are cut
 * down to one example of the batch. This runs where the training runs; it reads, it never computes.
 */
import {
  listen,
  type OpBackward,
  type OpForward,
  type ParameterUpdate,
  type TracedTensor,
  type TraceEvent,
} from '#framework';
import type { OpTrace, StepTrace, TensorData, UpdateTrace } from './protocol.ts';

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
  /** Weights and their gradients: never cut, even when their first axis happens to be as long as the batch. */
  private readonly parameters = new Set<number>();
  private begin: Extract<TraceEvent, { type: 'step.begin' }> | null = null;
  private end: Extract<TraceEvent, { type: 'step.end' }> | null = null;
  private loss = Number.NaN;
  private readonly observed: Record<string, number> = {};
  private readonly stop: () => void;

  constructor(item: number, keepWhole: number) {
    this.item = item;
    this.keepWhole = keepWhole;
    this.stop = listen((event) => this.hear(event));
  }

  /** Stop listening and return the step. */
  finish(run: string, seed: number): StepTrace {
    this.stop();
    if (this.begin === null || this.end === null) throw new Error('the recorder did not see a whole step');
    const { step, epoch, lr, batchIds, batch } = this.begin;
    const [inputs, targets] = batch;
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
      ops: this.labelled(),
      updates: this.updates,
      tensors: this.tensors,
    };
  }

  /** Stop listening without a result. */
  cancel(): void {
    this.stop();
  }

  private hear(event: TraceEvent): void {
    if (event.type === 'step.begin') {
      this.begin = event;
      for (const tensor of event.batch) this.keep(tensor);
    } else if (event.type === 'step.end') this.end = event;
    else if (event.type === 'loss') this.loss = event.value;
    else if (event.type === 'observed') {
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
    const index = [...this.drafts.values()].filter((other) => other.backward !== null).length;
    this.keep(event.gradOutput);
    for (const tensor of event.gradInputs) if (tensor !== null) this.keep(tensor);
    draft.backward = { ...event, index };
  }

  private update({ label, parameter, before, gradient }: ParameterUpdate): void {
    for (const { id } of [parameter, gradient]) this.parameters.add(id);
    // The parameter's own id already holds its values before the step: the values after it get an id of their own.
    const after = -parameter.id;
    this.keep(before);
    this.keep({ ...parameter, id: after });
    this.keep(gradient);
    this.updates.push({ label, before: before.id, after, gradient: gradient.id });
  }

  private keep(tensor: TracedTensor): void {
    if (this.tensors.has(tensor.id)) return;
    const { id, label, shape, dtype } = tensor;
    const values = tensor.read() as TensorData['values'];
    const batch = this.begin?.batchIds.length ?? 0;
    const isBatch = shape.length > 1 && shape[0] === batch && !this.parameters.has(id);
    if (!isBatch || label === 'inputs' || label === 'targets' || values.length <= this.keepWhole) {
      this.tensors.set(id, { id, label, shape, dtype, item: null, values });
      return;
    }
    const item = Math.min(this.item, batch - 1);
    const size = values.length / batch;
    this.tensors.set(id, {
      id,
      label,
      shape,
      dtype,
      item,
      values: values.slice(item * size, (item + 1) * size) as TensorData['values'],
    });
  }

  /** Ops in forward order, named by their module (`conv1`), or by their own name where they ran outside one. */
  private labelled(): OpTrace[] {
    const used = new Map<string, number>();
    return [...this.drafts.values()].map(({ forward, backward }, index) => {
      const base = forward.scope === '' ? forward.name : forward.scope;
      const times = (used.get(base) ?? 0) + 1;
      used.set(base, times);
      return {
        index,
        label: times === 1 ? base : `${base} ${times}`,
        name: forward.name,
        kernels: forward.kernels,
        options: plainOptions(forward.options),
        inputs: forward.inputs.map((tensor) => tensor.id),
        output: forward.output.id,
        forwardMs: forward.ms,
        backward:
          backward === null
            ? null
            : {
                index: backward.index,
                gradOutput: backward.gradOutput.id,
                gradInputs: backward.gradInputs.map((tensor) => tensor?.id ?? null),
                accumulated: backward.accumulated,
                ms: backward.ms,
              },
      };
    });
  }
}

/** Only what survives a message: numbers, texts, truth values and lists of numbers. */
function plainOptions(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const isPlain = (value: unknown): boolean =>
    ['number', 'string', 'boolean'].includes(typeof value) ||
    (Array.isArray(value) && value.every((entry) => typeof entry === 'number'));
  return Object.fromEntries(Object.entries(options).filter(([, value]) => isPlain(value)));
}
