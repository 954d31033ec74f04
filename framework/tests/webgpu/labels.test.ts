// Labels, targets and indices on the GPU in Node: nobody waits to look at them, so the kernel that reads them does, and those outside are
// refused by the op's name where numbers are next read back. Right ones raise nothing, and cost no kernel.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startNodeGpu } from '../../cli/nodeGpu.ts';
import {
  bce,
  bceWithLogits,
  ChalkgradError,
  crossEntropy,
  embedding,
  hinge,
  nll,
  oneHot,
  shutdownWebgpu,
  type Tensor,
  tensor,
  webgpuCounts,
  webgpuSettled,
  zeros,
} from '../../index.ts';

type Place = 'cpu' | 'webgpu';

beforeAll(async () => {
  await startNodeGpu();
});
afterAll(shutdownWebgpu);
afterEach(() => webgpuSettled()); // no flag is left

const floats = (list: number[] | number[][], device: Place): Tensor => tensor(list, { device });
const ints = (list: number[] | number[][], device: Place): Tensor => tensor(list, { dtype: 'int32', device });

type Case = readonly [
  name: string,
  run: (given: readonly number[], device: Place) => Tensor,
  right: readonly number[],
  wrong: readonly (readonly number[])[],
  /** Of the CPU's message, without the number itself. */
  words: RegExp,
  hint: RegExp,
];

const scores = (device: Place): Tensor =>
  floats(
    [
      [1, 2, 3],
      [0, -1, 1],
      [2, 0, 0],
    ],
    device,
  );
const wide = (device: Place): Tensor => zeros([3, 100], { device }).add(floats([[1], [2], [3]], device));
const pairs = (list: readonly number[]): number[][] => list.map((i) => [i]);
const picked = /index .*outside axis 1 of \[3, 3\]/;
const upToTwo = /indices run from 0 to 2\./;
const manyRows = (device: Place): Tensor => zeros([80, 3], { device });
const manyIndices = (list: readonly number[], device: Place): Tensor =>
  ints(
    Array.from({ length: 80 }, (_, i) => [list[i % 3]!]),
    device,
  );
const weight = (device: Place): Tensor => floats([1, 2, 3], device);
const classes = /target.* is not one of the 3 classes \(logits \[3, 3\]\)/;
const classHint = /class indices run from 0 to 2; labels that start at 1/;
const shares = /target.* does not lie between 0 and 1/;
const shareHint = /targets are 0 for no, 1 for yes/;
const values = [0.5, -1, 2];

const cases: readonly Case[] = [
  [
    'crossEntropy',
    (t, on) => crossEntropy(scores(on), ints([...t], on)),
    [2, 0, -100],
    [
      [3, 0, 1],
      [0, -1, 1],
    ],
    classes,
    classHint,
  ],
  [
    'crossEntropy',
    (t, on) => crossEntropy(scores(on), ints([...t], on), { weight: weight(on) }),
    [2, -100, 1],
    [[1, 2, 3]],
    classes,
    classHint,
  ],
  [
    'crossEntropy',
    (t, on) => crossEntropy(scores(on), ints([...t], on), { labelSmoothing: 0.1 }),
    [2, 0, 1],
    [[1, 2, 7]],
    classes,
    classHint,
  ],
  [
    'crossEntropy',
    (t, on) => crossEntropy(wide(on), ints([...t], on)),
    [2, 99, 1],
    [[1, 2, 100]],
    /not one of the 100 classes/,
    /0 to 99/,
  ],
  [
    'crossEntropy',
    (t, on) => crossEntropy(scores(on), ints([...t], on), { ignoreIndex: 9 }),
    [2, 9, 1],
    [[1, 2, -100]],
    classes,
    classHint,
  ],
  [
    'nll',
    (t, on) => nll(scores(on), ints([...t], on)),
    [2, 0, -100],
    [
      [3, 0, 1],
      [0, -1, 1],
    ],
    classes,
    classHint,
  ],
  [
    'nll',
    (t, on) => nll(scores(on), ints([...t], on), { weight: weight(on) }),
    [2, 0, 1],
    [[1, 2, 3]],
    classes,
    classHint,
  ],
  [
    'bce',
    (t, on) => bce(floats(values, on).sigmoid(), floats([...t], on)),
    [0, 1, 0.3],
    [
      [-1, 1, 1],
      [1, 2, 1],
    ],
    shares,
    shareHint,
  ],
  [
    'bce',
    (p, on) => bce(floats([...p], on), floats([0, 1, 1], on)),
    [0, 1, 0.5],
    [
      [1.5, 1, 1],
      [-0.5, 1, 1],
    ],
    /is not a probability/,
    /apply sigmoid first/,
  ],
  [
    'bceWithLogits',
    (t, on) => bceWithLogits(floats(values, on), floats([...t], on)),
    [1 + 1e-6, 1, 0],
    [
      [-1, 1, 1],
      [1, 2, 1],
    ],
    shares,
    shareHint,
  ],
  [
    'hinge',
    (t, on) => hinge(floats(values, on), floats([...t], on)),
    [-1, 1, 1],
    [
      [0, 1, 1],
      [1, 2, 1],
    ],
    /side.* is neither -1 nor 1/,
    /sides are -1 and 1/,
  ],
  [
    'oneHot',
    (i, on) => oneHot(ints([...i], on), 3),
    [2, 0, 1],
    [
      [3, 0, 1],
      [0, -1, 1],
    ],
    /index.* of \[3\] is not one of 3 classes/,
    upToTwo,
  ],
  [
    'embedding',
    (i, on) => embedding(ints([...i], on), scores(on)),
    [2, 0, 2],
    [
      [3, 0, 1],
      [0, -1, 1],
    ],
    /index.* is outside axis 0 of \[3, 3\]/,
    upToTwo,
  ],
  [
    'indexSelect',
    (i, on) => scores(on).indexSelect(1, ints([...i], on)),
    [2, 0, 2],
    [
      [3, 0, 1],
      [0, -1, 1],
    ],
    picked,
    upToTwo,
  ],
  [
    'gather',
    (i, on) => scores(on).gather(1, ints(pairs(i), on)),
    [2, 0, 2],
    [
      [3, 0, 1],
      [0, -1, 1],
    ],
    picked,
    upToTwo,
  ],
  [
    'gather',
    (i, on) =>
      ints([[1, 2, 3]], on)
        .expand([3, 3])
        .gather(1, ints(pairs(i), on)),
    [2, 0, 2],
    [[3, 0, 1]],
    picked,
    upToTwo,
  ],
  [
    'scatterAdd',
    (i, on) => scores(on).scatterAdd(1, ints(pairs(i), on), floats([[1], [2], [3]], on)),
    [2, 0, 2],
    [
      [3, 0, 1],
      [0, -1, 1],
    ],
    picked,
    upToTwo,
  ],
  [
    'scatterAdd',
    (i, on) => manyRows(on).scatterAdd(1, manyIndices(i, on), zeros([80, 1], { device: on })),
    [2, 0, 2],
    [
      [3, 0, 1],
      [0, -1, 1],
    ],
    /index .*outside axis 1 of \[80, 3\]/,
    upToTwo,
  ],
  [
    'scatter',
    (i, on) => scores(on).scatter(1, ints(pairs(i), on), 1),
    [2, 0, 2],
    [
      [3, 0, 1],
      [0, -1, 1],
    ],
    picked,
    upToTwo,
  ],
  [
    'scatterReduce',
    (i, on) => scores(on).scatterReduce(1, ints(pairs(i), on), floats([[1], [2], [3]], on), 'mean'),
    [2, 0, 2],
    [[3, 0, 1]],
    picked,
    upToTwo,
  ],
  [
    'scatterReduce',
    (i, on) =>
      scores(on).scatterReduce(1, ints(pairs(i), on), floats([[1], [2], [3]], on), 'amax', { includeSelf: false }),
    [2, 0, 2],
    [[0, -1, 1]],
    picked,
    upToTwo,
  ],
];

const refusal = async (made: Promise<unknown>): Promise<ChalkgradError> => {
  const error: unknown = await made.then(
    () => null,
    (caught: unknown) => caught,
  );
  expect(error).toBeInstanceOf(ChalkgradError);
  return error as ChalkgradError;
};

describe('what lies outside, on the GPU', () => {
  it.each(cases)('%s', async (name, run, right, wrong, words, hint) => {
    const expected = [...run(right, 'cpu').dataSync()];
    const got = [...(await run(right, 'webgpu').data())];
    got.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 5);
    });
    for (const given of wrong) {
      const here = await refusal(Promise.resolve().then(() => run(given, 'cpu')));
      const there = await refusal(run(given, 'webgpu').data());
      for (const { message } of [here, there]) expect(message).toMatch(words);
      expect(there.message.startsWith(`${name}: `)).toBe(true);
      for (const error of [here, there]) expect(error.hint).toMatch(hint);
      expect(there.hint).toBe(here.hint);
    }
  });

  it('is told once, at the next reading of anything, and by waiting', async () => {
    const other = floats([3], 'webgpu');
    crossEntropy(scores('webgpu'), ints([0, 5, 1], 'webgpu'));
    crossEntropy(scores('webgpu'), ints([0, 1, 1], 'webgpu')); // in order: the flag stays
    await expect(other.item()).rejects.toThrow(/^crossEntropy: a target/);
    expect(await other.item()).toBe(3);
    oneHot(ints([4], 'webgpu'), 4);
    await expect(webgpuSettled()).rejects.toThrow(/^oneHot: an index/);
    await webgpuSettled();
  });

  it('names the first of several, and the way back does not hide it', async () => {
    const table = scores('webgpu').requiresGrad_();
    embedding(ints([1, 3], 'webgpu'), table)
      .sum()
      .backward();
    await expect(table.grad!.data()).rejects.toThrow(/^embedding: an index is outside axis 0/);
  });

  it('NaN among targets is no slip: the loss is NaN, as on the CPU', async () => {
    const z = [0.5, 1];
    for (const on of ['cpu', 'webgpu'] as const) {
      expect(await bceWithLogits(floats(z, on), floats([Number.NaN, 1], on)).item()).toBeNaN();
      expect(await hinge(floats(z, on), floats([Number.NaN, 1], on)).item()).toBeNaN();
    }
  });

  it('looking takes no kernel and no submit of its own', async () => {
    const [x, t] = [scores('webgpu'), ints([0, 2, 1], 'webgpu')];
    const counted = async (run: () => Tensor): Promise<{ dispatches: number; submits: number }> => {
      await run().data(); // compiled, and its flags made
      const before = webgpuCounts();
      await run().data();
      const after = webgpuCounts();
      return { dispatches: after.dispatches - before.dispatches, submits: after.submits - before.submits };
    };
    expect(await counted(() => x.gather(1, t.unsqueeze(1)))).toEqual({ dispatches: 1, submits: 1 });
    expect(await counted(() => x.crossEntropy(t, { reduction: 'none' }))).toEqual({ dispatches: 5, submits: 1 }); // which count (3), the loop, those alone
  });

  it('more kinds than there are words still raise an error', async () => {
    const x = zeros([1, 400], { device: 'webgpu' });
    const two = ints([[2]], 'webgpu');
    for (let n = 3; n < 300; n++) x.slice(1, 0, n).gather(1, two);
    x.slice(1, 0, 2).gather(1, two);
    await expect(x.data()).rejects.toThrow(/index, a label or a target outside its range/);
    expect((await x.data()).length).toBe(400);
  });
});
