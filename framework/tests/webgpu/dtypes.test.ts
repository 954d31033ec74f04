// Every op on every dtype on the GPU in Node: the same values as PyTorch, the same refusals. Overflow: overflow.test.ts.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startNodeGpu } from '../../cli/nodeGpu.ts';
import { shutdownWebgpu } from '../../kernels/webgpu/device.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { cases, type DTypeCase, rightOf, run, treatmentOf } from '../dtypeCases.ts';
import { mismatch } from '../golden/mismatch.ts';

beforeAll(async () => {
  await startNodeGpu();
});
afterAll(shutdownWebgpu);

const close = { relative: 1e-4, absolute: 1e-5 };
const onGpu = (x: Tensor): Tensor => (x.dtype === 'float64' ? x.to('float32') : x).to('webgpu');

/** A GPU cannot say how many there are. */
const needsReading = ({ op }: DTypeCase): boolean => op === 'nonzero' || op === 'maskedSelect';

describe('every op on every dtype (webgpu)', () => {
  const placed = cases.filter((one) => !needsReading(one));
  it.each(placed.map((one) => [`${one.op} ${one.dtypes.join(', ')}`, one] as const))('%s', async (_title, one) => {
    if (treatmentOf(one) === 'refused') {
      expect(() => run(one, onGpu)).toThrow(ChalkgradError);
      return;
    }
    const right = rightOf(one);
    const got = run(one, onGpu).slice(0, right.length);
    for (const [i, y] of got.entries()) {
      const { dtype, data } = right[i]!;
      if (dtype !== null) expect(y.dtype).toBe(dtype);
      const wrong = mismatch(await y.data(), data, y.shape, close);
      expect(wrong, wrong ?? '').toBeNull();
    }
  });
});
