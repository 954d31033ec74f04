import { describe, expect, it } from 'vitest';
import { arange, broadcastShapes, Generator } from '#framework';
import { rackCells, rackOf } from './rack.ts';

const pairs: readonly (readonly [readonly number[], readonly number[]])[] = [
  [
    [4, 1, 3],
    [2, 3],
  ],
  [[3, 1], [3]],
  [[], [2, 3]],
  [
    [2, 1, 4],
    [1, 3, 1],
  ],
  [[5], [5]],
  [
    [1, 1],
    [3, 2],
  ],
];

describe('rackOf', () => {
  it.each(pairs)('%j with %j gives the framework’s shape, axis by axis', (a, b) => {
    const rack = rackOf(a, b);
    expect(rack.out).toEqual(broadcastShapes(a, b, 'add'));
    expect(rack.axes.map(({ out }) => out)).toEqual(rack.out);
  });

  it('says which axis does not fit, and leaves the others standing', () => {
    const rack = rackOf([2, 3, 4], [2, 4]);
    expect(rack.out).toBeNull();
    expect(rack.axes).toEqual([
      { axis: -3, a: 2, b: null, out: 2 },
      { axis: -2, a: 3, b: 2, out: null },
      { axis: -1, a: 4, b: 4, out: 4 },
    ]);
    expect(rackCells(rack)).toEqual([]);
  });

  it('keeps an empty axis empty', () => {
    const rack = rackOf([2, 0], [2, 1]);
    expect(rack.out).toEqual([2, 0]);
    expect(rackCells(rack)).toEqual([]);
  });
});

describe('rackCells', () => {
  it.each(pairs)('%j with %j is read where the framework’s expanded operands are', (a, b) => {
    const cells = rackCells(rackOf(a, b));
    const out = broadcastShapes(a, b, 'add');
    for (const [which, shape] of [
      ['a', a],
      ['b', b],
    ] as const) {
      const size = shape.reduce((x, y) => x * y, 1);
      // An operand that holds its own places: what arrives in a cell says where it was read.
      const arrives = arange(size)
        .reshape([...shape])
        .expand([...out])
        .contiguous()
        .reshape([-1])
        .toArray();
      expect(cells.map((cell) => cell[which])).toEqual(arrives);
      expect(cells.filter(({ isFirst }) => isFirst[which])).toHaveLength(size);
    }
  });

  it('has each cell of the result once', () => {
    const random = new Generator(3);
    const shape = [1 + random.integer(4), 1 + random.integer(4), 1 + random.integer(4)];
    const cells = rackCells(rackOf(shape, [1]));
    expect(new Set(cells.map(({ index }) => index.join())).size).toBe(shape[0]! * shape[1]! * shape[2]!);
  });
});
