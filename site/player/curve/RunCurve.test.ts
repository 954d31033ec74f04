import { describe, expect, it } from 'vitest';
import type { StepMetrics } from '../protocol.ts';
import { curveText, lossNames, MOST_POINTS, packLosses, type RunCurve, unpackCurve } from './RunCurve.ts';

const step = (at: number, metrics: Readonly<Record<string, number>>): StepMetrics => ({
  step: at,
  loss: metrics['loss'] ?? Number.NaN,
  accuracy: Number.NaN,
  metrics,
});

describe('a packed curve', () => {
  it('holds every number that is called a loss, in five digits', () => {
    const steps = [
      step(0, { loss: 1.234567, discriminatorLoss: 2, accuracy: 0.5 }),
      step(1, { loss: 1, discriminatorLoss: 0.1 }),
    ];
    expect(lossNames(steps[0]!.metrics)).toEqual(['loss', 'discriminatorLoss']);
    expect(packLosses(steps, 2)).toEqual({
      loss: { steps: [0, 1], values: [1.2346, 1] },
      discriminatorLoss: { steps: [0, 1], values: [2, 0.1] },
    });
  });

  it('keeps a place where the loss was no number, and the line breaks there', () => {
    const { loss } = packLosses([step(0, { loss: 1 }), step(1, { loss: Number.NaN })], 2);
    expect(JSON.parse(JSON.stringify(loss))).toEqual({ steps: [0, 1], values: [1, null] });
    expect(unpackCurve(loss!)).toEqual([
      { step: 0, value: 1 },
      { step: 1, value: Number.NaN },
    ]);
  });

  it('of a long run keeps the extremes, a spike of one step among them, and no more than a page can carry', () => {
    const steps = Array.from({ length: 6000 }, (_, i) => step(i, { loss: i === 4321 ? 99 : 1 + Math.sin(i) / 10 }));
    const { loss } = packLosses(steps, 6000);
    expect(loss!.steps.length).toBeGreaterThan(MOST_POINTS / 2);
    expect(loss!.steps.length).toBeLessThanOrEqual(MOST_POINTS);
    expect(loss!.values[loss!.steps.indexOf(4321)]).toBe(99);
    expect([loss!.steps[0], loss!.steps.at(-1)]).toEqual([0, 5999]);
    expect(loss!.steps).toEqual(loss!.steps.toSorted((a, b) => a - b));
  });

  it('is written with one entry a line', () => {
    const curve = { run: 'x', seed: 7, evaluations: [{ step: 1, metrics: { rmse: 1 } }] } as unknown as RunCurve;
    expect(JSON.parse(curveText(curve))).toEqual(curve);
    expect(curveText(curve).split('\n')).toHaveLength(6);
  });
});
