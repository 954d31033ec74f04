import type { Generator } from '#framework';
import { vector, whole } from '../cases/draw.ts';
import { cost, defineExercise, known, trap } from '../grader/define.ts';
import { Given } from '../grader/sandbox/values.ts';
import * as exported from './given.ts';

const given: Readonly<Record<string, unknown>> = { ...exported };

const way = (random: Generator, n: number): [number[], number[]] => [vector(random, n), vector(random, n)];

/** Pixel by pixel: its slopes along the way, each with its share of the distance. */
function byPixel(x: number[], baseline: number[], gradient: Given, steps: number) {
  const slopes = given[gradient.name] as (at: number[]) => number[];
  const answer = x.map((end, i) => {
    const distance = end - baseline[i]!;
    let given = 0;
    for (let k = 0; k < steps; k++) {
      const share = (2 * k + 1) / (2 * steps);
      given += (slopes(baseline.map((from, j) => from * (1 - share) + x[j]! * share))[i]! * distance) / steps;
    }
    return given;
  });
  return { answer, calls: { [gradient.name]: steps } };
}

export default defineExercise({
  kind: 'function',
  name: 'integratedGradients',
  args: ['x', 'baseline', 'gradient', 'steps'],
  answer: 'attribution',
  counted: true,
  keepsArguments: true,
  cases: [
    // 2 · 3 and −1 · 2: a slope that is the same everywhere.
    known('linear', 'a plane, from blank', [[3, 2], [0, 0], new Given('plane'), 4]), // biome-ignore format: two points
    known('square', 'squares: exact for any number of points', [[3, -1], [1, 0], new Given('squares'), 2]), // biome-ignore format: two points
    known('random', 'a random way, four points', (random) => [...way(random, 3), new Given('cubes'), 4]),
    trap('baseline', 'a baseline that is not blank', (random) => [
      vector(random, 4),
      vector(random, 4).map((value) => value + 3),
      new Given('mixed'),
      5,
    ]),
    trap('one-step', 'one point on the way', (random) => [...way(random, 3), new Given('cubes'), 1]),
    trap('falling', 'slopes below 0', (random) => [...way(random, 3), new Given('falling'), 3]),
    trap('same', 'a picture that is its own baseline', (random) => {
      const x = vector(random, 3);
      return [x, x, new Given('cubes'), 3];
    }),
    cost('many', 'as many calls as points', (random) => [...way(random, 4), new Given('mixed'), whole(random, 20, 40)]),
  ],
  truth: byPixel,
  sizes: (_x: number[], _baseline: number[], _gradient: Given, steps: number) => ({ steps }),
});
