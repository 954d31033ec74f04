// The same proof in Chromium: ops, kernels, traps, ladder and training. The page starts its GPU by itself, without Node's package.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  describeAdapter,
  shutdownWebgpu,
  startWebgpu,
  type Tensor,
  tensor,
  useBackend,
  webgpuStatus,
} from '../../index.ts';
import { describeKernels } from './kernelSuite.ts';
import { describeLadder } from './ladderSuite.ts';
import { describeOps } from './opSuite.ts';
import { describeTraining } from './trainingSuite.ts';
import { describeTraps } from './trapSuite.ts';

beforeAll(async () => {
  await startWebgpu();
});
afterAll(shutdownWebgpu);

describe('a page', () => {
  it('finds an adapter by itself, says what it is, and computes on it', async () => {
    expect(webgpuStatus()).toEqual({ available: true, reason: '' });
    expect(describeAdapter()!.limits['maxBufferSize']).toBeGreaterThanOrEqual(2 ** 28);
    useBackend('webgpu');
    expect(await tensor([1, 2, 3]).square().sum().item()).toBe(14);
    useBackend('reference');
  });
});

describe('whole numbers beyond int32', () => {
  const ints = (list: number[]): Tensor => tensor(list, { dtype: 'int32', device: 'webgpu' });
  it.each<[name: string, run: (a: Tensor) => Tensor, beyond: number[], within: number[], right: number[]]>([
    ['add', (a) => a.add(a), [2 ** 30, 1], [2 ** 30 - 1, -(2 ** 30)], [2 ** 31 - 2, -(2 ** 31)]],
    ['sum', (a) => a.sum(0, { keepdim: true }), [2 ** 31 - 1, 1], [2 ** 31 - 1, -1], [2 ** 31 - 2]],
  ])('%s: refused by name at the next reading, and right at the border', async (name, run, beyond, within, right) => {
    await expect(run(ints(beyond)).data()).rejects.toThrow(new RegExp(`^${name}: .*no number of int32`));
    expect([...(await run(ints(within)).data())]).toEqual(right);
  });
});

describe('a worker', () => {
  it('finds an adapter of its own', async () => {
    const worker = new Worker(new URL('./gpu.worker.ts', import.meta.url), { type: 'module' });
    const answer = await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
    });
    worker.terminate();
    expect(answer).toEqual({ description: describeAdapter()!.description, sum: 14 });
  });
});

describeOps();
describeKernels();
describeTraps();
describeLadder();
describeTraining(300);
