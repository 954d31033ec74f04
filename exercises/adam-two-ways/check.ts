import type { Generator } from '#framework';
import { between, decimal } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';
import type { AdamOptions, AdamState } from './solution.ts';

const usual = { lr: 0.1, beta1: 0.9, beta2: 0.999 };
const torch = { ...usual, eps: 1e-8, style: 'torch' };
const keras = { ...usual, eps: 1e-7, style: 'keras' };
const none = { m: 0, v: 0, t: 0 };

const options = (random: Generator, style: string, eps: number) => ({
  lr: between(random, 0.01, 0.5),
  beta1: 0.9,
  beta2: 0.99,
  eps,
  style,
});

/** A state that gradients of this size have left. */
const state = (random: Generator, size: number) => ({
  m: size * between(random, 0.2, 0.8),
  v: size * size * between(random, 0.05, 0.5),
  t: 1 + random.integer(9),
});

export default defineExercise({
  kind: 'function',
  name: 'adamUpdate',
  args: ['g', 's', 'o'],
  answer: 'step',
  keepsArguments: true,
  cases: [
    known('first-torch', 'the first step, as in PyTorch', [4, none, torch]),
    known('first-keras', 'the first step, as in Keras', [4, none, keras]),
    known('later-torch', 'a later step, as in PyTorch', (random) => [
      decimal(random),
      state(random, 1),
      options(random, 'torch', 0.1),
    ]),
    known('later-keras', 'a later step, as in Keras', (random) => [
      decimal(random),
      state(random, 1),
      options(random, 'keras', 0.1),
    ]),
    trap('tiny-torch', 'a gradient of 1e-9, as in PyTorch', [1e-9, none, { ...torch, eps: 1e-7 }]),
    trap('tiny-keras', 'a gradient of 1e-9, as in Keras', [1e-9, none, keras]),
    trap('zero', 'a gradient of 0, and no past', [0, none, keras]),
    trap('huge', 'a gradient of a million', (random) => [
      1e6 * between(random, 1, 2),
      state(random, 1e6),
      options(random, 'torch', 1e-8),
    ]),
    trap('negative', 'a negative gradient near ε, as in PyTorch', (random) => [
      -1e-7 * between(random, 0.5, 2),
      state(random, 1e-7),
      options(random, 'torch', 1e-7),
    ]),
    trap('negative-keras', 'a negative gradient near ε, as in Keras', (random) => [
      -1e-7 * between(random, 0.5, 2),
      state(random, 1e-7),
      options(random, 'keras', 1e-7),
    ]),
  ],
  // Of tiny gradients the squares count.
  tolerance: { atol: 1e-24, rtol: 1e-7 },
  // Over one denominator: the two differ in ε alone, by a factor of √(1 − β₂ᵗ).
  truth: (g: number, s: AdamState, { lr, beta1, beta2, eps, style }: AdamOptions) => {
    const t = s.t + 1;
    const [m, v] = [g + beta1 * (s.m - g), g * g + beta2 * (s.v - g * g)];
    const scale = Math.sqrt(1 - beta2 ** t);
    const root = Math.sqrt(v) + (style === 'torch' ? eps * scale : eps);
    return { delta: -(lr * scale * m) / (root * (1 - beta1 ** t)), m, v, t };
  },
});
