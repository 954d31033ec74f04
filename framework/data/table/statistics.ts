/** Numbers that describe a list of numbers. Missing values (NaN) are passed over; whoever has none left gets NaN. */

import type { Tensor } from '../../tensor/Tensor.ts';
import { listOf } from '../listOf.ts';

/** The values that are there, as a copy. */
export const present = (values: ArrayLike<number> | Tensor): Float64Array<ArrayBuffer> =>
  Float64Array.from(listOf(values, 'statistics')).filter((value) => !Number.isNaN(value));

/** Arithmetic mean. */
export function meanOf(values: ArrayLike<number> | Tensor): number {
  const known = present(values);
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** Mean squared distance from the mean (divided by n, as NumPy and scikit-learn do), in two passes for accuracy. */
export function varianceOf(values: ArrayLike<number> | Tensor): number {
  const mean = meanOf(values);
  return meanOf(present(values).map((value) => (value - mean) ** 2));
}

/**
 * The value below which a share q of the values lies, with straight lines between neighbours (NumPy's default).
 * Source: Hyndman & Fan, "Sample quantiles in statistical packages" (1996), definition 7.
 *
 * @example quantileOf([1, 2, 4], 0.75) // 3
 */
export function quantileOf(values: ArrayLike<number> | Tensor, q: number): number {
  const sorted = present(values).sort();
  const place = (sorted.length - 1) * q;
  const below = Math.floor(place);
  const [low, high] = [sorted[below] ?? Number.NaN, sorted[Math.ceil(place)] ?? Number.NaN];
  return low + (high - low) * (place - below);
}

export const medianOf = (values: ArrayLike<number> | Tensor): number => quantileOf(values, 0.5);
