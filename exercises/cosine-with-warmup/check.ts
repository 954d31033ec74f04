import { between, whole } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

/** ½ (1 + cos a) is cos² (a/2). */
const fall = (share: number): number => Math.cos((Math.PI / 2) * share) ** 2;

export default defineExercise({
  kind: 'function',
  name: 'rateAt',
  args: ['step', 'total', 'warmup', 'peak'],
  answer: 'rate',
  cases: [
    known('half-way', 'half of the way down: half of the peak', [60, 100, 20, 0.4]),
    known('random', 'somewhere on the way down', (random) => [whole(random, 30, 90), 100, 10, between(random, 0.1, 1)]),
    known('rising', 'somewhere on the way up', (random) => [whole(random, 1, 8), 100, 10, between(random, 0.1, 1)]),
    trap('first', 'the very first step', [0, 100, 10, 0.3]),
    trap('last-of-warmup', 'the last step of the warm-up: the peak', (random) => [9, 100, 10, between(random, 0.1, 1)]),
    trap('first-of-fall', 'the step after it: still the peak', [10, 100, 10, 0.5]),
    trap('quarter', 'a quarter of the way down', [200, 500, 100, 1]),
    trap('no-warmup', 'no warm-up at all', (random) => [whole(random, 0, 39), 40, 0, between(random, 0.1, 1)]),
    trap('end', 'at the end: 0', [100, 100, 10, 0.3]),
    trap('short', 'two steps in all, one of them warm-up', [1, 2, 1, 0.1]),
  ],
  tolerance: { atol: 1e-12, rtol: 1e-9 },
  truth: (step: number, total: number, warmup: number, peak: number) =>
    step < warmup ? peak * ((step + 1) / warmup) : peak * fall((step - warmup) / (total - warmup)),
  sizes: (_step: number, total: number, warmup: number) => ({ total, warmup }),
});
