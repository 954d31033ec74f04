import { beforeAll, describe, expect, it } from 'vitest';
import type { StepTrace } from '../../player/protocol.ts';
import { stepOf } from '../parts/cells/recordedStep.ts';
import { roadOf } from './forgetRoad.ts';

let lstm: StepTrace;
let rnn: StepTrace;
beforeAll(async () => {
  lstm = await stepOf('recall-lstm', 0, ['memoryGradients', 'forgetGates']);
  rnn = await stepOf('recall-rnn', 0, ['memoryGradients', 'forgetGates']);
}, 60_000);

/** Mean of a recorded tensor, and its length as a vector. */
const meanOf = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, x) => sum + x, 0) / values.length;

describe('the road of the gates', () => {
  it('is as wide as the mean of the recorded forget gates, and stands beside the recorded gradient of the memory', () => {
    const road = roadOf(lstm)!;
    expect(road.map(({ t }) => t)).toEqual(Array.from({ length: 30 }, (_, t) => t));
    for (const t of [0, 11, 29]) {
      const forget = lstm.ops.find(({ label }) => label === `recurrent.l0.t${t}.forget`)!;
      const cell = lstm.ops.find(({ label }) => label === `recurrent.l0.t${t}.cell`)!;
      expect(road[t]!.gate).toBeCloseTo(meanOf(lstm.tensors.get(forget.output)!.values), 6);
      const gradient = lstm.tensors.get(cell.backward!.gradOutput)!.values as Float32Array;
      expect(road[t]!.measured / Math.hypot(...gradient)).toBeCloseTo(1, 6);
    }
  });

  it('loses a gate at every step back: the share before is the share after times the gate between', () => {
    const road = roadOf(lstm)!;
    expect(road.at(-1)!.share).toBe(1);
    expect(road.at(-1)!.model).toBe(road.at(-1)!.measured);
    for (let t = 0; t < 29; t++) expect(road[t]!.share).toBeCloseTo(road[t + 1]!.share * road[t + 1]!.gate, 14);
    // Half open, thirty times: some billionth of the error is left, and the measured gradient vanishes too.
    expect(road[0]!.share).toBeLessThan(1e-7);
    expect(road[0]!.measured / road.at(-1)!.measured).toBeLessThan(1e-4);
  });

  it('is none where there is no forget gate', () => {
    expect(roadOf(rnn)).toBeNull();
  });
});
