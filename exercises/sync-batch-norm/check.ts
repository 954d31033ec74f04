import type { Generator } from '#framework';
import { between, decimal, vector, whole } from '../cases/draw.ts';
import { defineExercise, known, stable, trap } from '../grader/define.ts';

type Part = { n: number; mean: number; var: number };

const part = (random: Generator, n: number, mean = decimal(random)): Part => ({
  n,
  mean,
  var: between(random, 0.2, 3),
});

/** Of real numbers, so that it can be counted. */
function partOf(values: number[]): Part {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { n: values.length, mean, var: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length };
}

export default defineExercise({
  kind: 'function',
  name: 'pooled',
  args: ['parts'],
  answer: 'pooled',
  keepsArguments: true,
  cases: [
    // 0, 2 and 4, 4, 4, 4: mean 3; inside 1 · 2/6, between (4 + 4) · 2/6 … = 1/3 + 2
    known('by-hand', 'two numbers and four', [
      [
        { n: 2, mean: 1, var: 1 },
        { n: 4, mean: 4, var: 0 },
      ],
    ]),
    known('random', 'three parts of random numbers', (random) => [
      [partOf(vector(random, 9)), partOf(vector(random, 5)), partOf(vector(random, 3))],
    ]),
    trap('ragged', '10, 10, 10, 2', (random) => [[10, 10, 10, 2].map((n) => part(random, n))]),
    trap('same-mean', 'parts with one mean: nothing lies between', (random) => {
      const mean = decimal(random);
      return [[whole(random, 3, 9), whole(random, 12, 20)].map((n) => part(random, n, mean))];
    }),
    trap('apart', 'parts without spread, far from each other', (random) => [
      [-9, 3, 14].map((mean) => ({ n: whole(random, 2, 9), mean: mean + decimal(random, 0, 0.3), var: 0 })),
    ]),
    trap('alone', 'one part', (random) => [[part(random, whole(random, 4, 20))]]),
    stable('far', 'means near 10⁸', (random) => [
      [8, 16, 4].map((n) => ({ n, mean: 1e8 + whole(random, -3, 3), var: between(random, 0.2, 1) })),
    ]),
  ],
  // Part by part, as Chan and his colleagues add one to what was pooled before.
  truth: (parts: Part[]) => {
    const [first, ...rest] = parts;
    let { n, mean } = first!;
    let m2 = first!.n * first!.var;
    for (const next of rest) {
      const delta = next.mean - mean;
      m2 += next.n * next.var + (delta ** 2 * n * next.n) / (n + next.n);
      mean += (delta * next.n) / (n + next.n);
      n += next.n;
    }
    return { mean, var: m2 / n };
  },
  // At 10⁸ the mean itself is known to 10⁻⁸ only.
  tolerance: { atol: 1e-7, rtol: 1e-6 },
  sizes: (parts: Part[]) => ({ W: parts.length, N: parts.reduce((sum, { n }) => sum + n, 0) }),
});
