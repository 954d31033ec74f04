/** Reading an element as the type that a kernel computes in, and writing it back as the type of its buffer. */
import type { DType } from '../../tensor/dtype.ts';
import type { WgslType } from './types.ts';

/** What a kernel computes in: fractions, or whole numbers (bool counts as 0 and 1). */
export type ComputeType = 'f32' | 'i32';

export const computeType = (...dtypes: readonly DType[]): ComputeType =>
  dtypes.some((dtype) => dtype === 'float32' || dtype === 'float64') ? 'f32' : 'i32';

/** An expression of one type as another. To bool: is it not 0? To whole numbers: towards zero, as JavaScript's arrays do. */
export function converted(expression: string, from: WgslType, to: WgslType): string {
  if (from === to) return expression;
  if (to === 'u32' && from === 'f32') return `u32((bitcast<u32>(${expression}) & 0x7fffffffu) != 0u)`; // also NaN is not 0
  if (to === 'u32') return `u32(${expression} != 0)`;
  return `${to}(${expression})`;
}

/** Bounds of an int32, for constants that may be infinite. */
export const wholeNumber = (x: number): number => Math.min(Math.max(x, -(2 ** 31)), 2 ** 31 - 1);
