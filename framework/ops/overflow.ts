/**
 * Whole numbers beyond int32 on a device. Its loops wrap round in silence, so the op runs once more on the same numbers as floats. Wrapped
 * results are off by 2³² at least, and floats by far less than 2³¹ (unless parts of a sum beyond 2⁴⁹ cancel): that tells them apart.
 */
import { leaveFlag } from '../tensor/flags.ts';
import type { Tensor } from '../tensor/Tensor.ts';

const HALF = 2 ** 31;

const message = (op: string, what: string): string =>
  `${op}: ${what} no number of int32, which holds whole numbers from -2147483648 to 2147483647`;

/** Leave a flag if `made`, int32 on a device, is not what its op gives on floats. */
export function watchOverflow(op: string, made: Tensor, estimate: Tensor): void {
  const isNear = made.to('float32').sub(estimate).abs().le(HALF); // false of NaN
  leaveFlag(isNear.all().logicalNot(), message(op, 'a result is'), "compute in floats instead: x.to('float32').");
}

/** Leave a flag if floats that become int32 on a device are NaN, or too large. */
export function watchWhole(op: string, x: Tensor): void {
  const fits = x.ge(-HALF).logicalAnd(x.lt(HALF));
  leaveFlag(fits.all().logicalNot(), message(op, 'a float is'), 'NaN stands for a missing number: fill it in first.');
}
