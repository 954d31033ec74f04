/**
 * What somebody who watches sees of one update: the parameter and its memories before and after, and the change taken apart. Made only
 * while someone listens.
 */
import type { DataBuffer } from '../tensor/dtype.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import type { StateChange, TracedTensor, UpdatePart } from '../trace/events.ts';

/** One update: the parameter's values, the gradient, and each memory before and after, all in reading order. */
export interface SeenUpdate {
  readonly values: DataBuffer;
  readonly gradient: DataBuffer;
  readonly before: Readonly<Record<string, DataBuffer>>;
  readonly after: Readonly<Record<string, DataBuffer>>;
}

/** Summands of the change of number i, by name. */
export type UpdateParts = Readonly<Record<string, (i: number) => number>>;

export class StateWatch {
  private readonly parameter: Tensor;
  private readonly values: DataBuffer;
  private readonly before: Record<string, DataBuffer> = {};

  constructor(parameter: Tensor, slots: ReadonlyMap<string, Tensor>) {
    this.parameter = parameter;
    this.values = parameter.dataSync();
    for (const [name, slot] of slots) this.began(name, slot);
  }

  /** A memory that was there, or is from now on, with what it starts from. */
  began(name: string, slot: Tensor): void {
    this.before[name] = slot.dataSync();
  }

  /** For the event of the update. */
  seen(
    gradient: Tensor,
    slots: ReadonlyMap<string, Tensor>,
    partsOf: (seen: SeenUpdate) => UpdateParts,
  ): { before: TracedTensor; state: StateChange[]; parts: UpdatePart[] } {
    const after = Object.fromEntries([...slots].map(([name, slot]) => [name, slot.dataSync()]));
    const state = Object.entries(after).map(([name, values]) => ({
      name,
      before: this.traced(() => this.before[name] ?? values),
      after: this.traced(() => values),
    }));
    const { values, before } = this;
    const parts = Object.entries(partsOf({ values, gradient: gradient.dataSync(), before, after }));
    return {
      before: this.traced(() => values),
      state,
      parts: parts.map(([name, part]) => ({
        name,
        tensor: { ...this.traced(() => eachOf(values.length, part)), dtype: 'float64' },
      })),
    };
  }

  private traced(read: TracedTensor['read']): TracedTensor {
    return { ...this.parameter.traced(), read };
  }
}

function eachOf(length: number, part: (i: number) => number): Float64Array<ArrayBuffer> {
  const all = new Float64Array(length);
  for (let i = 0; i < length; i++) all[i] = part(i);
  return all;
}
