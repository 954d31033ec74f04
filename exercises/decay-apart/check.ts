import { between, vector } from '../cases/draw.ts';
import { call, optimizerSteps, read, set } from '../cases/scripts.ts';
import { defineExercise, known, trap } from '../grader/define.ts';
import type { Step } from '../grader/sandbox/values.ts';

/** The running means unrolled, as in `adam`; the weight is shrunk beside them. */
function unrolled(
  [lr, beta1, beta2, eps, decay]: readonly [number, number, number, number, number],
  script: readonly Step[],
) {
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
    const mean = (beta: number, i: number, power: number): number => {
      const weights = all.map((_, k) => beta ** (all.length - 1 - k));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      return all.reduce((sum, g, k) => sum + (weights[k]! / total) * g[i]! ** power, 0);
    };
    return theta.map(
      (value, i) =>
        value - rates[on]! * decay * value - (rates[on]! * mean(beta1, i, 1)) / (Math.sqrt(mean(beta2, i, 2)) + eps),
    );
  });
}

export default defineExercise({
  kind: 'class',
  name: 'AdamW',
  args: ['[lr, beta1, beta2, eps, weightDecay]', 'script'],
  answer: 'steps',
  keepsArguments: true,
  cases: [
    // 10 shrinks by 0.1 · 0.5 of itself, then Adam's first step takes 0.1
    known('by-hand', 'one step you can work out by hand', [
      [0.1, 0.9, 0.999, 1e-8, 0.5],
      [
        call('step', [
          [10, -10],
          [3, 3],
        ]),
      ],
    ]),
    known('ten-steps', 'ten steps on three parameters, random', (random) => [
      [between(random, 0.01, 0.5), 0.9, 0.99, 1e-8, between(random, 0.05, 0.5)],
      optimizerSteps(random, 10, 3),
    ]),
    trap('no-decay', 'weight decay 0: plain Adam', (random) => [
      [0.1, 0.9, 0.999, 1e-8, 0],
      optimizerSteps(random, 4, 2),
    ]),
    trap('no-gradient', 'gradients of 0: only the decay is left', (random) => [
      [0.2, 0.9, 0.999, 1e-8, 0.1],
      Array.from({ length: 3 }, () => call('step', [vector(random, 2), [0, 0]])),
    ]),
    trap('large-weights', 'weights a thousand times larger', (random) => [
      [0.05, 0.9, 0.99, 1e-8, 0.3],
      Array.from({ length: 8 }, () => call('step', [vector(random, 2, 1000), vector(random, 2)])),
    ]),
    trap('large-gradients', 'gradients a thousand times larger', (random) => [
      [0.05, 0.9, 0.99, 1e-8, 0.3],
      optimizerSteps(random, 8, 2, 1000),
    ]),
    trap('two-instances', 'two instances in turn', (random) => [
      [0.1, 0.9, 0.999, 1e-8, 0.2],
      Array.from({ length: 6 }, (_, i) => call('step', [vector(random, 3), vector(random, 3)], i % 2)),
    ]),
    trap('new-rate', 'the learning rate is changed before step 4', (random) => {
      const steps = optimizerSteps(random, 6, 2);
      return [
        [0.1, 0.9, 0.999, 1e-8, 0.4],
        [read('lr'), ...steps.slice(0, 3), set('lr', 0.01), ...steps.slice(3), read('lr')],
      ];
    }),
  ],
  truth: unrolled,
});
