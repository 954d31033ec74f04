import { describe, expect, it } from 'vitest';
import { arange } from '#framework';
import {
  dense,
  firstMoved,
  jumpsTo,
  liesFlat,
  lookOf,
  loopsOf,
  placeAt,
  placesOf,
  refusalOf,
  seenTwice,
  straightened,
  type Walk,
} from './walking.ts';

const picture = dense([28, 28]);
const turned: Walk = { shape: [28, 28], strides: [1, 28], offset: 0 };

describe('a walk', () => {
  it('finds the places that the framework reads, of a transposed part', () => {
    const x = arange(784).reshape([28, 28]);
    const part = x.slice(0, 4, 24, 2).transpose();
    const walk: Walk = { shape: part.shape, strides: part.strides, offset: part.offset };
    expect(walk).toEqual({ shape: [28, 10], strides: [1, 56], offset: 112 });
    expect(placesOf(walk)).toEqual([...part.dataSync()]);
    expect([...straightened(Float32Array.from(x.dataSync()), walk)]).toEqual([...part.dataSync()]);
  });

  it('adds one jump for each axis', () => {
    expect(placeAt(picture, [2, 3])).toBe(59);
    expect(jumpsTo({ ...picture, offset: 5 }, [2, 3])).toEqual([
      { from: 5, count: 2, stride: 28 },
      { from: 61, count: 3, stride: 1 },
    ]);
  });

  it('is refused with the first cell that lies outside', () => {
    expect(refusalOf(picture, 784)).toBeNull();
    expect(refusalOf({ ...picture, offset: 1 }, 784)).toEqual({ index: [27, 27], place: 784 });
    expect(refusalOf({ shape: [28, 28], strides: [29, 1], offset: 0 }, 784)).toEqual({ index: [27, 1], place: 784 });
    expect(refusalOf({ shape: [0, 28], strides: [1, 1], offset: 9999 }, 784)).toBeNull();
  });

  it('says what its picture looks like', () => {
    const strides = (rows: number, columns: number): Walk => ({ shape: [28, 28], strides: [rows, columns], offset: 0 });
    expect([strides(28, 1), strides(27, 1), strides(0, 1), strides(1, 28)].map(lookOf)).toEqual([0, 1, 2, 3]);
  });

  it('lies flat or does not, and merges into as few loops as it can', () => {
    expect([liesFlat(picture), liesFlat(turned)]).toEqual([true, false]);
    expect(loopsOf(dense([2, 3, 4]))).toEqual([24]);
    expect(loopsOf(turned)).toEqual([28, 28]);
    expect([firstMoved(picture), firstMoved(turned)]).toEqual([null, 1]);
  });

  it('shows what is written in two places where one row is read again and again', () => {
    expect(seenTwice(picture, turned, [2, 3])).toBe(1);
    expect(seenTwice({ shape: [28, 28], strides: [0, 1], offset: 0 }, picture, [0, 3])).toBe(28);
  });
});
