/** A set of examples that can be counted and fetched by number. Holds or computes them; batches and order are DataLoader's. */

import { check, signature } from '../tensor/arguments.ts';
import { allocate } from '../tensor/dtype.ts';
import { ChalkgradError, shapeText } from '../tensor/errors.ts';
import type { Generator } from '../tensor/random.ts';
import { type Tensor, tensorFrom } from '../tensor/Tensor.ts';
import { stackExamples } from './stackExamples.ts';

/** What a batch is made of, in the order given to the dataset: usually [inputs, targets]. */
export type Batch = readonly Tensor[];

export interface Dataset {
  readonly length: number;
  /**
   * The chosen examples as one batch, in the order of `ids`. A dataset that draws random numbers (augmentation) takes them
   * from `generator`, one fork per example, so that what an example looks like does not depend on its batch.
   */
  batch(ids: Int32Array, generator?: Generator): Batch;
}

/** A dataset that can also give one example alone, without the batch's leading axis. */
export interface ExampleDataset extends Dataset {
  example(id: number, generator?: Generator): Batch;
}

/** Errors: a number that is no example of a dataset of `length`. */
export function checkId(id: number, length: number): void {
  if (!Number.isInteger(id) || id < 0 || id >= length) {
    throw new ChalkgradError(
      `dataset: there is no example ${id} among ${length}`,
      'examples are numbered from 0 to length - 1.',
    );
  }
}

const calls = {
  tensors: signature('TensorDataset', { '...tensors': 'tensor' }),
  list: signature('ListDataset', { examples: 'list' }),
  take: signature('take', { count: 'size' }),
};

const methods = {
  batch: signature('TensorDataset.batch', { ids: 'numbers' }),
  example: signature('TensorDataset.example', { id: 'size' }),
};

/**
 * Examples along the first axis of one or more tensors of equal length.
 *
 * @example new TensorDataset(images, labels) // [5000, 1, 28, 28] and [5000]
 */
export class TensorDataset implements ExampleDataset {
  readonly tensors: readonly Tensor[];
  readonly length: number;

  constructor(...tensors: readonly Tensor[]) {
    check(calls.tensors, ...tensors);
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
    check(methods.batch, ids);
    return this.tensors.map((from) => takeRows(from, ids));
  }

  example(id: number): Batch {
    check(methods.example, id);
    return this.batch(Int32Array.of(id)).map((row) => tensorFrom(row.buffer, row.shape.slice(1), row.dtype));
  }

  /** The first `count` examples, sharing memory. */
  take(count: number): TensorDataset {
    check(calls.take, count);
    return new TensorDataset(...this.tensors.map((t) => t.slice(0, 0, count)));
  }
}

const ofList = {
  batch: signature('ListDataset.batch', { ids: 'numbers' }),
};

/**
 * Examples in a list, each with tensors of its own: sentences of different lengths, images of different sizes. Give the
 * DataLoader a `collate` unless all shapes agree.
 *
 * @example new ListDataset(sentences.map((ids, i) => [tensor(ids, { dtype: 'int32' }), labels[i]!]))
 */
export class ListDataset implements ExampleDataset {
  readonly examples: readonly Batch[];

  constructor(examples: readonly Batch[]) {
    check(calls.list, examples);
    this.examples = examples;
  }

  get length(): number {
    return this.examples.length;
  }

  example(id: number): Batch {
    checkId(id, this.length);
    return this.examples[id]!;
  }

  batch(ids: Int32Array): Batch {
    check(ofList.batch, ids);
    return stackExamples(Array.from(ids, (id) => this.example(id)));
  }
}

function takeRows(from: Tensor, ids: Int32Array): Tensor {
  const shape = [ids.length, ...from.shape.slice(1)];
  const row = from.size / Math.max(from.shape[0]!, 1);
  const buffer = allocate(from.dtype, ids.length * row);
  ids.forEach((id, i) => {
    checkId(id, from.shape[0]!);
    const start = from.offset + id * row;
    buffer.set(from.buffer.subarray(start, start + row), i * row);
  });
  return tensorFrom(buffer, shape, from.dtype);
}
