import { decimal } from '../cases/draw.ts';
import { defineExercise, known, stable, trap } from '../grader/define.ts';

export default defineExercise({
  kind: 'function',
  name: 'relativeError',
  args: ['a', 'b'],
  answer: 'error',
  cases: [
    known('by-hand', '2 and 3: one third', [2, 3]),
    known('random', 'two random numbers', (random) => [decimal(random, 5, 1), decimal(random, 5, 1)]),
    trap('zeros', 'two zeros', [0, 0]),
    trap('signed-zeros', 'zeros of both signs', [-0, 0]),
    trap('one-zero', '0 and a tiny number', [0, 1e-9]),
    trap('exchanged', '3 and 2: as different as 2 and 3', [3, 2]),
    trap('first-zero', 'a number and 0', (random) => [decimal(random, 8, 1), 0]),
    trap('opposite', 'opposite signs', (random) => [decimal(random, 5, 1), decimal(random, -5, 1)]),
    trap('negative', 'two negative numbers', (random) => [decimal(random, -5, 1), decimal(random, -5, 1)]),
    stable('tiny', 'near 1e-300', [1e-300, 2e-300]),
    stable('huge', 'near 1e300', (random) => [1e300, (1 + random.integer(7)) * 1e300]),
    stable('nearly', 'two tiny numbers, one twice the other', (random) => [1e-9 * (1 + random.integer(5)), 12e-9]),
  ],
  tolerance: { atol: 1e-12, rtol: 1e-9 },
  // By the ratio of the two, without a difference of sizes.
  truth: (a: number, b: number) => {
    const [small, large] = Math.abs(a) < Math.abs(b) ? [a, b] : [b, a];
    return large === 0 ? 0 : Math.abs(1 - small / large);
  },
});
