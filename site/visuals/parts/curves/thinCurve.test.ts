import { describe, expect, it } from 'vitest';
import { thinCurve } from './thinCurve.ts';

const wave = Array.from({ length: 5000 }, (_, step) => ({ step, value: Math.sin(step * 0.7) }));

describe('thinCurve', () => {
  it('keeps at most two points for each pixel column, in step order', () => {
    const columnOf = (step: number): number => Math.floor(step / 50);
    const thin = thinCurve(wave, columnOf);
    const perColumn = Map.groupBy(thin, (point) => columnOf(point.step));
    expect(perColumn.size).toBe(100);
    for (const points of perColumn.values()) expect(points.length).toBeLessThanOrEqual(2);
    expect(thin.map((point) => point.step)).toEqual(thin.map((point) => point.step).toSorted((a, b) => a - b));
  });

  it('keeps a spike of a single step', () => {
    const points = wave.map((point) => (point.step === 1234 ? { step: 1234, value: 99 } : point));
    expect(thinCurve(points, (step) => Math.floor(step / 50))).toContainEqual({ step: 1234, value: 99 });
  });

  it('leaves a curve alone that has fewer steps than pixels', () => {
    const few = wave.slice(0, 40);
    expect(thinCurve(few, (step) => step * 3)).toEqual(few);
  });

  it('keeps a place where the curve is no number', () => {
    const points = wave.slice(0, 100).map((point) => (point.step === 60 ? { step: 60, value: Number.NaN } : point));
    expect(thinCurve(points, (step) => Math.floor(step / 50)).some((point) => Number.isNaN(point.value))).toBe(true);
  });

  it('makes one point of a column in which nothing changes', () => {
    const flat = Array.from({ length: 30 }, (_, step) => ({ step, value: 1 }));
    expect(thinCurve(flat, () => 0)).toEqual([{ step: 0, value: 1 }]);
  });
});
