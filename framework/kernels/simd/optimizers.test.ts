// Optimizer steps in place, judged by the reference over several steps: dense and strided gradients, odd lengths, resident or not.

import { beforeAll, describe, expect, it } from 'vitest';
import type { DataBuffer } from '../../tensor/dtype.ts';
import { Views } from '../../tests/randomViews.ts';
import type { Kernels, Strided } from '../Kernels.ts';
import { reference } from '../reference/index.ts';
import { simd } from './index.ts';
import { startSimd } from './load.ts';

beforeAll(() => {
  expect(startSimd()).toBe(true);
});

type Update = (kernels: Kernels, buffers: readonly DataBuffer[], grad: Strided, step: number) => void;

const common = { lr: 0.01, eps: 1e-6, weightDecay: 0.1 };
const betas = { beta1: 0.9, beta2: 0.99 };

const updates: Readonly<Record<string, Update>> = {
  'sgd without momentum': (k, [p], g) =>
    k.sgdStep(p!, g, null, { ...common, momentum: 0, dampening: 0, nesterov: false, first: false }),
  'sgd with momentum': (k, [p, v], g, step) =>
    k.sgdStep(p!, g, v!, { ...common, momentum: 0.9, dampening: 0.2, nesterov: false, first: step === 1 }),
  'sgd after Nesterov': (k, [p, v], g, step) =>
    k.sgdStep(p!, g, v!, { ...common, momentum: 0.9, dampening: 0, nesterov: true, first: step === 1 }),
  adam: (k, [p, m, v], g, step) => k.adamStep(p!, g, m!, v!, { ...common, ...betas, decoupled: false, step }),
  adamW: (k, [p, m, v], g, step) => k.adamStep(p!, g, m!, v!, { ...common, ...betas, decoupled: true, step }),
  rmsprop: (k, [p, s], g) => k.rmspropStep(p!, g, s!, null, null, { ...common, alpha: 0.9, momentum: 0 }),
  'rmsprop, centred': (k, [p, s, m, v], g) =>
    k.rmspropStep(p!, g, s!, m!, v!, { ...common, alpha: 0.9, momentum: 0.8 }),
  adagrad: (k, [p, s], g) => k.adagradStep(p!, g, s!, common),
  adadelta: (k, [p, s, c], g) => k.adadeltaStep(p!, g, s!, c!, { ...common, rho: 0.9 }),
  nadam: (k, [p, m, v], g, step) =>
    k.nadamStep(p!, g, m!, v!, {
      ...common,
      ...betas,
      momentum: 0.85,
      nextMomentum: 0.87,
      momentumProduct: 0.85 ** step,
      step,
    }),
  lion: (k, [p, m], g) => k.lionStep(p!, g, m!, { lr: 0.01, weightDecay: 0.1, ...betas }),
};

describe.each([false, true])('resident: %s', (resident) => {
  it.each(Object.entries(updates))('%s', (name, update) => {
    const views = new Views(9);
    for (const n of [1, 3, 4, 7, 64, 129]) {
      const start = (scale: number): number[] => Array.from({ length: n }, () => scale * views.uniform(-1, 1));
      const first = start(1);
      const filled = (): DataBuffer[] => {
        const buffers = [first, ...[0, 0, 0].map(start)].map((values, i) => {
          const { memory } = views.view([n], 'dense', resident);
          memory.set(i === 0 ? first : values);
          return memory;
        });
        return buffers;
      };
      const [expected, got] = [filled(), filled()];
      for (let step = 1; step <= 4; step++) {
        const grad = views.view([n], views.pick(['dense', 'gapped', 'reversed']), resident);
        update(reference, expected, grad, step);
        update(simd, got, grad, step);
      }
      expected.forEach((buffer, which) => {
        buffer.forEach((x: number, i: number) => {
          const error = Math.abs(got[which]![i]! - x) / Math.max(1, Math.abs(x));
          expect(error, `${name}, n = ${n}, buffer ${which}, entry ${i}`).toBeLessThan(1e-5);
        });
      });
    }
  });
});
