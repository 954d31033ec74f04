/** Which examples an epoch visits, and in what order, where plain or shuffled order is not what is wanted. */
import { check, optionsOf, signature } from '../tensor/arguments.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import { Generator } from '../tensor/random.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { listOf } from './listOf.ts';

export interface Sampler {
  /** Examples per epoch. */
  readonly length: number;
  /** Their numbers. The same epoch must always give the same order: a run resumes in its middle. */
  order(epoch: number): Int32Array<ArrayBuffer>;
}

export interface WeightedSamplerOptions {
  /** Examples per epoch. Default: as many as there are weights. */
  readonly count?: number;
  /** Default 0. */
  readonly seed?: number;
}

const call = signature('WeightedSampler', { weights: 'anything' }, { count: 'size', seed: 'size' });

const methods = {
  order: signature('WeightedSampler.order', { epoch: 'size' }),
};

/**
 * Draws with replacement, each example in proportion to its weight: rare classes can be seen as often as common ones.
 *
 * Errors: a weight that is negative or no number, or weights that are all zero.
 *
 * @example new WeightedSampler(labels.map((label) => 1 / counts[label]!), { seed: 7 })
 */
export class WeightedSampler implements Sampler {
  readonly length: number;
  private readonly seed: number;
  /** Sums of the weights up to and including each example. */
  private readonly sums: Float64Array;

  constructor(given: ArrayLike<number> | Tensor, options: WeightedSamplerOptions = {}) {
    const { count, seed = 0 } = optionsOf(call, [given, options]);
    const weights = listOf(given, 'WeightedSampler');
    const drawn = count ?? weights.length;
    let total = 0;
    this.sums = Float64Array.from(weights, (weight) => {
      total += weight >= 0 ? weight : Number.NaN;
      return total;
    });
    if (!(total > 0 && Number.isFinite(total)) || !Number.isInteger(drawn) || drawn < 1) {
      throw new ChalkgradError(
        `WeightedSampler: ${drawn} examples cannot be drawn from these ${weights.length} weights`,
        'weights are numbers of at least 0, not all of them 0; count is a whole number of at least 1.',
      );
    }
    this.length = drawn;
    this.seed = seed;
  }

  order(epoch: number): Int32Array<ArrayBuffer> {
    check(methods.order, epoch);
    const generator = new Generator(this.seed).fork(`epoch ${epoch}`);
    const total = this.sums.at(-1)!;
    return Int32Array.from({ length: this.length }, () => this.find(generator.uniform() * total));
  }

  /** The first example whose sum lies above `target`: binary search. Examples of weight 0 are never that one. */
  private find(target: number): number {
    let [low, high] = [0, this.sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.sums[middle]! > target) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
