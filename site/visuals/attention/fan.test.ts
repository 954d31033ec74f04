// The fan of a sorter, what the root does, what a reader may type, and the samples that were recorded.

import { beforeAll, describe, expect, it } from 'vitest';
import { findRun, fit, Generator, generateSequences, loadSimd, noGrad, type Tensor } from '#framework';
import type { StepTrace, TensorData } from '../../player/protocol.ts';
import { stepOf } from '../parts/cells/recordedStep.ts';
import { fanOf, missBy, ranksOf, widestHead } from './ranks.ts';
import tales from './recordedTales.json' with { type: 'json' };
import { readableOf } from './SequenceForm.ts';
import { scaleFacts, scaleRows } from './scales.ts';
import { taleSteps } from './taleFacts.ts';
import { talesAt } from './tales.ts';

beforeAll(async () => {
  await loadSimd();
});

describe('ranks', () => {
  const seen = (values: Float32Array<ArrayBuffer>, shape: readonly number[]): StepTrace =>
    ({
      observed: { ranks: 1 },
      tensors: new Map<number, TensorData>([[1, { id: 1, label: '', shape, dtype: 'float32', item: null, values }]]),
    }) as unknown as StepTrace;

  it('the mean digit of a row, the fan of a head, and what a guess misses', () => {
    // Two heads, two places, three digits.
    const values = Float32Array.of(1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0.5, 0.5);
    const ranks = ranksOf(seen(values, [2, 2, 3]))!;
    expect(ranks.map((head) => head.map(({ mean }) => mean))).toEqual([
      [0, 2],
      [1, 1.5],
    ]);
    expect(ranks.map(fanOf)).toEqual([2, 0.5]);
    expect(widestHead(ranks)).toBe(0);
    expect(missBy([1, 2], ranks[0]!)).toBe(0.5);
    expect(ranksOf({ observed: {}, tensors: new Map() } as unknown as StepTrace)).toBeNull();
  });

  it('of a run are the looks at four hundred fresh sequences, digit by digit', async () => {
    const trace = await stepOf('sort-transformer', 3, ['ranks']);
    const { inputs } = generateSequences('sort', 400, new Generator(7).fork('probe'), { length: 6 });
    const digits = inputs.dataSync();
    const setup = await findRun('sort-transformer').build({ seed: 7 });
    const steps = fit(setup, { validate: false });
    for (let step = 0; step < 3; step++) await steps.next();
    const model = setup.model as unknown as { looks(tokens: Tensor): Tensor };
    const looks = noGrad(() => model.looks(inputs)).dataSync(); // [400, 4, 6, 6]
    const [head, place] = [2, 4];
    const shares = new Array<number>(10).fill(0);
    for (let n = 0; n < 400; n++)
      for (let key = 0; key < 6; key++)
        shares[digits[n * 6 + key]!]! += looks[((n * 4 + head) * 6 + place) * 6 + key]! / 400;
    for (const [digit, share] of ranksOf(trace)![head]![place]!.shares.entries())
      expect(share).toBeCloseTo(shares[digit]!, 5);
  }, 60_000);
});

describe('the root', () => {
  it('keeps softmax soft however many features there are; without it one key gets nearly all, and little gradient gets through', () => {
    const rows = scaleRows();
    for (const { features, variance, divided, bare } of rows) {
      expect(variance / features).toBeGreaterThan(0.6);
      expect(variance / features).toBeLessThan(1.6);
      for (const { weights } of [divided, bare])
        expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 5);
      expect(divided.entropy).toBeGreaterThan(1.2);
      expect(bare.largest).toBeGreaterThan(divided.largest);
    }
    const facts = scaleFacts(rows);
    expect(facts['largest-without']).toBeGreaterThan(0.85);
    expect(facts['largest-with']).toBeLessThan(0.6);
    expect(facts['times-less-gradient']).toBeGreaterThan(3);
    expect(scaleRows()).toEqual(rows);
  });
});

describe('what a reader may type', () => {
  it('is cut to what the network can read', () => {
    expect(readableOf('31 41-59', 'digits')).toBe('314159');
    expect(readableOf('7421', 'number')).toBe('742');
    expect(readableOf('a cat?', 'text', ['a', 'c', 't', ' '])).toBe('a cat');
    expect(readableOf('Not dull, zany!', 'words', ['not', 'dull', ',', '!'])).toBe('Not dull, !');
  });
});

describe('the samples', () => {
  it('were written after so many updates, and the first ones are written so again', async () => {
    expect(tales.map(({ step }) => step)).toEqual(taleSteps);
    expect(await talesAt(taleSteps.slice(0, 2))).toEqual(tales.slice(0, 2));
    expect(new Set(tales.map(({ text }) => text)).size).toBe(4);
  }, 60_000);
});
