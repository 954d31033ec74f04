/** Who takes which examples of a batch, and a model's gradients as one row of numbers: what workers that share a batch hand to each other. */
import type { Module } from '../nn/Module.ts';
import { check, signature } from '../tensor/arguments.ts';
import { tensorFrom } from '../tensor/Tensor.ts';

/** A worker's part of a batch: rows from … to - 1. Workers count from 1. */
export interface Shard {
  readonly worker: number;
  readonly from: number;
  readonly to: number;
}

const call = signature('shardsOf', { rows: 'size', workers: 'count', isRagged: 'boolean' });

/**
 * The shards of a batch. Ragged: the last one has a quarter of an even share, and the others share what is left.
 *
 * @example shardsOf(32, 4, true).map(({ from, to }) => to - from) // [10, 10, 10, 2]
 */
export function shardsOf(rows: number, workers: number, isRagged: boolean): Shard[] {
  check(call, rows, workers, isRagged);
  const last = isRagged ? Math.min(rows, Math.max(1, Math.round(rows / workers / 4))) : 0;
  const sharers = isRagged && workers > 1 ? workers - 1 : workers;
  const rest = sharers === workers ? rows : rows - last;
  const borders = Array.from({ length: sharers + 1 }, (_, i) => Math.floor((i * rest) / sharers));
  if (sharers < workers) borders.push(rows);
  return Array.from({ length: workers }, (_, k) => ({ worker: k + 1, from: borders[k]!, to: borders[k + 1]! }));
}

/** The gradients of all parameters one behind the other; zeros where there is none. */
export const gathered = (model: Module): Float32Array<ArrayBuffer> => {
  const all = [...model.parameters()].flatMap(({ grad, size }) =>
    grad === null ? Array.from({ length: size }, () => 0) : Array.from(grad.dataSync() as Float32Array),
  );
  return Float32Array.from(all);
};

/** The other way round: each parameter gets its part. */
export function handOut(model: Module, gradient: Float32Array): void {
  let from = 0;
  for (const parameter of model.parameters()) {
    const own = Float32Array.from(gradient.subarray(from, from + parameter.size));
    parameter.grad = tensorFrom(own, parameter.shape, 'float32');
    from += parameter.size;
  }
}
