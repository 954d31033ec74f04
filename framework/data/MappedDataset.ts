/**
 * A dataset seen through a function of one example: preprocessing, or augmentation with fresh random numbers each epoch.
 * Nothing is kept: every batch computes its examples anew.
 */
import { check, signature } from '../tensor/arguments.ts';
import { Generator } from '../tensor/random.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import type { Batch, Dataset, ExampleDataset } from './Dataset.ts';
import { exampleOf } from './Subset.ts';
import { stackExamples } from './stackExamples.ts';

/** One example in, one example out; random numbers only from `generator`. */
export type ExampleTransform = (example: Batch, generator: Generator) => Batch;

const made = signature('MappedDataset', { dataset: 'dataset', transform: 'function' });

const methods = {
  batch: signature('MappedDataset.batch', { ids: 'numbers', generator: 'generator?' }),
  example: signature('MappedDataset.example', { id: 'size', generator: 'generator' }),
};

/**
 * Random numbers come from the generator that DataLoader passes, one fork per example: the same (seed, epoch, example) gives the
 * same picture, whatever the batch size. Fetched without a generator, examples look as in one fixed epoch.
 *
 * @example new MappedDataset(photos, ([image, label], g) => [randomFlip()(image!, g), label!])
 */
export class MappedDataset implements ExampleDataset {
  readonly dataset: Dataset;
  private readonly transform: ExampleTransform;

  constructor(dataset: Dataset, transform: ExampleTransform) {
    check(made, dataset, transform);
    this.dataset = dataset;
    this.transform = transform;
  }

  get length(): number {
    return this.dataset.length;
  }

  example(id: number, generator: Generator = new Generator(0)): Batch {
    check(methods.example, id, generator);
    return this.transform(exampleOf(this.dataset, id, generator.fork('below')), generator.fork(`example ${id}`));
  }

  batch(ids: Int32Array, generator?: Generator): Batch {
    check(methods.batch, ids, generator);
    return stackExamples(Array.from(ids, (id) => this.example(id, generator)));
  }
}

const call = signature('augmented', { dataset: 'dataset', transform: 'function' });

/**
 * A dataset whose first tensor (the inputs) goes through `transform`, the others stay.
 *
 * @example augmented(train, composeTransforms(randomCrop(32, { padding: 4 }), randomFlip()))
 */
export function augmented(dataset: Dataset, transform: (input: Tensor, generator: Generator) => Tensor): MappedDataset {
  check(call, dataset, transform);
  return new MappedDataset(dataset, ([input, ...rest], generator) => [transform(input!, generator), ...rest]);
}
