/**
 * How a number becomes an element of a dtype. Floats take it as it is. bool asks "is it not 0?", so that 256, 0.5 and NaN are true and no
 * byte wraps round. int32 cuts the fraction off, as PyTorch does, and refuses what it cannot hold: NaN, and whatever lies beyond 2³¹.
 */
import type { DataBuffer, DType } from './dtype.ts';
import { isFloat } from './dtype.ts';
import { ChalkgradError } from './errors.ts';

const LEAST = -(2 ** 31);
const LARGEST = 2 ** 31 - 1;

/** One number as an element. `op`: who asks, for the error. */
export function elementOf(op: string, value: number, dtype: DType): number {
  if (dtype === 'bool') return value === 0 ? 0 : 1;
  if (dtype === 'int32') {
    const whole = Math.trunc(value);
    if (!(whole >= LEAST && whole <= LARGEST)) throw tooLarge(op, value);
    return whole;
  }
  return value;
}

/** A number that stands beside elements of a dtype, to fill or replace some. Errors: a fraction where only whole numbers fit. */
export function checkWhole(op: string, value: number, dtype: DType): void {
  if (isFloat(dtype) || Number.isInteger(value)) return;
  throw new ChalkgradError(
    `${op}: ${value} cannot stand in a tensor of ${dtype}, which holds ${dtype === 'bool' ? 'true and false' : 'whole numbers'}`,
    "convert the tensor first: x.to('float32').",
  );
}

/** Many of them into a buffer, from element `at` on. */
export function putElements(op: string, values: ArrayLike<number>, dtype: DType, into: DataBuffer, at = 0): void {
  if (isFloat(dtype) || (dtype === 'int32' && values instanceof Int32Array)) into.set(values, at);
  else for (let i = 0; i < values.length; i++) into[at + i] = elementOf(op, values[i]!, dtype);
}

const tooLarge = (op: string, value: number): ChalkgradError =>
  new ChalkgradError(
    `${op}: ${value} is no number of int32, which holds whole numbers from -2147483648 to 2147483647`,
    Number.isNaN(value)
      ? "NaN stands for a missing number: fill it in first, or use { dtype: 'float32' }."
      : "compute in floats instead: { dtype: 'float64' }, or x.to('float64').",
  );
