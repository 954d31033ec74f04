// On a GPU nobody waits to look at labels: those that a loss does not know make it NaN, which everybody sees.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startNodeGpu } from '../../cli/nodeGpu.ts';
import { bce, bceWithLogits, hinge, shutdownWebgpu, type Tensor, tensor } from '../../index.ts';

beforeAll(async () => {
  await startNodeGpu();
});
afterAll(shutdownWebgpu);

describe('labels on the GPU', () => {
  const values = [0.5, -1, 2];
  it.each([
    [
      'bce',
      (z: Tensor, t: Tensor) => bce(z.sigmoid(), t),
      [0, 1, 0.3],
      [
        [-1, 1, 1],
        [1, 2, 1],
      ],
    ],
    [
      'bceWithLogits',
      (z: Tensor, t: Tensor) => bceWithLogits(z, t),
      [1 + 1e-6, 1, 0],
      [
        [-1, 1, 1],
        [1, 2, 1],
      ],
    ],
    [
      'hinge',
      (z: Tensor, t: Tensor) => hinge(z, t),
      [-1, 1, 1],
      [
        [0, 1, 1],
        [1, 2, 1],
      ],
    ],
  ])('%s', async (_name, loss, right, wrong) => {
    const there = (list: number[]): Tensor => tensor(list, { device: 'webgpu' });
    const expected = loss(tensor(values), tensor(right)).itemSync();
    expect(await loss(there(values), there(right)).item()).toBeCloseTo(expected, 5);
    for (const labels of wrong) expect(await loss(there(values), there(labels)).item()).toBeNaN();
  });
});
