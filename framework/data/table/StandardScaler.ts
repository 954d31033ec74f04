/** Each column to mean 0 and standard deviation 1. Source: scikit-learn's StandardScaler, whose numbers it gives. */
import { Scaler } from './Scaler.ts';
import { meanOf, present, varianceOf } from './statistics.ts';

/**
 * z = (x - mean) / std, std with n in the denominator. A constant column is only shifted (its std would be 0).
 *
 * @example
 * const scaler = new StandardScaler().fit(train);
 * const [a, b] = [scaler.transform(train), scaler.transform(test)];   // test with train's mean and std
 */
export class StandardScaler extends Scaler {
  protected learn(column: Float64Array<ArrayBuffer>): { shift: number; scale: number } {
    const mean = meanOf(column);
    const variance = varianceOf(column);
    const n = present(column).length;
    // Rounding alone gives a constant column such a variance. Source: Chan, Golub & LeVeque, "Algorithms for computing the
    // sample variance" (1983), the bound of the two-pass algorithm.
    const noise = n * Number.EPSILON * variance + (n * mean * Number.EPSILON) ** 2;
    return { shift: mean, scale: variance <= noise ? 1 : Math.sqrt(variance) };
  }
}
