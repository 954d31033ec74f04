/**
 * Compares an answer with the expected value: first what it is, then its shape, then number by number. It never throws on
 * an answer, and knows nothing of parts, points or messages.
 */
import type { Value } from './harness.ts';

/** A cell agrees when |got - expected| <= atol + rtol * |expected|; the form numpy.allclose and torch.allclose use. */
export interface Tolerance {
  readonly atol: number;
  readonly rtol: number;
}

/** One number of an answer. */
export interface Cell {
  readonly index: readonly number[];
  readonly got: number;
  readonly expected: number;
}

export type Comparison =
  | { readonly verdict: 'PASS' }
  /** Something in the answer is not a number: `got` is its type, `index` its place. */
  | { readonly verdict: 'WRONG_TYPE'; readonly index: readonly number[]; readonly got: string }
  /** `got` is null where rows differ in length, so that there is no shape to tell. */
  | {
      readonly verdict: 'WRONG_SHAPE';
      readonly got: readonly number[] | null;
      readonly expected: readonly number[];
    }
  | {
      readonly verdict: 'WRONG_ANSWER';
      readonly first: Cell;
      readonly worst: Cell;
      readonly wrong: number;
      readonly total: number;
    };

/**
 * Written so that NaN fails: every comparison with NaN is false. What is not finite, on either side, must be met exactly;
 * a tolerance that overflows would otherwise let infinities pass.
 */
export function agrees(got: number, expected: number, { atol, rtol }: Tolerance): boolean {
  if (Number.isNaN(expected)) return Number.isNaN(got);
  if (!Number.isFinite(expected) || !Number.isFinite(got)) return got === expected;
  return Math.abs(got - expected) <= atol + rtol * Math.abs(expected);
}

/** How far a cell is off, for finding the worst one: a number that is not finite is infinitely wrong. */
function distance({ got, expected }: Cell): number {
  const difference = Math.abs(got - expected);
  return Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
}

/** The shape of nested arrays, null when rows differ. `[[1, 2, 3], [4, 5, 6]]` gives [2, 3], a number gives []. */
export function shapeOf(value: Value): readonly number[] | null {
  if (!Array.isArray(value)) return [];
  const items = value as readonly Value[];
  const [first, ...rest] = items.map(shapeOf);
  if (first === undefined) return [0];
  const same =
    first !== null && rest.every((shape) => shape?.length === first.length && shape.every((n, i) => n === first[i]));
  return same ? [items.length, ...first] : null;
}

function findOpaque(value: Value, index: readonly number[]): { index: readonly number[]; got: string } | null {
  if (typeof value === 'number') return null;
  if (!Array.isArray(value)) return { index, got: (value as { is: string }).is };
  for (const [i, item] of (value as readonly Value[]).entries()) {
    const found = findOpaque(item, [...index, i]);
    if (found !== null) return found;
  }
  return null;
}

function* cellsOf(got: Value, expected: Value, index: readonly number[] = []): Generator<Cell> {
  if (typeof got === 'number' && typeof expected === 'number') yield { index, got, expected };
  else if (Array.isArray(got) && Array.isArray(expected))
    for (const [i, item] of got.entries()) yield* cellsOf(item as Value, expected[i] as Value, [...index, i]);
}

const sameShape = (a: readonly number[] | null, b: readonly number[]): boolean =>
  a !== null && a.length === b.length && a.every((n, i) => n === b[i]);

/**
 * Type, then shape, then values. `expected` is a number or a full array of numbers.
 *
 * @example compare([[1, 2]], [[1, 3]], { atol: 0, rtol: 1e-6 }) // WRONG_ANSWER, first.index is [0, 1]
 */
export function compare(got: Value, expected: Value, tolerance: Tolerance): Comparison {
  const expectedShape = shapeOf(expected) ?? [];
  const opaque = findOpaque(got, []);
  if (opaque !== null) return { verdict: 'WRONG_TYPE', ...opaque };
  if (typeof got === 'number' && expectedShape.length > 0) return { verdict: 'WRONG_TYPE', index: [], got: 'number' };
  const gotShape = shapeOf(got);
  if (!sameShape(gotShape, expectedShape)) return { verdict: 'WRONG_SHAPE', got: gotShape, expected: expectedShape };
  const cells = [...cellsOf(got, expected)];
  const wrong = cells.filter((cell) => !agrees(cell.got, cell.expected, tolerance));
  const [first] = wrong;
  if (first === undefined) return { verdict: 'PASS' };
  const worst = wrong.reduce((a, b) => (distance(b) > distance(a) ? b : a));
  return { verdict: 'WRONG_ANSWER', first, worst, wrong: wrong.length, total: cells.length };
}
