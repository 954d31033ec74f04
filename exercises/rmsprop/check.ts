import { between, vector } from '../cases/draw.ts';
import { call, optimizerSteps, read, set } from '../cases/scripts.ts';
import { defineExercise, known, trap } from '../grader/define.ts';
import type { Step } from '../grader/sandbox/values.ts';

/** The running mean unrolled: s_t = (1 − α) Σ α^(t−k) g_k², instance by instance. */
function unrolled([lr, alpha, eps]: readonly [number, number, number], script: readonly Step[]) {
  const rates = [lr, lr];
  const gradients: number[][][] = [[], []];
  return script.map((step) => {
    const on = step.on ?? 0;
    if ('read' in step) return rates[on]!;
    if ('set' in step) {
      rates[on] = step.to as number;
      return null;
    }
    const [theta, grad] = step.with as [number[], number[]];
    const all = gradients[on]!;
    all.push(grad);
    const meanSquare = (i: number): number =>
      (1 - alpha) * all.reduce((sum, g, k) => sum + alpha ** (all.length - 1 - k) * g[i]! ** 2, 0);
    return theta.map((value, i) => value - (rates[on]! * grad[i]!) / (Math.sqrt(meanSquare(i)) + eps));
  });
}

const usual = [0.1, 0.9, 1e-8];

export default defineExercise({
  kind: 'class',
  name: 'RMSprop',
  args: ['[lr, alpha, eps]', 'script'],
  answer: 'steps',
  keepsArguments: true,
  cases: [
    // s = 0.1 · 9, and 3 / √0.9 is the same as 500 / √25000
    known('first-step', 'the first step: every number steps equally far', [
      usual,
      [
        call('step', [
          [1, 1, 1],
          [3, -0.02, 500],
        ]),
      ],
    ]),
    known('ten-steps', 'ten steps on three parameters, random', (random) => [
      [between(random, 0.01, 0.5), 0.8, 1e-8],
      optimizerSteps(random, 10, 3),
    ]),
    trap('tiny', 'gradients near 1e-9, where ε decides', (random) => [
      usual,
      optimizerSteps(random, 5, 2).map((_, i) => call('step', [vector(random, 2), [1e-9 * (i + 1), -3e-9]])),
    ]),
    trap('zero', 'a gradient of 0 between others', (random) => {
      const steps = optimizerSteps(random, 4, 2);
      return [
        usual,
        [
          ...steps.slice(0, 2),
          call('step', [
            [1, 2],
            [0, 0],
          ]),
          ...steps.slice(2),
        ],
      ];
    }),
    trap('scaled', 'parameters and gradients a thousand times larger', (random) => [
      usual,
      optimizerSteps(random, 10, 2, 1000).map((step, i) => (i % 2 === 0 ? step : call('step', [vector(random, 2, 1000), vector(random, 2, 1000)]))), // biome-ignore format: one line reads better
    ]),
    trap('two-instances', 'two instances in turn', (random) => [
      usual,
      Array.from({ length: 6 }, (_, i) => call('step', [vector(random, 3), vector(random, 3)], i % 2)),
    ]),
    trap('new-rate', 'the learning rate is changed before step 4', (random) => {
      const steps = optimizerSteps(random, 6, 2);
      return [usual, [read('lr'), ...steps.slice(0, 3), set('lr', 0.01), ...steps.slice(3), read('lr')]];
    }),
  ],
  truth: unrolled,
});
