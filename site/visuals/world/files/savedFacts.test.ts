import { beforeAll, describe, expect, it } from 'vitest';
import { loadSimd } from '#framework';
import { quantised } from '#framework/runs/quantise.ts';
import { recordedAnswers } from '../../../exchange/onnx/recordedAnswers.ts';
import { measureSaved, type SavedFacts } from './measureSaved.ts';
import { breaksAt, savedFacts, worstFeed } from './savedFacts.ts';

describe('what lesson 22 says of a network brought elsewhere', () => {
  let measured: SavedFacts;
  beforeAll(async () => {
    await loadSimd();
    measured = await measureSaved();
  }, 120_000);

  it('is what is measured here', () => {
    const rounded = JSON.parse(
      JSON.stringify(measured, (_, value: unknown) =>
        typeof value === 'number' ? Number(value.toPrecision(6)) : value,
      ),
    ) as SavedFacts;
    expect(rounded).toEqual(savedFacts);
  });

  it('keeps its digits at eight bits and loses half at two', () => {
    const at = (width: number) => savedFacts.fewBits.find(({ bits }) => bits === width)!;
    expect(at(8).channel).toBeCloseTo(savedFacts.accuracy, 2);
    expect(at(2).tensor).toBeLessThan(0.6);
    expect(at(2).channel).toBeGreaterThan(at(2).tensor);
    expect([8, 6, 4, 3, 2][breaksAt(savedFacts, [8, 6, 4, 3, 2])]).toBe(2);
  });

  it('answers in another reader as here, and has all arrays and names', () => {
    const { onnx, bytes } = savedFacts;
    expect(onnx.difference).toBeLessThan(1e-5);
    expect(onnx.arrays).toHaveLength(6);
    expect(onnx.nodes.map(({ op }) => op)).toEqual(['Conv', 'Relu', 'MaxPool', 'Conv', 'Relu', 'MaxPool', 'Flatten', 'Gemm']); // biome-ignore format: one line reads better
    expect(onnx.withoutTransB).not.toBe('');
    expect(bytes.safetensors).toBe(36832);
    expect(recordedAnswers().models.find(({ name }) => name === 'digits-cnn')!.difference).toBeLessThan(1e-5);
  });

  it('knows which feed costs most, and what a forgotten call looks like', () => {
    expect(worstFeed(savedFacts, ['raw', 'shifted', 'inverted', 'turned'])).toBe(2);
    const [whole, guessing, awake] = savedFacts.calls;
    expect(whole!.asked[0]).toBe(whole!.asked[1]);
    expect(guessing!.accuracy).toBeLessThan(0.3);
    expect(awake!.asked[0]).not.toBe(awake!.asked[1]);
  });
});

describe('quantised', () => {
  it('keeps the largest magnitude of each row, and no weight further than half a step', () => {
    const values = [0.4, -1, 0.2, 30, -12, 7];
    const rows = quantised(values, [2, 3], 4, 'channel');
    expect([rows[1], rows[3]]).toEqual([-1, 30]);
    for (const [i, value] of values.entries())
      expect(Math.abs(value - rows[i]!)).toBeLessThan((i < 3 ? 1 : 30) / 14 + 1e-6);
    expect(Math.max(...quantised(values, [2, 3], 4, 'tensor').slice(0, 3).map(Math.abs))).toBe(0);
    expect([...quantised([0, 0], [1, 2], 8, 'channel')]).toEqual([0, 0]);
  });
});
