import { beforeAll, describe, expect, it } from 'vitest';
import { lightTrace } from '../../../player/lightTrace.ts';
import type { StepTrace } from '../../../player/protocol.ts';
import { stepOf } from '../../parts/cells/recordedStep.ts';
import { largestOf, normsOf, type ParameterNorms, shownBeforeRoom } from './norms.ts';
import { SeenNorms } from './SeenNorms.ts';

const traces = new Map<string, StepTrace>();
beforeAll(async () => {
  for (const run of ['spiral-mlp', 'ring-gan', 'line-regression']) traces.set(run, await stepOf(run, 3));
}, 60_000);

const length = (values: ArrayLike<number>): number => Math.hypot(...Array.from(values));

describe('normsOf', () => {
  it('are the lengths of what the step recorded: parameter, gradient, change, and each part of it', () => {
    for (const trace of traces.values()) {
      const norms = normsOf(trace);
      expect(norms.map(({ label }) => label)).toEqual(trace.updates.map(({ label }) => label));
      for (const [i, { before, after, gradient, parts }] of trace.updates.entries()) {
        const values = (id: number) => trace.tensors.get(id)!.values;
        const change = Float64Array.from(values(after), (value, at) => value - values(before)[at]!);
        expect(norms[i]!.before).toBeCloseTo(length(values(before)), 6);
        expect(norms[i]!.gradient).toBeCloseTo(length(values(gradient)), 6);
        expect(norms[i]!.change).toBeCloseTo(length(change), 6);
        expect(norms[i]!.ratio).toBeCloseTo(length(change) / length(values(before)), 5);
        expect(norms[i]!.parts.map(({ name }) => name)).toEqual(parts.map(({ name }) => name));
        for (const [place, { tensor }] of parts.entries())
          expect(norms[i]!.parts[place]!.norm).toBeCloseTo(length(values(tensor)), 6);
      }
    }
  });

  it('are there even where the tensors were too large to keep', () => {
    const trace = traces.get('spiral-mlp')!;
    const light = lightTrace(trace, 10);
    expect(light.tensors.size).toBeLessThan(trace.tensors.size / 4);
    expect(normsOf(light)).toEqual(normsOf(trace));
  });

  it('before a room are the weights where all would not fit', () => {
    const row = (label: string): ParameterNorms => ({ ...normsOf(traces.get('spiral-mlp')!)[0]!, label });
    const few = ['0.weight', '0.bias'].map(row);
    const many = Array.from({ length: 10 }, (_, i) => [row(`${i}.weight`), row(`${i}.bias`)]).flat();
    expect(shownBeforeRoom(few)).toEqual(few);
    expect(shownBeforeRoom(many).map(({ label }) => label)).toEqual(many.map(({ label }) => label).filter((label) => label.endsWith('weight'))); // biome-ignore format: one line reads better
  });

  it('largestOf finds the largest', () => {
    const norms = normsOf(traces.get('ring-gan')!);
    expect(largestOf(norms, 'gradient')!.gradient).toBe(Math.max(...norms.map(({ gradient }) => gradient)));
    expect(largestOf([], 'ratio')).toBeNull();
  });
});

describe('SeenNorms', () => {
  const at = (step: number): StepTrace => ({ ...traces.get('spiral-mlp')!, step });
  /** The same step with all gradients `times` as long. */
  const louder = (step: number, times: number): StepTrace => {
    const trace = at(step);
    const updates = trace.updates.map((update) => ({
      ...update,
      norms: { ...update.norms, gradient: update.norms.gradient * times },
    }));
    return { ...trace, updates };
  };

  it('keeps what was shown, once, and leaves empty what was not', () => {
    const seen = new SeenNorms();
    for (const step of [4, 9, 4]) seen.add(at(step), 'a');
    expect([seen.count, seen.last]).toEqual([2, 9]);
    const row = seen.row(0, 'gradient', 10, (step) => step);
    expect(row.map((value) => value !== null)).toEqual(
      [4, 9].reduce((all, i) => all.with(i, true), Array(10).fill(false)),
    );
    expect(row[4]).toBe(normsOf(at(4))[0]!.gradient);
    expect([seen.neighbour(4, 1), seen.neighbour(4, -1)]).toEqual([9, null]);
  });

  it('of several steps in a column shows the largest, and what is no number before all', () => {
    const seen = new SeenNorms();
    for (const step of [0, 1]) seen.add(louder(step, 1 + step), 'a');
    const { gradient } = normsOf(at(0))[0]!;
    expect(seen.row(0, 'gradient', 1, () => 0)).toEqual([2 * gradient]);
    expect(seen.peak()).toMatchObject({ step: 1 });
    expect(seen.firstBroken()).toBeNull();
    seen.add(louder(2, Number.NaN), 'a');
    seen.add(louder(3, 1), 'a');
    expect(seen.row(0, 'gradient', 1, () => 0)).toEqual([Number.NaN]);
    expect(seen.firstBroken()).toBe(2);
  });

  it('begins anew with another track', () => {
    const seen = new SeenNorms();
    seen.add(at(4), 'a');
    seen.add(at(5), 'b');
    expect([seen.count, seen.neighbour(5, -1)]).toEqual([1, null]);
  });
});
