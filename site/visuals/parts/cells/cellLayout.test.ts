import { describe, expect, it } from 'vitest';
import { cellAt, cellCorner, cellLayout, flatOf, indexOf, nextCell } from './cellLayout.ts';

const room = { width: 240, maxHeight: 200, maxCell: 44 };

describe('cellLayout', () => {
  for (const shape of [[], [10], [784], [10, 784], [28, 28], [8, 28, 28], [8, 1, 3, 3], [16, 8, 3, 3]]) {
    it(`fits [${shape.join(', ')}] into its room and finds every cell where it was put`, () => {
      const layout = cellLayout(shape, room);
      expect(layout.width).toBeLessThanOrEqual(room.width);
      expect(layout.height).toBeLessThanOrEqual(room.maxHeight);
      const size = shape.reduce((product, n) => product * n, 1);
      for (let flat = 0; flat < size; flat++) {
        const { x, y } = cellCorner(layout, flat);
        expect(cellAt(layout, x + layout.cell / 2, y + layout.cell / 2)).toBe(flat);
      }
    });
  }

  it('finds nothing in the gap between two planes, nor outside', () => {
    const layout = cellLayout([2, 3, 3], { width: 400, maxHeight: 60, maxCell: 20 });
    expect(layout.across).toBe(2);
    expect(cellAt(layout, 3 * layout.cell + layout.gap / 2, 1)).toBeNull();
    expect(cellAt(layout, -1, 1)).toBeNull();
    expect(cellAt(layout, 1, layout.height + 1)).toBeNull();
  });

  it('keeps the kernels of one filter together', () => {
    expect(cellLayout([16, 8, 3, 3], room).across % 8).toBe(0);
  });

  it('gives ten numbers cells that can be read', () => {
    expect(cellLayout([10], room).cell).toBeGreaterThanOrEqual(28);
  });
});

describe('nextCell', () => {
  const layout = cellLayout([2, 3, 3], { width: 400, maxHeight: 60, maxCell: 20 });

  it('crosses the gap to the plane beside it', () => {
    expect(nextCell(layout, 2, 1, 0)).toBe(9);
    expect(nextCell(layout, 9, -1, 0)).toBe(2);
  });

  it('stays at the edges', () => {
    expect(nextCell(layout, 0, -1, 0)).toBe(0);
    expect(nextCell(layout, 0, 0, -1)).toBe(0);
    expect(nextCell(layout, 17, 1, 0)).toBe(17);
    expect(nextCell(layout, 8, 0, 1)).toBe(8);
  });
});

describe('indices', () => {
  it('indexOf and flatOf undo each other', () => {
    const shape = [8, 3, 5];
    for (let flat = 0; flat < 120; flat++) expect(flatOf(shape, indexOf(shape, flat))).toBe(flat);
  });

  it('flatOf counts missing axes as 0', () => {
    expect(flatOf([8, 3, 3], [2])).toBe(18);
  });
});
