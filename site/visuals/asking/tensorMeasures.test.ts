import { beforeAll, describe, expect, it } from 'vitest';
import type { RunInfo, StepTrace } from '../../player/protocol.ts';
import { stepOf } from '../parts/cells/recordedStep.ts';
import type { Measured } from './Measure.ts';
import { SHAPES, tensorMeasures } from './tensorMeasures.ts';

const seen = (trace: StepTrace | null): Measured => ({ trace, info: {} as RunInfo, metrics: [], tracks: [] });
let trace: StepTrace;
beforeAll(async () => {
  trace = await stepOf('moons-skip', 0);
}, 60_000);

describe('tensorMeasures', () => {
  it('a gradient has the shape of its weight, not of the batch', () => {
    expect(SHAPES[tensorMeasures['shape-of-weight-gradient'](seen(trace))!]).toBe('8,8');
    expect(tensorMeasures['ops-of-the-step'](seen(trace))).toBe(13);
  });

  it('a cell of a product is heard of in one column of the right operand', () => {
    expect(tensorMeasures['hears-of-a-cell'](seen(trace))).toBe(1);
  });

  it('a bias hears the sum of its listeners', () => {
    expect(tensorMeasures['bias-hears'](seen(trace))).toBe(0);
  });

  it('both roads bring a gradient, and the louder one is the one of the larger norm', () => {
    const op = (label: string) => trace.ops.find((one) => one.label === label)!;
    const norm = (id: number | null | undefined): number => Math.hypot(...trace.tensors.get(id!)!.values);
    const [skip, branch] = [norm(op('h2').backward!.gradInputs[0]), norm(op('a2.matmul').backward!.gradInputs[0])];
    expect(tensorMeasures['along-the-skip'](seen(trace))).toBeCloseTo(skip, 6);
    expect(tensorMeasures['along-the-branch'](seen(trace))).toBeCloseTo(branch, 6);
    expect(tensorMeasures['louder-road'](seen(trace))).toBe(Number(branch > skip));
  });

  it('say nothing where nothing is shown, and of a run without these ops', async () => {
    for (const measure of Object.values(tensorMeasures)) expect(measure(seen(null))).toBeNull();
    const other = await stepOf('line-regression', 0);
    for (const name of ['hears-of-a-cell', 'bias-hears', 'louder-road', 'shape-of-weight-gradient'] as const)
      expect(tensorMeasures[name](seen(other)), name).toBeNull();
  });
});
