import { beforeAll, describe, expect, it } from 'vitest';
import observations from '#framework/runs/linearObservations.ts?raw';
import type { StepTrace } from '../../player/protocol.ts';
import { stepOf } from '../parts/cells/recordedStep.ts';
import { CUT, cutOf, landingAt } from './cut.ts';
import { errorsOf, lawAt, ownError } from './noise.ts';

let start: StepTrace;
beforeAll(async () => {
  start = await stepOf('line-three-ways', 0, [
    'fullLoss',
    'exampleLosses',
    'exampleGradients',
    'cut',
    'landings',
    'batchErrors',
  ]);
}, 60_000);

describe('cutOf', () => {
  it('lies where the framework says, passes through the loss, and every landing place leaves its share of the way', () => {
    const [from, to] = JSON.parse(/LINE_CUT = \{ weight: (\[.*?\])/.exec(observations)![1]!) as [number, number];
    expect([...CUT]).toEqual([from, to]);
    const { values, weight, loss, lowest, landings, curvature } = cutOf(start)!;
    expect(values).toHaveLength(71);
    expect(values[15]).toBeCloseTo(loss, 6); // θ₁ = 0
    expect(curvature).toBeCloseTo(4.994, 3);
    expect(landings.map(({ rate }) => rate)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5]);
    for (const { weight: at, left } of landings) expect((at - lowest) / (weight - lowest)).toBeCloseTo(left, 6);
    expect(landings.map(({ left }) => left.toFixed(3))).toEqual(['0.501', '0.001', '-0.498', '-0.998', '-1.497']);
  });

  it('lands at any rate where the framework lands at its five', () => {
    const cut = cutOf(start)!;
    for (const observed of cut.landings) {
      const found = landingAt(cut, observed.rate);
      expect(found.weight).toBeCloseTo(observed.weight, 6);
      expect(found.loss).toBeCloseTo(observed.loss, 6);
      expect(found.left).toBe(observed.left);
    }
    expect(landingAt(cut, 1 / cut.curvature).weight).toBeCloseTo(cut.lowest, 9);
  });

  it('says nothing of what was not observed', async () => {
    expect(cutOf({ ...start, observed: {} })).toBeNull();
    expect(errorsOf({ ...start, observed: {} })).toBeNull();
  });
});

describe('errorsOf', () => {
  it('what is measured lies within a twentieth of the law, and a batch of all does not err', () => {
    const errors = errorsOf(start)!;
    expect(errors.map(({ size }) => size)).toEqual([1, 2, 4, 8, 16, 32, 50]);
    const [spread] = errors;
    for (const { size, measured, law } of errors) {
      expect(law).toBeCloseTo(lawAt(spread!.law, 50, size), 10);
      if (size < 50) expect(Math.abs(measured / law - 1)).toBeLessThan(0.05);
    }
    expect(errors.at(-1)!.measured).toBe(0);
    expect(ownError(start)!.size).toBe(50);
    expect(ownError(start)!.error).toBeLessThan(1e-5);
  });
});
