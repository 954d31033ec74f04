import { beforeAll, describe, expect, it } from 'vitest';
import { normOf } from '../../player/normOf.ts';
import type { StepTrace } from '../../player/protocol.ts';
import { stepOf } from '../step/recordedStep.ts';
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
});
