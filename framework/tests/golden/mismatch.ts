/** Compares numbers with golden numbers and says where the first disagreement stands. */
import { shapeText } from '../../index.ts';
import type { GoldenNumber } from './readGolden.ts';

/** Allowed |got − expected|, relative to the expected number or, near zero, to the largest of its tensor (at most 1). */
export interface Tolerance {
  readonly relative: number;
  /** Rounding noise around an exact zero. */
  readonly absolute: number;
}

export const float64Tolerance: Tolerance = { relative: 1e-10, absolute: 1e-13 };
export const float32Tolerance: Tolerance = { relative: 1e-5, absolute: 1e-6 };

/**
 * null when all agree, otherwise one line: `at [1, 2] got 0.5, expected 0.25 (and 3 more of 12)`. NaN agrees only with NaN,
 * an infinity only with itself.
 */
export function mismatch(
  got: ArrayLike<number>,
  golden: readonly GoldenNumber[],
  shape: readonly number[],
  { relative, absolute }: Tolerance,
): string | null {
  const expected = Float64Array.from(golden, Number);
  if (got.length !== expected.length) return `has ${got.length} numbers, expected ${expected.length}`;
  const finite = expected.filter(Number.isFinite);
  const scale = Math.min(
    1,
    finite.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0),
  );
  const agrees = (value: number, i: number): boolean => {
    const want = expected[i]!;
    if (!Number.isFinite(want) || !Number.isFinite(value)) return Object.is(value, want);
    return Math.abs(value - want) <= relative * Math.max(Math.abs(want), scale) + absolute;
  };
  const wrong = Array.from(got, (value, i) => ({ value, i })).filter(({ value, i }) => !agrees(value, i));
  const [first] = wrong;
  if (first === undefined) return null;
  const more = wrong.length > 1 ? ` (and ${wrong.length - 1} more of ${got.length})` : '';
  return `at ${shapeText(placeOf(first.i, shape))} got ${first.value}, expected ${expected[first.i]}${more}`;
}

function placeOf(flat: number, shape: readonly number[]): number[] {
  const place = new Array<number>(shape.length);
  let rest = flat;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    place[axis] = rest % shape[axis]!;
    rest = Math.floor(rest / shape[axis]!);
  }
  return place;
}
