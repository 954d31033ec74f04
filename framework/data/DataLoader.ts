/**
 * Examples in batches, in a fresh random order each epoch. Which order depends only on (seed, epoch), so that an epoch can be
 * started in its middle: that is how a run resumes, or is scrubbed back, to the same batches.
 */
import { ChalkgradError } from '../tensor/errors.ts';
import { Generator } from '../tensor/random.ts';
import type { Batch, Dataset } from './Dataset.ts';

export interface DataLoaderOptions {
  readonly batchSize: number;
  /** Default false: examples in their own order. */
  readonly shuffle?: boolean;
  /** Leave out a last batch that is not full. Default false. */
  readonly dropLast?: boolean;
  /** For the shuffles. Default 0. */
  readonly seed?: number;
}

export interface LoadedBatch {
  /** Number of this batch within its epoch. */
  readonly index: number;
  /** Which examples it holds. */
  readonly ids: Int32Array<ArrayBuffer>;
  readonly tensors: Batch;
}

/**
 * @example
 * const loader = new DataLoader(dataset, { batchSize: 32, shuffle: true, seed: 7 });
 * for (const [images, labels] of loader) { … }   // one epoch; the next loop is the next epoch
 */
export class DataLoader {
  readonly dataset: Dataset;
  readonly batchSize: number;
  readonly shuffle: boolean;
  readonly dropLast: boolean;
  readonly seed: number;
  /** The epoch that the next plain loop will run. */
  private nextEpoch = 0;

  constructor(dataset: Dataset, { batchSize, shuffle = false, dropLast = false, seed = 0 }: DataLoaderOptions) {
    if (!Number.isInteger(batchSize) || batchSize < 1) {
      throw new ChalkgradError(
        `DataLoader: a batch size of ${batchSize} is not possible`,
        'a batch holds a whole number of examples, at least 1.',
      );
    }
    if (dataset.length === 0)
      throw new ChalkgradError('DataLoader: the dataset is empty', 'there must be at least one example.');
    this.dataset = dataset;
    this.batchSize = batchSize;
    this.shuffle = shuffle;
    this.dropLast = dropLast;
    this.seed = seed;
  }

  /** Batches in an epoch; the last one may be ragged. */
  get length(): number {
    const full = this.dataset.length / this.batchSize;
    return this.dropLast ? Math.floor(full) : Math.ceil(full);
  }

  /** The batches of one epoch, from batch number `start` on. */
  *epoch(epoch: number, start = 0): Iterable<LoadedBatch> {
    const n = this.dataset.length;
    const order = this.shuffle
      ? new Generator(this.seed).fork(`epoch ${epoch}`).permutation(n)
      : Int32Array.from({ length: n }, (_, i) => i);
    for (let index = start; index < this.length; index++) {
      const ids = order.slice(index * this.batchSize, Math.min((index + 1) * this.batchSize, n));
      yield { index, ids, tensors: this.dataset.batch(ids) };
    }
  }

  *[Symbol.iterator](): Iterator<Batch> {
    for (const { tensors } of this.epoch(this.nextEpoch++)) yield tensors;
  }
}
