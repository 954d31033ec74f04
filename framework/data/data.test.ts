import { describe, expect, it } from 'vitest';
import { arange, DataLoader, TensorDataset, tensor, zeros } from '../index.ts';

const dataset = (n: number): TensorDataset => new TensorDataset(arange(n).reshape([n, 1]), arange(n));

const idsOf = (loader: DataLoader, epoch: number, start = 0): number[][] =>
  [...loader.epoch(epoch, start)].map(({ ids }) => [...ids]);

describe('TensorDataset', () => {
  it('gives examples in the order asked for', () => {
    const [x, y] = dataset(5).batch(Int32Array.of(4, 0, 4));
    expect(x!.toArray()).toEqual([[4], [0], [4]]);
    expect(y!.toArray()).toEqual([4, 0, 4]);
  });

  it('reads views and parts as well', () => {
    const transposed = new TensorDataset(
      tensor([
        [1, 2, 3],
        [4, 5, 6],
      ]).transpose(),
    );
    expect(transposed.batch(Int32Array.of(2))[0]!.toArray()).toEqual([[3, 6]]);
    expect(dataset(5).take(2).length).toBe(2);
  });

  it('refuses tensors of different lengths', () => {
    expect(() => new TensorDataset(zeros([3, 2]), zeros([2]))).toThrow(/\[3, 2\], \[2\] do not hold the same number/);
  });
});

describe('DataLoader', () => {
  it('covers every example once an epoch, with a ragged last batch', () => {
    const loader = new DataLoader(dataset(10), { batchSize: 4, shuffle: true, seed: 3 });
    const batches = idsOf(loader, 0);
    expect(batches.map((ids) => ids.length)).toEqual([4, 4, 2]);
    expect(batches.flat().sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(loader.length).toBe(3);
  });

  it('leaves out the ragged batch when asked to', () => {
    const loader = new DataLoader(dataset(10), { batchSize: 4, dropLast: true });
    expect(idsOf(loader, 0)).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
    ]);
    expect(loader.length).toBe(2);
  });

  it('shuffles anew each epoch, the same way for the same seed', () => {
    const make = (seed: number): DataLoader => new DataLoader(dataset(20), { batchSize: 20, shuffle: true, seed });
    expect(idsOf(make(1), 0)).toEqual(idsOf(make(1), 0));
    expect(idsOf(make(1), 0)).not.toEqual(idsOf(make(1), 1));
    expect(idsOf(make(1), 0)).not.toEqual(idsOf(make(2), 0));
  });

  it('starts an epoch in its middle', () => {
    const loader = new DataLoader(dataset(10), { batchSize: 3, shuffle: true, seed: 3 });
    expect(idsOf(loader, 4, 2)).toEqual(idsOf(loader, 4).slice(2));
  });

  it('is a plain loop over epochs as well', () => {
    const loader = new DataLoader(dataset(4), { batchSize: 4, shuffle: true, seed: 3 });
    const first = [...loader].map(([x]) => x!.toArray());
    const second = [...loader].map(([x]) => x!.toArray());
    expect(first).not.toEqual(second);
  });

  it('refuses impossible sizes', () => {
    expect(() => new DataLoader(dataset(4), { batchSize: 0 })).toThrow(/batch size of 0/);
    expect(() => new DataLoader(new TensorDataset(zeros([0, 2])), { batchSize: 1 })).toThrow(/dataset is empty/);
    expect(() => new DataLoader(dataset(4), { batchSize: 5, dropLast: true })).toThrow(
      /4 examples fill no batch of 5\nhint: with dropLast/,
    );
    expect(new DataLoader(dataset(4), { batchSize: 5 }).length).toBe(1);
    const sampler = { length: 0, order: () => new Int32Array(0) };
    expect(() => new DataLoader(dataset(4), { batchSize: 2, sampler })).toThrow(/0 examples fill no batch/);
  });
});
