import { beforeAll, describe, expect, it } from 'vitest';
import { findRun, type Linear, loadSimd, type Module, noGrad, type Tensor } from '#framework';
import type { StepTrace } from '../../../player/protocol.ts';
import { Timeline } from '../../../player/Timeline.ts';
import type { TrackSpec } from '../../../player/TrackSpec.ts';
import { parseTrack } from '../../../player/trackText.ts';
import { stepOf } from '../../parts/cells/recordedStep.ts';
import { rungsOf, weightsOf } from './rungs.ts';

let trace: StepTrace;
beforeAll(async () => {
  await loadSimd();
  trace = await stepOf('deep-stack', 0, ['activationRms', 'answerCounts', 'silentUnits', 'weightGradientNorms']);
}, 60_000);

describe('rungsOf', () => {
  it('has a rung for each layer, with the sizes that the answers in the trace have', () => {
    const rungs = rungsOf(trace)!;
    expect(rungs).toHaveLength(9);
    const bends = trace.ops.filter(({ name }) => name === 'relu');
    for (const [i, { output }] of bends.entries()) {
      const { values, shape } = trace.tensors.get(output)!;
      const [rows, width] = shape as [number, number];
      const squares = Array.from(values).reduce((sum, value) => sum + value * value, 0);
      expect(rungs[i]!.answers).toBeCloseTo(Math.sqrt(squares / values.length), 5);
      const columns = Array.from({ length: width }, (_, u) =>
        Array.from({ length: rows }, (_r, r) => values[r * width + u]!),
      );
      expect(rungs[i]!.silent).toBeCloseTo(
        columns.filter((one) => one.every((value) => value === 0)).length / width,
        9,
      );
      const { from, to, counts } = rungs[i]!.spread!;
      expect([from, to]).toEqual([Math.min(...values), Math.max(...values)]);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
      const inFirst = Array.from(values).filter((value) => value < from + (to - from) / counts.length).length;
      expect(Math.abs(counts[0]! - inFirst)).toBeLessThanOrEqual(1);
    }
    expect(rungs[8]).toMatchObject({ layer: 9, answers: null, silent: null, spread: null });
  });

  it('has the gradients that the optimizer was given', () => {
    const given = trace.updates.filter(({ label }) => label.endsWith('weight')).map(({ norms }) => norms.gradient);
    for (const [i, { gradient }] of rungsOf(trace)!.entries()) expect(gradient / given[i]!).toBeCloseTo(1, 4);
  });

  it('is nothing where the run was not observed', async () => {
    expect(rungsOf({ ...trace, observed: {} })).toBeNull();
  });
});

describe('weightsOf', () => {
  it('lists what the model lists, with its shapes', async () => {
    const setup = await findRun('deep-stack').build({ seed: 7 });
    const own = noGrad(() => [...(setup.model as Module).namedParameters()]) as [string, Tensor][];
    expect(weightsOf(trace).map(({ path, shape, count }) => [path, shape, count])).toEqual(
      own.map(([path, { shape, size }]) => [path, [...shape], size]),
    );
    expect((own[0]![1] as Linear['weight']).shape).toEqual([32, 2]);
    expect(weightsOf(trace).map(({ readers }) => readers.length)).toEqual(own.map(() => 1));
  });

  it('has a weight that two layers share once, with both that read it', async () => {
    const timeline = await Timeline.open(
      [parseTrack('deep-stack.7(depth=3,width=8,tied=true)') as TrackSpec],
      { onMetrics: () => {}, onEvaluation: () => {}, onKeyframe: () => {}, onEnding: () => {} },
      {},
    );
    const tied = weightsOf((await timeline.show(0))![0]!);
    expect(tied.map(({ path, readers }) => [path, readers])).toEqual([
      ['0.weight', ['linear1']],
      ['0.bias', ['linear1']],
      ['2.weight', ['linear2', 'linear3']],
      ['2.bias', ['linear2', 'linear3']],
      ['6.weight', ['linear4']],
      ['6.bias', ['linear4']],
    ]);
  }, 60_000);
});
