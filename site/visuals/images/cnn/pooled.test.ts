// Windows as the figure reads them are those of the framework's own pooling, forwards and backwards.

import { beforeAll, describe, expect, it } from 'vitest';
import { loadSimd, maxPool2d, tensor } from '#framework';
import type { StepTrace } from '../../../player/protocol.ts';
import { stepOf } from '../../parts/cells/recordedStep.ts';
import { type Pooled, pooledOf, shareOfTies, windowOf, windowsOf } from './pooled.ts';

let trace: StepTrace;
let pooled: Pooled;
beforeAll(async () => {
  await loadSimd();
  trace = await stepOf('digits-cnn', 3);
  pooled = pooledOf(trace)!;
}, 60_000);

describe('pooledOf', () => {
  it('has the maps of the first pool, and its windows lie side by side', () => {
    const { op, kind, channels, rows, columns, down, across, size } = pooled;
    expect({ op, kind, channels, rows, columns, down, across, size }).toEqual({
      op: 'pool1',
      kind: 'max',
      channels: 8,
      rows: 28,
      columns: 28,
      down: 14,
      across: 14,
      size: 2,
    });
  });

  it('names as winner the cell to which the framework sends the gradient, ties and all', () => {
    const { channels, rows, columns, x, arriving } = pooled;
    const maps = tensor(Float32Array.from(x), { shape: [1, channels, rows, columns] }).requiresGrad_();
    const out = maxPool2d(maps, 2);
    out.backward({ gradient: tensor(Float32Array.from(arriving!), { shape: out.shape }) });
    const back = maps.grad!.dataSync();
    const windows = windowsOf(pooled);
    expect(windows.map(({ output }) => output)).toEqual([...out.dataSync()]);
    for (const [k, { cells, gradient }] of windows.entries()) {
      expect(cells.filter(({ won }) => won)).toHaveLength(1);
      const channel = Math.floor(k / 196);
      for (const cell of cells) {
        const at = (channel * rows + cell.row) * columns + cell.column;
        expect(cell.gradient).toBe(back[at]);
        expect(cell.gradient).toBe(cell.won ? gradient : 0);
      }
    }
  });

  it('counts ties', () => {
    const small: Pooled = {
      ...pooled,
      channels: 1,
      rows: 2,
      columns: 4,
      down: 1,
      across: 2,
      x: Float32Array.from([0, 0, 1, 2, 0, 0, 4, 3]),
      y: Float32Array.from([0, 4]),
      arriving: null,
      passedOn: null,
    };
    expect(shareOfTies(small)).toBe(0.5);
    expect(windowOf(small, 0, 0, 0).cells.map(({ won }) => won)).toEqual([true, false, false, false]);
    expect(windowOf(small, 0, 0, 1)).toMatchObject({ output: 4, gradient: null, largest: 1 });
  });

  it('is nothing where nothing is pooled', () => {
    expect(pooledOf({ ...trace, ops: trace.ops.filter(({ name }) => name !== 'maxPool2d') })).toBeNull();
  });
});
