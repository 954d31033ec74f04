import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agrees, compare, type Index, shapeOf } from './compare.ts';
import { Opaque, type Value } from './sandbox/values.ts';

const tolerance = { atol: 1e-9, rtol: 1e-6 };
const matrix = (cell: fc.Arbitrary<number>) =>
  fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
    .chain(([m, n]) => fc.array(fc.array(cell, { minLength: n, maxLength: n }), { minLength: m, maxLength: m }));

describe('agrees', () => {
  it('agrees with itself for every number, finite or not', () => {
    fc.assert(fc.property(fc.double(), (x) => agrees(x, x, { atol: 0, rtol: 0 })));
  });

  it('never lets NaN pass for a number, whatever the tolerance', () => {
    fc.assert(fc.property(fc.double({ noNaN: true }), (x) => !agrees(Number.NaN, x, { atol: 1e300, rtol: 1e300 })));
  });

  it('wants infinities exactly, with their sign', () => {
    expect(agrees(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, tolerance)).toBe(true);
    expect(agrees(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, tolerance)).toBe(false);
    expect(agrees(Number.POSITIVE_INFINITY, 1e308, { atol: 1e308, rtol: 1 })).toBe(false);
    expect(agrees(1e308, Number.POSITIVE_INFINITY, tolerance)).toBe(false);
  });

  it('accepts more when the tolerance grows, never less', () => {
    const size = fc.double({ min: 0, max: 10, noNaN: true });
    fc.assert(
      fc.property(fc.double(), fc.double(), size, size, size, (a, b, atol, rtol, more) => {
        const before = agrees(a, b, { atol, rtol });
        return !before || agrees(a, b, { atol: atol + more, rtol: rtol + more });
      }),
    );
  });

  it('refuses the first number beyond the tolerance', () => {
    const half = { atol: 0.5, rtol: 0 };
    expect(agrees(1.5, 1, half)).toBe(true);
    expect(agrees(1.5 + Number.EPSILON, 1, half)).toBe(false);
  });
});

describe('shapeOf', () => {
  it('tells the shape of full arrays and null for ragged ones', () => {
    expect(shapeOf(3)).toEqual([]);
    expect(shapeOf([])).toEqual([0]);
    expect(shapeOf([[1, 2, 3], [4, 5, 6]])).toEqual([2, 3]); // biome-ignore format: a matrix
    expect(shapeOf([[1, 2], [3]])).toBeNull();
    expect(shapeOf([[1], 2])).toBeNull();
  });
});

describe('compare', () => {
  it('passes a matrix against itself', () => {
    fc.assert(fc.property(matrix(fc.double()), (a) => compare(a, a, tolerance).verdict === 'PASS'));
  });

  it('names the first wrong cell in reading order and the worst one', () => {
    fc.assert(
      fc.property(matrix(fc.integer({ min: -9, max: 9 })), fc.nat(), fc.nat(), (a, x, y) => {
        const [n, m] = [a[0]!.length, a.length];
        const places = [x % (m * n), y % (m * n)].sort((p, q) => p - q);
        const b = a.map((row) => [...row]);
        for (const [i, place] of places.entries()) b[Math.floor(place / n)]![place % n]! += 10 * (i + 1);
        const found = compare(b, a, tolerance);
        if (found.verdict !== 'WRONG_ANSWER') return false;
        const at = ({ index }: { index: Index }) => Number(index[0]) * n + Number(index[1]);
        return at(found.first) === places[0] && at(found.worst) === places[1] && found.total === m * n;
      }),
    );
  });

  it('counts a NaN as the worst cell there is', () => {
    const found = compare([[9, Number.NaN]], [[0, 0]], tolerance);
    expect(found).toMatchObject({ verdict: 'WRONG_ANSWER', worst: { index: [0, 1] }, wrong: 2 });
  });

  it('looks at types before shapes and at shapes before values', () => {
    expect(compare([[1, new Opaque('Map')]], [[1]], tolerance)).toMatchObject({ verdict: 'WRONG_TYPE', index: [0, 1], got: 'Map' }); // biome-ignore format: one line reads better
    expect(compare(new Opaque('undefined'), [[1]], tolerance)).toEqual({ verdict: 'WRONG_TYPE', index: [], got: 'undefined', expected: 'array' }); // biome-ignore format: one line reads better
    expect(compare(4, [[1]], tolerance)).toMatchObject({ verdict: 'WRONG_TYPE', got: 'number' });
    expect(compare([[7], [8]], [[1, 2]], tolerance)).toEqual({
      verdict: 'WRONG_SHAPE',
      index: [],
      got: [2, 1],
      expected: [1, 2],
    });
    expect(compare([[7], [8, 9]], [[1, 2]], tolerance)).toMatchObject({ verdict: 'WRONG_SHAPE', got: null });
    expect(compare([], [[1]], tolerance)).toMatchObject({ verdict: 'WRONG_SHAPE', got: [0] });
  });

  it('compares any plain data: text, booleans, null, records, bytes, rows of different lengths', () => {
    const value = { name: 'a', ok: true, none: null, rows: [[1], [2, 3], []], bytes: new Uint8Array([1, 2]) };
    expect(compare(value, structuredClone(value), tolerance)).toEqual({ verdict: 'PASS' });
    const first = (got: Value, expected: Value) => compare(got, expected, tolerance);
    expect(first({ ...value, name: 'b' }, value)).toMatchObject({ verdict: 'WRONG_ANSWER', first: { index: ['name'], got: 'b', expected: 'a' } }); // biome-ignore format: one line reads better
    expect(first({ ...value, ok: 1 }, value)).toMatchObject({ verdict: 'WRONG_TYPE', index: ['ok'], got: 'number' });
    expect(first({ ...value, rows: [[1], [2], []] }, value)).toMatchObject({ verdict: 'WRONG_SHAPE', index: ['rows', 1] }); // biome-ignore format: one line reads better
    expect(first({ nam: 'a' }, { name: 'a' })).toMatchObject({ verdict: 'WRONG_FIELDS', missing: ['name'], extra: ['nam'] }); // biome-ignore format: one line reads better
    expect(first(new Uint8Array([1, 9]), new Uint8Array([1, 2]))).toMatchObject({ verdict: 'WRONG_ANSWER', first: { index: [1] } }); // biome-ignore format: one line reads better
    expect(first([1, 2], new Uint8Array([1, 2]))).toMatchObject({ verdict: 'WRONG_TYPE', expected: 'Uint8Array' });
    expect(first(Object.create({ name: 'a' }), { name: 'a' })).toMatchObject({ verdict: 'WRONG_FIELDS' });
    expect(first('1', 1)).toMatchObject({ verdict: 'WRONG_TYPE', got: 'string', expected: 'number' });
  });
});
