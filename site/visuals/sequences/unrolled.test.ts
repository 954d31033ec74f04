import { beforeAll, describe, expect, it } from 'vitest';
import { normOf } from '../../player/normOf.ts';
import type { StepTrace } from '../../player/protocol.ts';
import { stepOf } from '../parts/cells/recordedStep.ts';
import { reachOf, unrolled } from './unrolled.ts';

const traces = new Map<string, StepTrace>();
beforeAll(async () => {
  for (const run of ['names-rnn', 'names-lstm', 'sine-gru', 'spiral-mlp']) traces.set(run, await stepOf(run, 2));
}, 60_000);

describe('unrolled', () => {
  it('finds every time step of the plain cell, the LSTM and the GRU, in order', () => {
    for (const [run, layer] of [
      ['names-rnn', 'recurrent.l0'],
      ['names-lstm', 'recurrent.l0'],
      ['sine-gru', 'gru.l0'],
    ] as const) {
      const found = unrolled(traces.get(run)!)!;
      expect(found.layer).toBe(layer);
      expect(found.steps.map(({ t }) => t)).toEqual(found.steps.map((_, t) => t));
      expect(found.steps.length).toBeGreaterThan(10);
    }
  });

  it('only the LSTM has a memory', () => {
    const memories = (run: string) => unrolled(traces.get(run)!)!.steps.map(({ memory }) => memory);
    expect(memories('names-lstm').every((memory) => memory?.length === 48)).toBe(true);
    expect(memories('names-rnn').every((memory) => memory === null)).toBe(true);
  });

  it('sizes are those of the recorded gradient of the example looked at', () => {
    const trace = traces.get('names-lstm')!;
    const [, second] = unrolled(trace)!.steps;
    const op = trace.ops.find(({ label }) => label === 'recurrent.l0.t1.hidden')!;
    const { values } = trace.tensors.get(op.backward!.gradOutput)!;
    const own = values.slice(trace.item * 48, (trace.item + 1) * 48);
    expect(second!.hiddenGradient).toBeCloseTo(Math.hypot(...own), 12);
    expect(second!.hiddenGradient).toBeGreaterThan(0);
  });

  it('says which steps the gradient reaches, and nothing where there is no recurrence', () => {
    const { first, last } = reachOf(unrolled(traces.get('names-rnn')!)!.steps)!;
    expect(first.t).toBe(0);
    expect(last.t).toBeGreaterThan(3);
    expect(unrolled(traces.get('spiral-mlp')!)).toBeNull();
    expect(normOf([3, 4])).toBe(5);
  });

  it('the factor of a step back is the product of its two parts, and where only the last letter has a loss, what the bars say', async () => {
    const reading = { text: 'guadalajara', letter: 11 };
    const { steps } = unrolled(await stepOf('names-rnn', 2, undefined, reading))!;
    expect(steps).toHaveLength(12);
    expect(steps[0]!.factor).toBeNull();
    for (const { t, factor, slopes, weights, hiddenGradient } of steps.slice(1)) {
      expect(slopes! * weights!).toBeCloseTo(factor!, 6);
      expect(steps[t - 1]!.hiddenGradient! / hiddenGradient!).toBeCloseTo(factor!, 6);
      expect(slopes!).toBeLessThan(1);
    }
    const [, gru] = unrolled(traces.get('sine-gru')!)!.steps;
    expect(gru!.factor! * gru!.hiddenGradient!).toBeCloseTo(
      unrolled(traces.get('sine-gru')!)!.steps[0]!.hiddenGradient!,
      12,
    );
  });

  it('gates lie between closed and open, candidates between −1 and 1; a plain cell has none', () => {
    const gatesOf = (run: string) => unrolled(traces.get(run)!)!.steps[3]!.gates;
    expect(Object.keys(gatesOf('names-lstm'))).toEqual(['i', 'f', 'g', 'o']);
    expect(Object.keys(gatesOf('sine-gru'))).toEqual(['r', 'z', 'n']);
    expect(gatesOf('names-rnn')).toEqual({});
    for (const [name, values] of [...Object.entries(gatesOf('names-lstm')), ...Object.entries(gatesOf('sine-gru'))])
      for (const value of Array.from(values!)) {
        expect(Math.abs(value)).toBeLessThan(1);
        if (name !== 'g' && name !== 'n') expect(value).toBeGreaterThan(0);
      }
  });
});
