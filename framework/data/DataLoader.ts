/**
 * Examples in batches, in a fresh random order each epoch. Which order, and which random numbers an augmentation gets, depends
 * only on (seed, epoch), so that an epoch can be started in its middle: that is how a run resumes, or is scrubbed back, to
 * the same batches.
 */
import { check, optionsOf, signature } from '../tensor/arguments.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import { Generator } from '../tensor/random.ts';
import {
  isSubstituting,
  runSubstitute,
  type Substitute,
  SubstituteError,
  substituteFor,
} from '../tensor/substitutes.ts';
import type { Batch, Dataset } from './Dataset.ts';
import type { Sampler } from './Sampler.ts';
import { exampleOf } from './Subset.ts';

export interface DataLoaderOptions {
  readonly batchSize: number;
  /** Default false: examples in their own order. */
  readonly shuffle?: boolean;
  /** Chooses the examples of an epoch instead; not together with `shuffle`. */
  readonly sampler?: Sampler;
  /** Leave out a last batch that is not full. Default false. */
  readonly dropLast?: boolean;
  /** For the shuffles and for datasets that draw random numbers. Default 0. */
  readonly seed?: number;
  /** Makes a batch from single examples, for shapes that differ. Default: the dataset makes it. */
  readonly collate?: (examples: readonly Batch[]) => Batch;
}

/** A batch, with what it takes to know where it came from. */
export interface LoadedBatch {
  /** Number of this batch within its epoch. */
  readonly index: number;
  /** Which examples it holds. */
  readonly ids: Int32Array<ArrayBuffer>;
  readonly tensors: Batch;
}

export interface PrefetchOptions {
  /** Number of the first batch. Default 0. */
  readonly start?: number;
  /** How many batches are made before they are asked for. Default 1. */
  readonly ahead?: number;
}

const call = signature(
  'DataLoader',
  { dataset: 'dataset' },
  {
    batchSize: 'number!',
    shuffle: 'boolean',
    sampler: 'object',
    dropLast: 'boolean',
    seed: 'size',
    collate: 'function',
  },
);

const methods = {
  epoch: signature('DataLoader.epoch', { epoch: 'size', start: 'size' }),
  prefetch: signature('DataLoader.prefetch', { epoch: 'size' }, { start: 'size', ahead: 'count' }),
};

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
  /** Who decides about the order; undefined: `shuffle` does. */
  readonly sampler: Sampler | undefined;
  private readonly collate: DataLoaderOptions['collate'];
  /** The epoch that the next plain loop will run. */
  private nextEpoch = 0;

  constructor(dataset: Dataset, options: DataLoaderOptions) {
    const {
      batchSize,
      shuffle = false,
      dropLast = false,
      seed = 0,
      sampler,
      collate,
    } = optionsOf(call, [dataset, options]);
    if (!Number.isInteger(batchSize) || batchSize < 1) {
      throw new ChalkgradError(
        `DataLoader: a batch size of ${batchSize} is not possible`,
        'a batch holds a whole number of examples, at least 1.',
      );
    }
    if (dataset.length === 0)
      throw new ChalkgradError('DataLoader: the dataset is empty', 'there must be at least one example.');
    if (shuffle && sampler !== undefined)
      throw new ChalkgradError(
        'DataLoader: shuffle and a sampler at once',
        'the sampler decides about the order alone.',
      );
    this.dataset = dataset;
    this.batchSize = batchSize;
    this.shuffle = shuffle;
    this.dropLast = dropLast;
    this.seed = seed;
    this.sampler = sampler;
    this.collate = collate;
    if (this.length === 0) {
      throw new ChalkgradError(
        `DataLoader: ${this.examplesPerEpoch} examples fill no batch of ${batchSize}`,
        'with dropLast a last batch that is not full is left out, and here it is the only one: use a smaller batchSize or leave dropLast away.',
      );
    }
  }

  /** Batches in an epoch; the last one may be ragged. */
  get length(): number {
    const full = this.examplesPerEpoch / this.batchSize;
    return this.dropLast ? Math.floor(full) : Math.ceil(full);
  }

  /** The batches of one epoch, from batch number `start` on. */
  *epoch(epoch: number, start = 0): Iterable<LoadedBatch> {
    check(methods.epoch, epoch, start);
    const order = this.order(epoch);
    const draws = new Generator(this.seed).fork(`draws of epoch ${epoch}`);
    for (let index = start; index < this.length; index++) {
      const ids = order.slice(index * this.batchSize, Math.min((index + 1) * this.batchSize, order.length));
      yield { index, ids, tensors: this.load(ids, draws) };
    }
  }

  /**
   * The same batches, made while their reader waits for something else (a GPU, a drawing, a timer): whenever it comes back, the
   * next one is ready. An error in making a batch arrives in that batch's place.
   *
   * @example for await (const { tensors } of loader.prefetch(0, { ahead: 2 })) { … await loss.item(); }
   */
  async *prefetch(epoch: number, options: PrefetchOptions = {}): AsyncGenerator<LoadedBatch> {
    const { start = 0, ahead = 1 } = optionsOf(methods.prefetch, [epoch, options]);
    const batches = this.epoch(epoch, start)[Symbol.iterator]();
    const waiting: Promise<IteratorResult<LoadedBatch>>[] = [];
    const order = (): void => {
      const made = breathe().then(() => batches.next());
      made.catch(() => undefined); // reported when its turn comes, not before
      waiting.push(made);
    };
    for (let i = 0; i < ahead; i++) order();
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { value, done } = await next;
      if (done) return;
      order();
      yield value;
    }
  }

  *[Symbol.iterator](): Iterator<Batch> {
    for (const { tensors } of this.epoch(this.nextEpoch++)) yield tensors;
  }

  /** How many examples an epoch goes through, those of a last batch that is left out included. A sampler may take one several times. */
  get examplesPerEpoch(): number {
    return this.sampler?.length ?? this.dataset.length;
  }

  private order(epoch: number): Int32Array<ArrayBuffer> {
    const n = this.examplesPerEpoch;
    if (this.sampler !== undefined) return this.sampler.order(epoch);
    const substitute = isSubstituting() ? substituteFor('DataLoader.order') : null;
    if (substitute !== null) {
      const { seed, batchSize } = this;
      return orderFrom(substitute, { epoch, examples: n, seed, batchSize });
    }
    if (this.shuffle) return new Generator(this.seed).fork(`epoch ${epoch}`).permutation(n);
    return Int32Array.from({ length: n }, (_, i) => i);
  }

  private load(ids: Int32Array<ArrayBuffer>, draws: Generator): Batch {
    if (this.collate === undefined) return this.dataset.batch(ids, draws);
    return this.collate(Array.from(ids, (id) => exampleOf(this.dataset, id, draws)));
  }
}

/** What a substitute named `DataLoader.order` is told. */
export interface OrderFacts {
  readonly epoch: number;
  readonly examples: number;
  readonly seed: number;
  readonly batchSize: number;
}

/** An order that somebody else made. Errors: other than `examples` whole numbers from 0 to below `examples`. */
function orderFrom(substitute: Substitute, facts: OrderFacts): Int32Array<ArrayBuffer> {
  const made = runSubstitute<unknown>(substitute, [facts]);
  const { examples } = facts;
  const isOrder =
    (Array.isArray(made) || made instanceof Int32Array) &&
    made.length === examples &&
    made.every((id: unknown) => Number.isInteger(id) && (id as number) >= 0 && (id as number) < examples);
  if (isOrder) return Int32Array.from(made);
  const what = Array.isArray(made) || made instanceof Int32Array ? `${made.length} numbers` : `a ${typeof made}`;
  throw new SubstituteError(
    substitute,
    `DataLoader.order (${substitute.id}) returned ${what} for ${examples} examples`,
    `it returns ${examples} numbers of examples, from 0 to ${examples - 1}.`,
  );
}

/** Let everything else that waits have a turn first. */
const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
