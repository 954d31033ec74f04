import { expect, it } from 'vitest';
import { fitted, greysOf, turnedRound } from './pictureFile.ts';

it('makes greys of colours: white is 1, black and what is transparent 0, green brighter than blue', () => {
  const [white, black, none, green, blue] = greysOf(
    [
      [255, 255, 255, 255],
      [0, 0, 0, 255],
      [255, 255, 255, 0],
      [0, 255, 0, 255],
      [0, 0, 255, 255],
    ].flat(),
  );
  expect(white).toBeCloseTo(1, 6);
  expect([black, none]).toEqual([0, 0]);
  expect(green).toBeGreaterThan(blue!);
  expect([...turnedRound([0, 0.25, 1])]).toEqual([1, 0.75, 0]);
});

it('fits a picture into the square, whole and in the middle', () => {
  expect(fitted(28, 28)).toEqual([0, 0, 28, 28]);
  expect(fitted(200, 100)).toEqual([0, 7, 28, 14]);
  expect(fitted(7, 14)).toEqual([7, 0, 14, 28]);
});
