import { decimal } from '../cases/draw.ts';
import { cost, defineExercise, known, trap } from '../grader/define.ts';

export default defineExercise({
  kind: 'function',
  name: 'lineAt',
  args: ['theta0', 'theta1', 'x'],
  answer: 'height',
  begins: 'right',
  cases: [
    known('by-hand', 'bias 2, slope 3, at 4', [2, 3, 4]),
    known('random', 'three random numbers', (random) => [decimal(random), decimal(random), decimal(random)]),
    trap('at-zero', 'at 0', [5, -2, 0]),
    trap('flat', 'a slope of 0', [-3, 0, 7]),
    trap('negative', 'negative numbers', (random) => [decimal(random, -5), decimal(random, -5), decimal(random, -5)]),
    cost('far', 'far out', (random) => [decimal(random), decimal(random), 1e6 + random.integer(1000)]),
  ],
  points: { known: 4, traps: 4, cost: 2 },
  truth: (theta0: number, theta1: number, x: number) => theta1 * x + theta0,
});
