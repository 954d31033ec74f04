import { between } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';
import { Given } from '../grader/sandbox/values.ts';

const curves = ['sine', 'cube', 'growth'] as const;

/** f(x + h) − f(x − h) in closed form for each curve, over 2h. */
const chord: Readonly<Record<string, (x: number, h: number) => number>> = {
  cube: (x, h) => 3 * x * x + h * h,
  line: () => 3,
  square: (x) => 2 * x,
  sine: (x, h) => (Math.cos(x) * Math.sin(h)) / h,
  growth: (x, h) => (Math.exp(0.5 * x) * Math.sinh(0.5 * h)) / h,
};

export default defineExercise({
  kind: 'function',
  name: 'centredDifference',
  args: ['f', 'x', 'h'],
  answer: 'result',
  counted: true,
  cases: [
    known('cube', 'x³ at 2 with h = 0.1: 12.01', [new Given('cube'), 2, 0.1]),
    known('random', 'a curve at a random place', (random) => [
      new Given(curves[random.integer(3)]!),
      between(random, -2, 2),
      between(random, 0.05, 0.3),
    ]),
    trap('line', 'a line: the slope is exact', (random) => [new Given('line'), between(random, -3, 3), 0.5]),
    trap('even', 'an even curve at 0: the slope is 0', [new Given('square'), 0, 0.25]),
    trap('negative', 'a negative x', (random) => [new Given('cube'), between(random, -3, -1), 0.2]),
    trap('wide', 'a step of 1', (random) => [new Given('growth'), between(random, -1, 1), 1]),
    trap('small', 'a small step', (random) => [new Given('sine'), between(random, -2, 2), 1e-4]),
  ],
  tolerance: { atol: 1e-9, rtol: 1e-9 },
  truth: (f: Given, x: number, h: number) => ({ answer: chord[f.name]!(x, h), calls: { [f.name]: 2 } }),
  sizes: (_f: Given, _x: number, h: number) => ({ h }),
});
