import { between, vector } from '../cases/draw.ts';
import { call, optimizerSteps, read, set } from '../cases/scripts.ts';
import { defineExercise, known, trap } from '../grader/define.ts';
import type { Step } from '../grader/sandbox/values.ts';

/** The velocity unrolled: v_t = Σ μ^(t−k) g_k, instance by instance. */
function unrolled([lr, momentum]: readonly [number, number], script: readonly Step[]) {
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
    return theta.map(
      (value, i) => value - rates[on]! * all.reduce((sum, g, k) => sum + momentum ** (all.length - 1 - k) * g[i]!, 0),
    );
  });
}

export default defineExercise({
  kind: 'class',
  name: 'Momentum',
  args: ['[lr, momentum]', 'script'],
  answer: 'steps',
  keepsArguments: true,
  cases: [
    // v = 1, 1.5, 1.75
    known('by-hand', 'three steps you can work out by hand', [
      [0.1, 0.5],
      [call('step', [[1], [1]]), call('step', [[1], [1]]), call('step', [[1], [1]])],
    ]),
    known('ten-steps', 'ten steps on three parameters, random', (random) => [
      [between(random, 0.01, 0.5), 0.9],
      optimizerSteps(random, 10, 3),
    ]),
    trap('no-momentum', 'momentum 0: plain gradient descent', (random) => [[0.1, 0], optimizerSteps(random, 4, 2)]),
    trap('new-rate', 'the learning rate is changed before step 4', (random) => {
      const steps = optimizerSteps(random, 6, 2);
      return [
        [0.5, 0.8],
        [read('lr'), ...steps.slice(0, 3), set('lr', 0.05), ...steps.slice(3), read('lr')],
      ];
    }),
    trap('two-instances', 'two instances in turn', (random) => [
      [0.2, 0.7],
      Array.from({ length: 6 }, (_, i) => call('step', [vector(random, 3), vector(random, 3)], i % 2)),
    ]),
    trap('large', 'parameters and gradients a thousand times larger', (random) => [
      [0.01, 0.95],
      optimizerSteps(random, 10, 2, 1000),
    ]),
  ],
  truth: unrolled,
});
