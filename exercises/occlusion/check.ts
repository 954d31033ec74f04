import type { Generator } from '#framework';
import { matrix } from '../cases/draw.ts';
import { cost, defineExercise, known, trap } from '../grader/define.ts';
import { Given } from '../grader/sandbox/values.ts';
import * as exported from './given.ts';

type Picture = number[][];

const given: Readonly<Record<string, unknown>> = { ...exported };
const picture = (random: Generator, rows: number, columns: number): Picture => matrix(random, rows, columns, 1);

/** Pixel by pixel: which tile is it in, and is that the one that is covered? */
function byPixel(x: Picture, score: Given, size: number, fill: number) {
  const value = given[score.name] as (x: Picture) => number;
  const [down, across] = [Math.ceil(x.length / size), Math.ceil(x[0]!.length / size)];
  const before = value(x);
  const answer = Array.from({ length: down }, (_, r) =>
    Array.from({ length: across }, (_, c) => {
      const isCovered = (i: number, j: number): boolean => Math.floor(i / size) === r && Math.floor(j / size) === c;
      return before - value(x.map((row, i) => row.map((pixel, j) => (isCovered(i, j) ? fill : pixel))));
    }),
  );
  return { answer, calls: { [score.name]: 1 + down * across } };
}

export default defineExercise({
  kind: 'function',
  name: 'occlusion',
  args: ['x', 'score', 'size', 'fill'],
  answer: 'drops',
  counted: true,
  keepsArguments: true,
  cases: [
    known('by-hand', 'four pixels, one a tile', [[[1, 2], [3, 4]], new Given('total'), 1, 0]), // biome-ignore format: a picture
    known('random', 'four by four, tiles of two', (random) => [picture(random, 4, 4), new Given('weighed'), 2, 0]),
    trap('ragged', 'five by seven, tiles of two: a ragged edge', (random) => [
      picture(random, 5, 7),
      new Given('weighed'),
      2,
      0,
    ]),
    trap('grey', 'painted grey', (random) => [picture(random, 4, 4), new Given('weighed'), 2, 0.5]),
    trap('curved', 'a score in which pixels need each other', (random) => [
      picture(random, 4, 6),
      new Given('curved'),
      2,
      0.5,
    ]),
    trap('whole', 'one tile as large as the picture', (random) => [picture(random, 3, 3), new Given('curved'), 3, 0]),
    cost('many', 'eight by eight, tiles of one: as few calls as can be', (random) => [
      picture(random, 8, 8),
      new Given('weighed'),
      1,
      0,
    ]),
  ],
  truth: byPixel,
  sizes: (x: Picture, _score: Given, size: number) => ({ size, rows: x.length, columns: x[0]!.length }),
});
