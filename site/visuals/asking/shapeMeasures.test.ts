import { describe, expect, it } from 'vitest';
import { Generator, ones, tensor } from '#framework';
import type { TrackState } from '../../player/PlayerState.ts';
import type { RunInfo, StepTrace } from '../../player/protocol.ts';
import { stepOf } from '../parts/cells/recordedStep.ts';
import { shapeMeasures } from './shapeMeasures.ts';

const info = { totalSteps: 300, parameters: 2 } as RunInfo;

const lineAt = (weight: number, step: number): TrackState => {
  const values = Float32Array.of(weight);
  const trace = {
    step,
    updates: [{ label: 'weight', before: 1 }],
    tensors: new Map([[1, { shape: [1, 1], values }]]),
  } as unknown as StepTrace;
  return { trace, info } as TrackState;
};
const ending = (right: number, mistaken: number, step = 50): number | null =>
  shapeMeasures['what-becomes-of-the-line']({
    trace: null,
    info,
    metrics: [],
    tracks: [lineAt(right, step), lineAt(mistaken, step)],
  });

describe('shapeMeasures', () => {
  it('counts the rows that one bias is added to in the recorded step, and in a step with another bias', async () => {
    const trace = await stepOf('line-regression', 0, []);
    const state = { trace, info, metrics: [], tracks: [] };
    expect(shapeMeasures.batch(state)).toBe(16);
    const rows = shapeMeasures['rows-that-share-a-bias'](state)!;
    const random = new Generator(1);
    const x = tensor(Array.from({ length: rows }, () => [random.normal()]));
    const before = x.add(tensor([0])).toArray() as number[][];
    const after = x.add(tensor([1])).toArray() as number[][];
    expect(before.filter(([value], i) => value !== after[i]![0])).toHaveLength(16);
  });

  it('reads off the recorded step that the bias hears a sum; one that was made otherwise says so', async () => {
    const trace = await stepOf('line-regression', 0);
    const { gradOutput, gradInputs } = trace.ops.find(({ name }) => name === 'linear')!.backward!;
    const rows = [...trace.tensors.get(gradOutput)!.values].map(Number);
    const asked = (bias: number): number | null => {
      const tensors = new Map(trace.tensors);
      tensors.set(gradInputs[2]!, { ...tensors.get(gradInputs[2]!)!, values: Float32Array.of(bias) });
      return shapeMeasures['bias-gradient-is']({ trace: { ...trace, tensors }, info, metrics: [], tracks: [] });
    };
    const sum = rows.reduce((total, value) => total + value, 0);
    expect(shapeMeasures['bias-gradient-is']({ trace, info, metrics: [], tracks: [] })).toBe(0);
    expect([sum, sum / rows.length, rows.at(-1)!].map(asked)).toEqual([0, 1, 2]);
  });

  it('finds three numbers behind a stretched row of three', () => {
    expect(shapeMeasures['numbers-of-a-stretched-row']({ trace: null, info, metrics: [], tracks: [] })).toBe(3);
    expect(ones([3]).expand([1000, 3]).strides).toEqual([0, 1]);
  });

  it('calls a line flat, tilted, steep or gone, and waits until it has had its steps', () => {
    expect(ending(2, 0.1)).toBe(0);
    expect(ending(2, 1.9)).toBe(1);
    expect(ending(2, 8)).toBe(2);
    expect(ending(2, Number.NaN)).toBe(3);
    expect(ending(2, 0.1, 5)).toBeNull();
  });
});
