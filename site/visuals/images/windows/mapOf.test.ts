import { describe, expect, it } from 'vitest';
import { conv2d, Generator, rand, tensor } from '#framework';
import { firstDigit } from './firstDigit.ts';
import { lowestOf, mapOf, windowAt } from './mapOf.ts';

const SOBEL = [1, 0, -1, 2, 0, -2, 1, 0, -1];

describe('the map of a picture', () => {
  it.each([
    [0, 1],
    [1, 1],
    [0, 2],
    [1, 2],
    [2, 3],
  ])("is the framework's, at padding %i and stride %i", (padding, stride) => {
    const generator = new Generator(3);
    const [picture, kernel] = [rand([1, 1, 7, 9], { generator }), rand([1, 1, 2, 3], { generator })];
    const right = conv2d(picture, kernel, undefined, { padding, stride });
    const { values, rows, columns } = mapOf(
      { values: picture.dataSync() as Float32Array, columns: 9 },
      { values: kernel.dataSync() as Float32Array, columns: 3 },
      { padding, stride },
    );
    expect([1, 1, rows, columns]).toEqual(right.shape);
    right.dataSync().forEach((value: number | bigint, at: number) => {
      expect(values[at]).toBeCloseTo(Number(value), 5);
    });
  });

  it('has no cell where the window does not fit', () => {
    const gait = { padding: 0, stride: 1 };
    expect(mapOf({ values: [1, 2, 3, 4], columns: 2 }, { values: SOBEL, columns: 3 }, gait).values).toHaveLength(0);
  });

  it('takes padding for nothing, and says where it is', () => {
    const picture = { values: [1, 2, 3, 4], columns: 2 };
    const kernel = { values: SOBEL, columns: 3 };
    expect(windowAt(picture, kernel, [-1, -1])).toEqual([null, null, null, null, 1, 2, null, 3, 4]);
    expect([...mapOf(picture, kernel, { padding: 1, stride: 1 }).values]).toEqual([-8, 5, -10, 7]);
  });
});

describe('the first frame of lesson 15', () => {
  it('is a three of the run, and Sobel is lowest just left of a stroke', () => {
    const { label, values } = firstDigit(3);
    expect(label).toBe(3);
    const picture = { values, columns: 28 };
    const map = mapOf(picture, { values: SOBEL, columns: 3 }, { padding: 1, stride: 1 });
    const right = conv2d(tensor([...values]).reshape([1, 1, 28, 28]), tensor(SOBEL).reshape([1, 1, 3, 3]), undefined, {
      padding: 1,
    }).dataSync() as Float32Array;
    const lowest = lowestOf(map.values);
    expect(right[lowest]).toBeCloseTo(Math.min(...right), 5);
    expect(map.values[lowest]).toBeLessThan(-3);
    const row = Math.floor(lowest / 28);
    const side = (columns: readonly number[]): number =>
      columns.reduce((sum, column) => sum + values[row * 28 + (lowest % 28) + column]!, 0);
    expect(side([1, 2])).toBeGreaterThan(side([-1, -2]));
  });

  it('of equal numbers the first is the lowest', () => {
    expect(lowestOf([2, -1, 3, -1])).toBe(1);
  });
});
