/** Some examples of a dataset, by number: what splits and folds give. Copies nothing. */
import { check, signature } from '../tensor/arguments.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import type { Generator } from '../tensor/random.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { type Batch, checkId, type Dataset, type ExampleDataset } from './Dataset.ts';
import { wholeNumbers } from './listOf.ts';

const made = signature('Subset', { dataset: 'dataset', ids: 'anything' });

const methods = {
  batch: signature('Subset.batch', { ids: 'numbers' }),
};

/**
 * Errors: a number that the dataset does not have; something else than a list of whole numbers.
 *
 * @example const [train, test] = randomSplit(data.length, [0.8, 0.2], generator).map((ids) => new Subset(data, ids));
 */
export class Subset implements ExampleDataset {
  readonly dataset: Dataset;
  /** Numbers of the chosen examples in `dataset`. */
  readonly ids: Int32Array<ArrayBuffer>;

  constructor(dataset: Dataset, ids: ArrayLike<number> | Tensor) {
    check(made, dataset, ids);
    this.dataset = dataset;
    this.ids = wholeNumbers(ids, 'Subset');
    for (const id of this.ids) checkId(id, dataset.length);
  }

  get length(): number {
    return this.ids.length;
  }

  batch(ids: Int32Array, generator?: Generator): Batch {
    check(methods.batch, ids);
    return this.dataset.batch(
      ids.map((id) => this.originalId(id)),
      generator,
    );
  }

  example(id: number, generator?: Generator): Batch {
    return exampleOf(this.dataset, this.originalId(id), generator);
  }

  private originalId(id: number): number {
    checkId(id, this.length);
    return this.ids[id]!;
  }
}

const call = signature('exampleOf', { dataset: 'dataset', id: 'size', generator: 'generator?' });

/** One example of any dataset that can give one alone. */
export function exampleOf(dataset: Dataset, id: number, generator?: Generator): Batch {
  check(call, dataset, id, generator);
  if (!('example' in dataset)) {
    throw new ChalkgradError(
      'dataset: this one only gives whole batches',
      'collate and MappedDataset need single examples: give the dataset a method example(id).',
    );
  }
  return (dataset as ExampleDataset).example(id, generator);
}
