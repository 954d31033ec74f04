import type { Generator } from '#framework';
import { centralDifferences, differenceTolerance } from '../cases/differences.ts';
import { matrix } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

type Rows = number[][];

/** Self-attention: q and k [L, D], v and the gradient [L, E]. */
const layer = (random: Generator, L: number, D: number, E: number, std = 1) => [
  matrix(random, L, D, std),
  matrix(random, L, D, std),
  matrix(random, L, E, std),
  matrix(random, L, E, std),
];

/** Σ grad · attention(q, k, v), weight by weight. */
function total(q: Rows, k: Rows, v: Rows, grad: Rows): number {
  const scale = q[0]!.length ** -0.5;
  let sum = 0;
  for (const [i, query] of q.entries()) {
    let [above, below] = [0, 0];
    for (const [j, key] of k.entries()) {
      let score = 0;
      for (const [d, value] of query.entries()) score += value * key[d]! * scale;
      let worth = 0;
      for (const [e, slope] of grad[i]!.entries()) worth += slope * v[j]![e]!;
      above += Math.exp(score) * worth;
      below += Math.exp(score);
    }
    sum += above / below;
  }
  return sum;
}

export default defineExercise({
  kind: 'function',
  name: 'attentionBackward',
  args: ['q', 'k', 'v', 'grad'],
  answer: 'gradients',
  keepsArguments: true,
  cases: [
    known('two-places', 'two places, one feature', [[[1], [-1]], [[2], [0]], [[1], [3]], [[1], [0]]]), // biome-ignore format: one line reads better
    known('random', 'three places, two features, four outputs', (random) => layer(random, 3, 2, 4)),
    trap('square', 'as many places as features as outputs', (random) => layer(random, 3, 3, 3)),
    trap('wide', 'two places, five features, one output', (random) => layer(random, 2, 5, 1)),
    trap('one-place', 'a single place', (random) => layer(random, 1, 3, 2)),
    trap('sharp', 'one weight is nearly everything', (random) => layer(random, 4, 3, 2, 2)),
  ],
  repeats: 1,
  truth: (q: Rows, k: Rows, v: Rows, grad: Rows) => ({
    q: centralDifferences((at) => total(at, k, v, grad), q),
    k: centralDifferences((at) => total(q, at, v, grad), k),
    v: centralDifferences((at) => total(q, k, at, grad), v),
  }),
  truthTolerance: differenceTolerance,
  sizes: (q: Rows) => ({ L: q.length, D: q[0]!.length }),
});
