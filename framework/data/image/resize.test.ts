import { describe, expect, it } from 'vitest';
import { Generator, ones, resize, type Tensor, tensor, zeros } from '../../index.ts';

const resized = (x: Tensor, size: number): Tensor => resize(size)(x, new Generator(0));

describe('resize', () => {
  it('brings the shorter side to the size asked for and keeps the proportion', () => {
    expect(resized(zeros([3, 60, 40]), 32).shape).toEqual([3, 48, 32]);
    expect(resized(zeros([3, 40, 60]), 32).shape).toEqual([3, 32, 48]);
    expect(resized(zeros([1, 1, 1]), 4).shape).toEqual([1, 4, 4]);
  });

  it('changes nothing at the same size, and no even colour at any', () => {
    const x = tensor([
      [
        [1, 2],
        [3, 5],
      ],
    ]);
    expect(resized(x, 2).toArray()).toEqual(x.toArray());
    for (const size of [1, 3, 5, 17]) {
      for (const value of resized(ones([2, 7, 9]), size).dataSync()) expect(value).toBeCloseTo(1, 6);
    }
  });

  // By hand: 4 → 2 has a tent two pixels to each side; on pixels at 0.5 … 3.5 about 1: 0.75, 0.75, 0.25 over their sum 1.75.
  it('averages while shrinking, so that a thin line does not vanish', () => {
    const line = tensor([[[0, 7, 0, 0]]])
      .expand([1, 4, 4])
      .contiguous();
    const row = (resized(line, 2).toArray() as number[][][])[0]![0]!;
    expect(row[0]).toBeCloseTo(3, 5);
    expect(row[1]).toBeCloseTo(1, 5);
  });

  it('interpolates while growing', () => {
    const step = tensor([[[0, 4]]])
      .expand([1, 2, 2])
      .contiguous();
    const row = (resized(step, 4).toArray() as number[][][])[0]![1]!;
    expect(row).toEqual([0, 1, 3, 4]);
  });

  it('refuses what is no size and no image', () => {
    expect(() => resize(0)).toThrow(/resize: 0 pixels/);
    expect(() => resized(zeros([4, 4]), 2)).toThrow(/resize: a float32 tensor of shape \[4, 4\] is not one image/);
  });
});
