import { describe, expect, it } from 'vitest';
import { crossEntropy, tensor } from '#framework';
import { classesOf, floorOfTwice, loudest, loudOf, partOf } from './loud.ts';
import { stepOf } from './recordedStep.ts';

describe('loudOf', () => {
  it('has three-clouds pay what its loss is, and no. 140 the most', async () => {
    const trace = await stepOf('three-clouds', 50);
    const all = loudOf(trace)!;
    expect(all).toHaveLength(150);
    expect(all.reduce((sum, { price }) => sum + price, 0) / 150).toBeCloseTo(trace.loss, 5);
    const [first] = loudest(all, 1);
    expect(first).toMatchObject({ id: 140, label: 2 });
    expect(first!.pulls.map((pull) => pull.toFixed(3))).toEqual(['0.548', '0.003', '-0.551']);
    expect(partOf(all, first!, 'price')).toBeCloseTo(0.09, 3);
    expect(partOf(all, first!, 'pull')).toBeCloseTo(0.069, 3);
    for (const { pulls } of all) expect(pulls.reduce((sum, pull) => sum + pull, 0)).toBeCloseTo(0, 4);
    expect(classesOf(trace)).toBe(3);
  }, 60_000);

  it('has each point’s arrow against the slope of its price in the plane, by the framework’s own gradient', async () => {
    const trace = await stepOf('three-clouds', 50);
    const all = loudOf(trace)!;
    const linear = trace.ops.find(({ name }) => name === 'linear')!;
    const [points, weight, bias] = linear.inputs.map((id) => {
      const { values, shape } = trace.tensors.get(id)!;
      return tensor(Float64Array.from(values), { shape: [...shape], dtype: 'float64' });
    });
    const x = points!.requiresGrad_();
    const labels = tensor(all.map(({ label }) => label), { dtype: 'int32' }); // biome-ignore format: one line reads better
    crossEntropy(x.matmul(weight!.transpose()).add(bias!), labels, { reduction: 'sum' }).backward();
    const slopes = x.grad!.dataSync();
    for (const { item, way } of all)
      for (const axis of [0, 1] as const) expect(way![axis]).toBeCloseTo(-slopes[2 * item + axis]!, 4);
    expect(Math.hypot(...all[140 % 150]!.way!)).toBeGreaterThan(0);
  }, 60_000);

  it('says nothing of a run without classes', async () => {
    expect(loudOf(await stepOf('line-regression', 1))).toBeNull();
  }, 60_000);

  it.each([2, 3, 10])('the floor of %i classes is what the framework charges for the best of shares', (classes) => {
    const best = tensor([Array.from({ length: classes }, (_, k) => Number(k === 0))], { dtype: 'float64' });
    expect(floorOfTwice(classes)).toBeCloseTo(crossEntropy(best, tensor([0], { dtype: 'int32' })).itemSync(), 12);
  });
});
