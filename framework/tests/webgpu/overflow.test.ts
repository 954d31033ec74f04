// Whole numbers beyond int32 on the GPU in Node: refused by the op's name where numbers are next read back; at the border computed rightly.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startNodeGpu } from '../../cli/nodeGpu.ts';
import { einsum, outer, scope, shutdownWebgpu, type Tensor, tensor, webgpuSettled } from '../../index.ts';

beforeAll(async () => {
  await startNodeGpu();
});
afterAll(shutdownWebgpu);

const ints = (list: number[] | number[][], device: 'cpu' | 'webgpu' = 'webgpu'): Tensor =>
  tensor(list, { dtype: 'int32', device });
const MOST = 2 ** 31 - 1;
const LEAST = -(2 ** 31);

type Case = readonly [
  name: string,
  run: (a: Tensor, b: Tensor) => Tensor,
  beyond: readonly [number[], number[]],
  within: readonly [number[], number[]],
];

// biome-ignore format: a table
const cases: readonly Case[] = [
  ['add', (a, b) => a.add(b), [[MOST], [1]], [[MOST - 1, LEAST + 1], [1, -1]]],
  ['sub', (a, b) => a.sub(b), [[LEAST], [1]], [[LEAST + 1, MOST], [1, 0]]],
  ['mul', (a, b) => a.mul(b), [[65536], [32768]], [[46340, -65536], [46340, 32768]]],
  ['mul', (a, b) => a.mul(b), [[65536], [65536]], [[65535], [-32768]]],
  ['neg', (a) => a.neg(), [[LEAST], []], [[LEAST + 1, MOST], []]],
  ['abs', (a) => a.abs(), [[LEAST], []], [[LEAST + 1, MOST], []]],
  ['square', (a) => a.square(), [[46341], []], [[46340, -46340], []]],
  ['sum', (a) => a.sum(), [[MOST, 1], []], [[MOST, 1, -2, -5], []]],
  ['sum', (a) => a.sum(0), [[LEAST, LEAST], []], [[LEAST, LEAST, MOST, MOST], []]],
  ['prod', (a) => a.prod(), [[65536, 65536], []], [[65536, 65536, 0], []]],
  ['cumsum', (a) => a.cumsum(0), [[MOST, 1, -1], []], [[MOST, -1, 1], []]],
  ['cumprod', (a) => a.cumprod(0), [[46341, 46341, 0], []], [[46340, 46340, 0], []]],
  ['matmul', (a, b) => a.matmul(b), [[65536, 1], [32768, 1]], [[65536, 1], [32768, -1]]],
  ['outer', (a, b) => outer(a, b), [[65536], [32768]], [[46340], [46340]]],
  ['matmul', (a, b) => einsum('i,i->', a, b), [[65536, 1], [32768, 1]], [[65536, 1], [32768, -1]]],
  ['scatterAdd', (a, b) => a.scatterAdd(0, a.mul(0), b), [[MOST], [1]], [[MOST - 1], [1]]],
];

describe('whole numbers beyond int32 on the GPU', () => {
  it.each(cases)('%s', async (name, run, beyond, within) => {
    const refused = new RegExp(`^${name}: .*no number of int32`);
    expect(() => run(ints(beyond[0], 'cpu'), ints(beyond[1], 'cpu'))).toThrow(/no number of int32/);
    await expect(run(ints(beyond[0]), ints(beyond[1])).data()).rejects.toThrow(refused);
    const right = run(ints(within[0], 'cpu'), ints(within[1], 'cpu')).dataSync();
    expect(await run(ints(within[0]), ints(within[1])).data()).toEqual(right);
  });

  it('from floats that are NaN or too large', async () => {
    const at = (value: number): Tensor => tensor([1, value], { device: 'webgpu' }).to('int32');
    for (const value of [Number.NaN, 2 ** 31, -(2 ** 32), Number.POSITIVE_INFINITY]) {
      await expect(at(value).data()).rejects.toThrow(/^to: .*int32/);
    }
    expect(await at(LEAST).data()).toEqual(Int32Array.of(1, LEAST));
    expect(await at(-2.9).data()).toEqual(Int32Array.of(1, -2));
  });

  it('written from the CPU', () => {
    expect(() => ints([1]).copyFrom_([2 ** 31])).toThrow(/copyFrom_: .*int32/);
  });

  it('remainders by 0', async () => {
    await expect(
      ints([1, 2])
        .remainder(ints([1, 0]))
        .data(),
    ).rejects.toThrow(/remainder: .* by 0/);
    expect(
      await ints([5, -5])
        .remainder(ints([3, 3]))
        .data(),
    ).toEqual(Int32Array.of(2, 1));
  });

  it('are told once, at the next reading of anything, also when their own memory is gone', async () => {
    const other = tensor([3], { device: 'webgpu' });
    scope(() => void ints([MOST]).add(1));
    ints([1]).add(1); // in order: the flag stays
    await expect(other.item()).rejects.toThrow(/^add: /);
    expect(await other.item()).toBe(3);
    ints([MOST]).add(1);
    await expect(webgpuSettled()).rejects.toThrow(/^add: /);
    await webgpuSettled();
  });
});

afterEach(() => webgpuSettled());
