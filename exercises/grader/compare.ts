/**
 * Compares an answer with the expected value: first what it is, then its shape, then value by value. It never throws on
 * an answer, and knows nothing of parts, points or messages.
 */
import { Opaque, type TypedArray, type Value } from './sandbox/values.ts';

/** A cell agrees when |got - expected| <= atol + rtol * |expected|; the form numpy.allclose and torch.allclose use. */
export interface Tolerance {
  readonly atol: number;
  readonly rtol: number;
}

/** What stands at the end of every path into a value. */
export type Leaf = number | string | boolean | null;
/** A path into a value: rows and columns, names of fields. */
export type Index = readonly (number | string)[];

/** One leaf of an answer. */
export interface Cell {
  readonly index: Index;
  readonly got: Leaf;
  readonly expected: Leaf;
}

export type Comparison =
  | { readonly verdict: 'PASS' }
  /** Something in the answer is of another type: `got` is its name, `index` its place. */
  | { readonly verdict: 'WRONG_TYPE'; readonly index: Index; readonly got: string; readonly expected: string }
  /** `got` is null where rows differ in length, so that there is no shape to tell. `index` is where the shapes differ. */
  | {
      readonly verdict: 'WRONG_SHAPE';
      readonly index: Index;
      readonly got: readonly number[] | null;
      readonly expected: readonly number[];
    }
  /** A record with other fields. */
  | {
      readonly verdict: 'WRONG_FIELDS';
      readonly index: Index;
      readonly missing: readonly string[];
      readonly extra: readonly string[];
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

const leafAgrees = (got: Leaf, expected: Leaf, tolerance: Tolerance): boolean =>
  typeof got === 'number' && typeof expected === 'number' ? agrees(got, expected, tolerance) : got === expected;

/** How far a cell is off, for finding the worst one: what is not a finite number is infinitely wrong. */
function distance({ got, expected }: Cell): number {
  const difference = typeof got === 'number' && typeof expected === 'number' ? Math.abs(got - expected) : Number.NaN;
  return Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
}

/** The shape of nested arrays, null when rows differ. `[[1, 2, 3], [4, 5, 6]]` gives [2, 3], what is no array gives []. */
export function shapeOf(value: Value): readonly number[] | null {
  if (!Array.isArray(value)) return [];
  const items = value as readonly Value[];
  const [first, ...rest] = items.map(shapeOf);
  if (first === undefined) return [0];
  const same = first !== null && rest.every((shape) => sameShape(shape, first));
  return same ? [items.length, ...first] : null;
}

const sameShape = (a: readonly number[] | null, b: readonly number[]): boolean =>
  a !== null && a.length === b.length && a.every((n, i) => n === b[i]);

export const isTyped = (value: Value): value is TypedArray => ArrayBuffer.isView(value);

/** The type of a value by the name under which a verdict tells it. */
export function typeOf(value: Value): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Opaque) return value.is;
  if (value instanceof ArrayBuffer) return 'ArrayBuffer';
  return isTyped(value) ? value.constructor.name : typeof value;
}

export type PlainRecord = { readonly [key: string]: Value };
export const isRecord = (value: Value): value is PlainRecord => typeOf(value) === 'object';

/** The parts of a value with their names; empty for a leaf. */
export function entriesOf(value: Value): readonly (readonly [number | string, Value])[] {
  if (Array.isArray(value)) return (value as readonly Value[]).map((item, i) => [i, item]);
  if (isTyped(value)) return Array.from(value, (item, i) => [i, item]);
  if (value instanceof ArrayBuffer) return Array.from(new Uint8Array(value), (item, i) => [i, item]);
  return isRecord(value) ? Object.entries(value) : [];
}

function findOpaque(value: Value, index: Index): { index: Index; got: string } | null {
  if (value instanceof Opaque) return { index, got: value.is };
  if (isTyped(value)) return null;
  for (const [key, item] of entriesOf(value)) {
    const found = findOpaque(item, [...index, key]);
    if (found !== null) return found;
  }
  return null;
}

const isLeafArray = (value: Value): boolean =>
  Array.isArray(value) ? value.every(isLeafArray) : entriesOf(value).length === 0 && !isRecord(value);

/** A place of an array where something else stands than numbers or rows of them: a type, and no question of shape. */
function findMistyped(got: Value, expected: Value, index: Index): Comparison | null {
  const [gotType, expectedType] = [typeOf(got), typeOf(expected)];
  const isShape = [gotType, expectedType].every((type) => type === 'array' || type === 'number');
  if (gotType !== expectedType && !isShape)
    return { verdict: 'WRONG_TYPE', index, got: gotType, expected: expectedType };
  if (gotType !== 'array' || expectedType !== 'array') return null;
  const others = expected as readonly Value[];
  for (const [i, item] of (got as readonly Value[]).slice(0, others.length).entries()) {
    const found = findMistyped(item, others[i]!, [...index, i]);
    if (found !== null) return found;
  }
  return null;
}

/** How a value is built, before what stands in it. Null when both are built alike. */
function compareStructure(got: Value, expected: Value, index: Index): Comparison | null {
  const [gotType, expectedType] = [typeOf(got), typeOf(expected)];
  if (gotType !== expectedType) return { verdict: 'WRONG_TYPE', index, got: gotType, expected: expectedType };
  const mistyped = findMistyped(got, expected, index);
  if (mistyped !== null) return mistyped;
  const shape = shapeOf(expected);
  if (Array.isArray(expected) && shape !== null && isLeafArray(expected)) {
    const gotShape = shapeOf(got);
    if (!sameShape(gotShape, shape)) return { verdict: 'WRONG_SHAPE', index, got: gotShape, expected: shape };
  }
  const [gotEntries, expectedEntries] = [entriesOf(got), entriesOf(expected)];
  if (isRecord(expected)) {
    const names = (entries: typeof gotEntries): string[] => entries.map(([key]) => String(key));
    const missing = names(expectedEntries).filter((key) => !Object.hasOwn(got as PlainRecord, key));
    const extra = names(gotEntries).filter((key) => !Object.hasOwn(expected, key));
    if (missing.length + extra.length > 0) return { verdict: 'WRONG_FIELDS', index, missing, extra };
  } else if (gotEntries.length !== expectedEntries.length)
    return { verdict: 'WRONG_SHAPE', index, got: [gotEntries.length], expected: [expectedEntries.length] };
  for (const [key, item] of expectedEntries) {
    const found = compareStructure(childOf(got, key), item, [...index, key]);
    if (found !== null) return found;
  }
  return null;
}

function childOf(value: Value, key: number | string): Value {
  if (value instanceof ArrayBuffer) return new Uint8Array(value)[key as number]!;
  return (value as PlainRecord)[key]!;
}

function* cellsOf(got: Value, expected: Value, index: Index = []): Generator<Cell> {
  const entries = entriesOf(expected);
  const isLeaf = entries.length === 0 && (typeof expected !== 'object' || expected === null);
  if (isLeaf) yield { index, got: got as Leaf, expected: expected as Leaf };
  for (const [key, item] of entries) yield* cellsOf(childOf(got, key), item, [...index, key]);
}

/**
 * Type, then shape, then values. `expected` is any plain data.
 *
 * @example compare([[1, 2]], [[1, 3]], { atol: 0, rtol: 1e-6 }) // WRONG_ANSWER, first.index is [0, 1]
 */
export function compare(got: Value, expected: Value, tolerance: Tolerance): Comparison {
  const opaque = findOpaque(got, []);
  if (opaque !== null) return { verdict: 'WRONG_TYPE', ...opaque, expected: typeOf(expected) };
  const structure = compareStructure(got, expected, []);
  if (structure !== null) return structure;
  const cells = [...cellsOf(got, expected)];
  const wrong = cells.filter((cell) => !leafAgrees(cell.got, cell.expected, tolerance));
  const [first] = wrong;
  if (first === undefined) return { verdict: 'PASS' };
  const worst = wrong.reduce((a, b) => (distance(b) > distance(a) ? b : a));
  return { verdict: 'WRONG_ANSWER', first, worst, wrong: wrong.length, total: cells.length };
}

/** Equal within tolerance, whatever it is; NaN equals NaN, a type name equals the same type name. */
export function same(a: Value, b: Value, tolerance: Tolerance): boolean {
  if (a instanceof Opaque || b instanceof Opaque) return a instanceof Opaque && b instanceof Opaque && a.is === b.is;
  return compareNested(a, b, tolerance);
}

function compareNested(a: Value, b: Value, tolerance: Tolerance): boolean {
  if (typeOf(a) !== typeOf(b)) return false;
  if (typeof a !== 'object' || a === null) return leafAgrees(a as Leaf, b as Leaf, tolerance);
  const entries = entriesOf(a);
  if (entries.length !== entriesOf(b).length) return false;
  return entries.every(([key, item]) => {
    const other = childOf(b, key);
    return other !== undefined && same(item, other, tolerance);
  });
}
