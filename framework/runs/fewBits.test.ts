// Few bits a weight: the run learns as it would, and its examination is that of the rounded network. Resumed with less, it learns otherwise.

import { beforeAll, describe, expect, it } from 'vitest';
import { fit, type KnobValues, listen, loadSimd, noGrad } from '../index.ts';
import { Generator } from '../tensor/random.ts';
import { hashParameters } from '../train/state.ts';
import { digitsCnn, digitsNetwork } from './digitsCnn.ts';
import { quantise, quantised } from './quantise.ts';

beforeAll(async () => {
  await loadSimd();
});

describe('quantise', () => {
  it('lands the largest on the largest whole number, and rounds the others', () => {
    const { q, scale } = quantise(
      [
        [0.4, -1, 0.2],
        [0, 0, 0],
      ],
      3,
    );
    expect(scale[0]).toBeCloseTo(1 / 3, 12);
    expect([...Array.from(q[0]!)]).toEqual([1, -3, 1]);
    expect([scale[1], ...Array.from(q[1]!)]).toEqual([1, 0, 0, 0]);
  });

  it('gives rows their own scale, or all of them one', () => {
    const values = [1, 0.5, 0.01, 0.005];
    expect([...quantised(values, [2, 2], 2, 'tensor')]).toEqual([1, 1, 0, 0]);
    expect([...quantised(values, [2, 2], 2, 'channel')]).toEqual([1, 1, 0.01, 0.01].map(Math.fround));
  });
});

async function run(knobs: KnobValues) {
  const setup = await digitsCnn.build({ seed: 7, examples: 96, testExamples: 60, epochs: 2, knobs });
  const seen: string[] = [];
  const stop = listen((event) => {
    if (event.type === 'observed') seen.push(event.name);
  });
  try {
    for await (const _ of fit(setup, { validate: false }));
  } finally {
    stop();
  }
  return { setup, seen, hash: hashParameters(setup), examined: setup.evaluate() };
}

describe('the knobs bits and per', () => {
  it('leave what is learned alone, and change what is examined', async () => {
    const [plain, two, twoEach] = [await run({}), await run({ bits: 2 }), await run({ bits: 2, per: 'channel' })];
    expect(two.hash).toBe(plain.hash);
    expect(twoEach.hash).toBe(plain.hash);
    expect(new Set([plain, two, twoEach].map(({ examined }) => examined['loss'])).size).toBe(3);
    expect(plain.seen).not.toContain('inFewBits');
    expect(two.seen.filter((name) => name === 'inFewBits')).toHaveLength(6);

    // By hand: the same network with its kernels and its matrix rounded, its biases as they are.
    const twin = digitsNetwork(new Generator(1));
    const theirs = twin.stateDict();
    noGrad(() => {
      for (const [name, own] of Object.entries(plain.setup.model.stateDict()))
        theirs[name]!.copyFrom_(
          name.endsWith('bias') ? own.dataSync() : quantised(own.dataSync(), own.shape, 2, 'tensor'),
        );
      plain.setup.model.loadStateDict(twin.stateDict());
    });
    expect(plain.setup.evaluate()).toEqual(two.examined);
    expect(two.hash).not.toBe(hashParameters(plain.setup));
  });

  it('work beside batch norm and dropout, whose memories the rounded network shares', async () => {
    const knobs = { norm: 'batch', dropout: 0.2 };
    const [plain, eight] = [await run(knobs), await run({ ...knobs, bits: 16 })];
    expect(eight.hash).toBe(plain.hash);
    expect(eight.examined['loss']).toBeCloseTo(plain.examined['loss']!, 2);
    expect(eight.examined['loss']).not.toBe(plain.examined['loss']);
  });
});

describe('the knob resumeWith', () => {
  const knobs = { optimizer: 'adam', dropout: 0.2 };

  it('takes away more with each word, and nothing with the last', async () => {
    const hashes = [];
    for (const resumeWith of ['weights', 'optimizer', 'random', 'cursor'])
      hashes.push((await run({ ...knobs, resumeWith })).hash);
    expect(new Set(hashes).size).toBe(4);
    expect(hashes[3]).toBe((await run(knobs)).hash);
  });
});
