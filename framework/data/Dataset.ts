/** A set of examples that can be counted and fetched by number. */

import { allocate } from '../tensor/dtype.ts';
import { ChalkgradError, shapeText } from '../tensor/errors.ts';
import { type Tensor, tensorFrom } from '../tensor/Tensor.ts';

/** What a batch is made of, in the order given to the dataset: usually [inputs, targets]. */
export type Batch = readonly Tensor[];

export interface Dataset {
  readonly length: number;
  /** The chosen examples as one batch, in the order of `ids`. */
  batch(ids: Int32Array): Batch;
}

/**
 * Examples along the first axis of one or more tensors of equal length.
 *
 * @example new TensorDataset(images, labels) // [5000, 1, 28, 28] and [5000]
 */
export class TensorDataset implements Dataset {
  readonly tensors: readonly Tensor[];
  readonly length: number;

  constructor(...tensors: readonly Tensor[]) {
    const [first] = tensors;
    const lengths = tensors.map((t) => t.shape[0]);
    if (first === undefined || lengths.some((n) => n === undefined || n !== lengths[0])) {
      throw new ChalkgradError(
        `TensorDataset: tensors ${tensors.map((t) => shapeText(t.shape)).join(', ')} do not hold the same number of examples`,
        'the first axis counts the examples and must be the same in each.',
      );
    }
    this.tensors = tensors.map((t) => (t.isContiguous ? t : t.contiguous()));
    this.length = first.shape[0]!;
  }

  batch(ids: Int32Array): Batch {
    return this.tensors.map((from) => takeRows(from, ids));
  }

  /** The first `count` examples, sharing memory. */
  take(count: number): TensorDataset {
    return new TensorDataset(...this.tensors.map((t) => t.slice(0, 0, count)));
  }
}

function takeRows(from: Tensor, ids: Int32Array): Tensor {
  const shape = [ids.length, ...from.shape.slice(1)];
  const row = from.size / Math.max(from.shape[0]!, 1);
  const buffer = allocate(from.dtype, ids.length * row);
  ids.forEach((id, i) => {
    const start = from.offset + id * row;
    buffer.set(from.buffer.subarray(start, start + row), i * row);
  });
  return tensorFrom(buffer, shape, from.dtype);
}
