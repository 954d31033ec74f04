/**
 * Values far from the others. A fence is learned from the training values and then applied to any: by quartiles, which do not
 * care how far away an outlier is, or by standard deviations, which an outlier moves. What lies outside is only reported: it
 * may be a mistake or the most interesting row.
 */
import { check, optionsOf, signature } from '../../tensor/arguments.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { listOf } from '../listOf.ts';
import { meanOf, quantileOf, varianceOf } from './statistics.ts';

/** Bounds: a value below `low` or above `high` is an outlier. */
export interface Fence {
  readonly low: number;
  readonly high: number;
}

const calls = {
  iqrFence: signature('iqrFence', { values: 'anything', factor: 'amount?' }),
  zFence: signature('zFence', { values: 'anything', deviations: 'amount?' }),
  outside: signature('outside', { values: 'anything' }, { low: 'number!', high: 'number!' }),
  clipTo: signature('clipTo', { values: 'anything' }, { low: 'number!', high: 'number!' }),
};

/**
 * Quartiles, `factor` times their distance further out. Source: Tukey, "Exploratory Data Analysis" (1977), §2D: 1.5.
 *
 * @example iqrFence([1, 2, 3, 4, 100]) // { low: -1, high: 7 }
 */
export function iqrFence(values: ArrayLike<number> | Tensor, factor = 1.5): Fence {
  check(calls.iqrFence, values, factor);
  const [first, third] = [quantileOf(values, 0.25), quantileOf(values, 0.75)];
  const distance = factor * (third - first);
  return checked({ low: first - distance, high: third + distance });
}

/** Mean ± `deviations` standard deviations: |z| above it is outside. */
export function zFence(values: ArrayLike<number> | Tensor, deviations = 3): Fence {
  check(calls.zFence, values, deviations);
  const [mean, std] = [meanOf(values), Math.sqrt(varianceOf(values))];
  return checked({ low: mean - deviations * std, high: mean + deviations * std });
}

function checked(fence: Fence): Fence {
  if (Number.isNaN(fence.low))
    throw new ChalkgradError('fence: there are no values', 'give it the training values of one column.');
  return fence;
}

function ordered(who: string, fence: Fence): Fence {
  if (fence.low <= fence.high) return fence;
  throw new ChalkgradError(
    `${who}: a fence from ${fence.low} to ${fence.high} holds nothing`,
    'low is at most high, and neither is NaN.',
  );
}

/** Places of the values outside; missing values are neither in nor out. */
export function outside(values: ArrayLike<number> | Tensor, options: Fence): Int32Array<ArrayBuffer> {
  const { low, high } = ordered('outside', optionsOf(calls.outside, [values, options]));
  const list = Array.from(listOf(values, 'outside'));
  return Int32Array.from(list.flatMap((value, i) => (value < low || value > high ? [i] : [])));
}

/** The values, with those outside moved to the fence. */
export function clipTo(values: ArrayLike<number> | Tensor, options: Fence): Float64Array<ArrayBuffer> {
  const { low, high } = ordered('clipTo', optionsOf(calls.clipTo, [values, options]));
  return Float64Array.from(listOf(values, 'clipTo'), (value) => Math.min(high, Math.max(low, value)));
}
