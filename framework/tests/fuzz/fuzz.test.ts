// What fuzzing ever found is read again, and a few inputs of a fixed seed are tried. `npm run fuzz -- --seconds 60` tries many.

import { describe, expect, it } from 'vitest';
import type { Bytes } from '../../index.ts';
import type { FuzzTarget } from './FuzzTarget.ts';
import { targets } from './targets/index.ts';
import { corpusOf, inputOf, knownOf, tried } from './trial.ts';

const SEED = 20261129;
const INPUTS = 250;

async function complaints(
  target: FuzzTarget,
  inputs: Iterable<readonly [name: string, bytes: Bytes]>,
): Promise<string[]> {
  const found: string[] = [];
  for (const [name, bytes] of inputs) {
    const { kind, why } = await tried(target, bytes);
    if (kind === 'wrong') found.push(`${name}: ${why}`);
  }
  return found;
}

describe.each(targets.map((target) => [target.name, target] as const))('%s', (name, target) => {
  it('reads its own seeds', async () => {
    const seeds = await target.seeds();
    const outcomes = await Promise.all(seeds.map((bytes) => tried(target, bytes)));
    expect(outcomes.filter(({ kind }) => kind === 'wrong')).toEqual([]);
    expect(outcomes.some(({ kind }) => kind === 'read')).toBe(true);
  });

  it('stands what was ever found', async () => {
    expect(await complaints(target, corpusOf(name))).toEqual([]);
  });

  it('stands new damage: read, or refused with a hint, within its budgets', async () => {
    const known = await target.seeds();
    const inputs: [string, Bytes][] = [];
    for (let i = 0; i < INPUTS; i++) inputs.push([`input ${i}`, await inputOf(target, known, SEED, i)]);
    expect(await complaints(target, inputs)).toEqual([]);
    expect(await knownOf(target)).toHaveLength(known.length + corpusOf(name).length);
  });
});

describe('the fuzzer itself', () => {
  const broken = (read: FuzzTarget['read'], more: Partial<FuzzTarget> = {}): FuzzTarget => ({
    name: 'broken',
    seeds: () => [Uint8Array.of(1, 2, 3, 4)],
    read,
    ...more,
  });

  it('finds another exception, a refusal without a hint, a loop and a flood', async () => {
    const typeError = broken((bytes) => (bytes[9] as unknown as Bytes).length);
    expect(await tried(typeError, Uint8Array.of(1))).toMatchObject({
      kind: 'wrong',
      why: expect.stringMatching(/TypeError/),
    });
    const slow = broken(
      () => {
        const end = performance.now() + 300;
        while (performance.now() < end);
      },
      { mostMs: 20 },
    );
    expect(await tried(slow, Uint8Array.of(1))).toMatchObject({
      kind: 'wrong',
      why: expect.stringMatching(/^took \d+ ms/),
    });
    const flood = broken(() => new Uint8Array(2 ** 28).fill(1), { mostBytes: 2 ** 24, mostMs: 1e6 });
    expect(await tried(flood, Uint8Array.of(1))).toMatchObject({
      kind: 'wrong',
      why: expect.stringMatching(/^took \d+ MB/),
    });
  });

  it('gives the same inputs for the same seed', async () => {
    const target = broken(() => undefined);
    const known = await target.seeds();
    const some = (seed: number): Promise<Bytes[]> =>
      Promise.all([0, 1, 2, 3, 4].map((i) => inputOf(target, known, seed, i)));
    expect(await some(1)).toEqual(await some(1));
    expect(await some(2)).not.toEqual(await some(1));
  });
});
