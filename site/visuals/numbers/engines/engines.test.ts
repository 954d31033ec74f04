// What lesson 10 says of right and wrong engines, on the run itself.

import { beforeAll, describe, expect, it } from 'vitest';
import { loadSimd } from '#framework';
import { type Complaints, checkEngines, firstStep } from './checkEngine.ts';
import { firstAt, firstGradients, type Gradients, MISTAKES, type Mistake, PARAMETERS, trainEngine } from './engines.ts';

beforeAll(async () => {
  await loadSimd();
});

describe('two engines on the same moons', () => {
  it('the one that overwrites is first to 0.97 with seed 7, and last with seed 2', async () => {
    const reached = async (seed: number): Promise<(number | null)[]> =>
      Promise.all(
        ([null, 'grad-overwrite'] as const).map(async (id) => firstAt(await trainEngine(id, seed, 280), 0.97)),
      );
    expect(await reached(7)).toEqual([130, 111]);
    expect(await reached(2)).toEqual([116, 270]);
  }, 60_000);
});

describe('the gradients of the first step', () => {
  const sized = (by: Gradients, to: Gradients, name: (typeof PARAMETERS)[number]): number[] =>
    by[name].values.map((value, i) => value / to[name].values[i]!);

  it('with overwriting differ only below the skip; with a mean in place of a sum only the stretched ones, sixteen times', async () => {
    const [right, overwritten, averaged] = await Promise.all(
      ([null, 'grad-overwrite', 'unbroadcast-mean-not-sum'] as const).map(firstGradients),
    );
    for (const name of ['w3', 'b3', 'w2', 'b2'] as const) expect(overwritten![name]).toEqual(right![name]);
    for (const name of ['w1', 'b1'] as const) expect(overwritten![name]).not.toEqual(right![name]);
    for (const name of ['w3', 'w2', 'w1'] as const) expect(averaged![name]).toEqual(right![name]);
    for (const name of ['b3', 'b2', 'b1'] as const)
      for (const share of sized(averaged!, right!, name)) expect(share).toBeCloseTo(1 / 16, 5);
  });

  it('without a division are sixteen times too long, all of them', async () => {
    const [right, undivided] = [await firstGradients(null), await firstGradients('mean-not-divided')];
    for (const name of PARAMETERS) for (const share of sized(undivided, right, name)) expect(share).toBeCloseTo(16, 3);
  });

  it('of an engine that does not sum back are none: it ends with a sentence', async () => {
    await expect(firstGradients('no-unbroadcast')).rejects.toThrow(
      /add\.backward \(no-unbroadcast\) returned gradients/,
    );
  });
});

describe('three checks of an engine', () => {
  let seen: Readonly<Record<Mistake | 'right', Complaints>>;
  beforeAll(async () => {
    const found = await checkEngines([null, ...MISTAKES]);
    seen = Object.fromEntries(['right', ...MISTAKES].map((id, i) => [id, found[i]!])) as never;
  }, 60_000);

  it('ask thirteen ops, three of them transposes', async () => {
    const { ops } = await firstStep();
    expect([ops.length, ops.filter(({ op }) => op === 'transpose').length]).toEqual([13, 3]);
  });

  it('have nothing to say about the right one', () => {
    expect(seen.right).toEqual({ ones: [], random: [], whole: false });
  });

  it('an upstream of ones sleeps through a dropped upstream; a random one finds both bends', () => {
    expect(seen['upstream-dropped']).toEqual({ ones: [], random: ['h1', 'branch'], whole: true });
  });

  it('no op by itself is wrong where the sum of two users is', () => {
    expect(seen['grad-overwrite']).toEqual({ ones: [], random: [], whole: true });
  });

  it('the others are found by each, at the op that is wrong', () => {
    expect(seen['mean-not-divided']).toEqual({ ones: ['crossEntropy'], random: ['crossEntropy'], whole: true });
    for (const id of ['no-unbroadcast', 'unbroadcast-mean-not-sum'] as const)
      expect(seen[id].random.filter((label) => label !== 'h2')).toEqual(['a1.add', 'a2.add', 'z.add']);
    expect(seen['matmul-operand-not-transposed'].random).toEqual(['a2.matmul']);
    for (const id of MISTAKES) expect(seen[id].whole, id).toBe(true);
  });
});
