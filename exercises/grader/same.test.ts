/** Two answers that are the same, and where a value is built in another way than it should be. */
import { describe, expect, it } from 'vitest';
import { compare, same, typeOf } from './compare.ts';
import { Opaque, type Value } from './sandbox/values.ts';

const tolerance = { atol: 0.1, rtol: 0 };
const bytes = (...list: number[]): ArrayBuffer => new Uint8Array(list).buffer;

describe('same', () => {
  it('is true of what agrees within the tolerance, however it is built', () => {
    const pairs: readonly (readonly [Value, Value])[] = [
      [1, 1.05],
      [Number.NaN, Number.NaN],
      ['a', 'a'],
      [true, true],
      [null, null],
      [new Opaque('Map'), new Opaque('Map')],
      [
        [1, [2]],
        [1.05, [2]],
      ],
      [
        { a: [1], b: 'x' },
        { a: [1.05], b: 'x' },
      ],
      [new Float64Array([1, 2]), new Float64Array([1.05, 2])],
      [bytes(1, 2), bytes(1, 2)],
      [[], []],
    ];
    for (const [a, b] of pairs) expect([a, b, same(a, b, tolerance)]).toEqual([a, b, true]);
  });

  it('is false of everything else', () => {
    const pairs: readonly (readonly [Value, Value])[] = [
      [1, 1.2],
      [1, '1'],
      [1, null],
      [null, 0],
      [null, {}],
      [{}, null],
      ['a', 'b'],
      [true, false],
      [new Opaque('Map'), new Opaque('Set')],
      [new Opaque('Map'), 'Map'],
      [1, new Opaque('number')],
      [[1, 2], [1]],
      [[1], [1, 2]],
      [
        [1, 2],
        [1, 3],
      ],
      [
        [1, 2],
        [3, 2],
      ],
      [[1], new Float64Array([1])],
      [{ a: 1 }, { b: 1 }],
      [
        { a: 1, b: 2 },
        { a: 1, b: 3 },
      ],
      [new Float64Array([1]), new Float64Array([2])],
      [bytes(1, 2), bytes(1, 3)],
      [[[1]], [[2]]],
    ];
    for (const [a, b] of pairs) expect([a, b, same(a, b, tolerance)]).toEqual([a, b, false]);
  });
});

describe('compare', () => {
  const found = (got: Value, expected: Value) => compare(got, expected, tolerance);

  it('names the place where something of another type stands', () => {
    expect(found([1, 'x'], [1, 2])).toEqual({ verdict: 'WRONG_TYPE', index: [1], got: 'string', expected: 'number' });
    expect(found([[1], [null]], [[1], [2]])).toEqual({
      verdict: 'WRONG_TYPE',
      index: [1, 0],
      got: 'null',
      expected: 'number',
    });
    expect(found(['a', 1], ['a', 'b'])).toMatchObject({
      verdict: 'WRONG_TYPE',
      index: [1],
      got: 'number',
      expected: 'string',
    });
    expect(found([{ a: 1 }], [1])).toMatchObject({ verdict: 'WRONG_TYPE', index: [0], got: 'object' });
    // Beyond the right length there is nothing to compare with: that is a shape.
    expect(found([1, 2, 'x'], [1, 2])).toMatchObject({ verdict: 'WRONG_SHAPE', got: [3], expected: [2] });
    // A number where a row belongs is a shape, too.
    expect(found([1, 2], [[1], [2]])).toMatchObject({ verdict: 'WRONG_SHAPE', got: [2], expected: [2, 1] });
    expect(found([[1], [2]], [1, 2])).toMatchObject({ verdict: 'WRONG_SHAPE', got: [2, 1], expected: [2] });
  });

  it('looks into bytes, typed arrays and records', () => {
    expect(found(bytes(1, 2), bytes(1, 2))).toEqual({ verdict: 'PASS' });
    expect(found(bytes(1, 9), bytes(1, 2))).toMatchObject({
      verdict: 'WRONG_ANSWER',
      first: { index: [1], got: 9, expected: 2 },
    });
    expect(found(bytes(1), bytes(1, 2))).toEqual({ verdict: 'WRONG_SHAPE', index: [], got: [1], expected: [2] });
    expect(found(new Float64Array(3), new Float64Array(2))).toEqual({
      verdict: 'WRONG_SHAPE',
      index: [],
      got: [3],
      expected: [2],
    });
    expect(found([{ a: 1 }], [{ a: 1 }, { a: 2 }])).toMatchObject({ verdict: 'WRONG_SHAPE', got: [1], expected: [2] });
    expect(found([[1], { a: 1 }], [[1], { a: 2 }])).toMatchObject({
      verdict: 'WRONG_ANSWER',
      first: { index: [1, 'a'] },
    });
    expect(found({ a: new Opaque('Map') }, { a: 1 })).toMatchObject({
      verdict: 'WRONG_TYPE',
      index: ['a'],
      got: 'Map',
    });
  });

  it('calls the first of equally wrong cells the worst, and what is no number more wrong than any', () => {
    expect(found([5, 5], [0, 0])).toMatchObject({ first: { index: [0] }, worst: { index: [0] }, wrong: 2 });
    expect(found([9, 5], [0, 0])).toMatchObject({ worst: { index: [0] } });
    expect(found([5, 9], [0, 0])).toMatchObject({ worst: { index: [1] } });
    expect(found({ a: 9, b: '1' }, { a: 0, b: '2' })).toMatchObject({ worst: { index: ['b'] } });
  });

  it('calls types by their names', () => {
    const names: readonly (readonly [Value, string])[] = [[null, 'null'], [[], 'array'], [new Opaque('Map'), 'Map'], [bytes(1), 'ArrayBuffer'], [new Float32Array(1), 'Float32Array'], [1, 'number'], ['a', 'string'], [true, 'boolean'], [{}, 'object']]; // biome-ignore format: a table
    for (const [value, name] of names) expect(typeOf(value)).toBe(name);
  });
});
