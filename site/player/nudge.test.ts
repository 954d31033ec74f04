import { describe, expect, it } from 'vitest';
import type { NudgedCell } from './nudged.ts';
import { hasCorner, relativeError } from './nudged.ts';
import type { OpTrace, StepTrace } from './protocol.ts';
import { Timeline } from './Timeline.ts';
import type { TrackSpec } from './TrackSpec.ts';
import { parseTrack } from './trackText.ts';

const STEP = 2;
const quiet = { onMetrics: () => {}, onEvaluation: () => {}, onKeyframe: () => {}, onEnding: () => {} };

async function open(text: string): Promise<{ timeline: Timeline; trace: StepTrace }> {
  const timeline = await Timeline.open([parseTrack(text) as TrackSpec], quiet, {
    keepWhole: Number.POSITIVE_INFINITY,
    ...(text.startsWith('digits') ? { sizes: { examples: 96, testExamples: 8 } } : {}),
  });
  const [trace] = (await timeline.show(STEP))!;
  return { timeline, trace: trace! };
}

/** The cell with the largest gradient, where a slope stands out of the rounding. */
function largest(trace: StepTrace, op: OpTrace, place: number | null): { cell: NudgedCell; analytic: number } {
  const id = place === null ? op.backward!.gradOutput : op.backward!.gradInputs[place]!;
  const { values, shape } = trace.tensors.get(id)!;
  let best = 0;
  values.forEach((value, i) => {
    if (Math.abs(value) > Math.abs(values[best]!)) best = i;
  });
  const index: number[] = [];
  let rest = best;
  for (const size of shape.toReversed()) {
    index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  const tensor = place === null ? ({ kind: 'gradOutput' } as const) : ({ kind: 'gradInput', place } as const);
  const { index: at, name } = op;
  return { cell: { op: { index: at, name }, tensor, index, pass: op.backward!.pass }, analytic: values[best]! };
}

describe.each([
  'digits-cnn',
  'spiral-mlp',
  'names-lstm',
  'sine-gru',
  'sort-transformer',
  'ring-gan',
  'line-regression',
])('%s: the slope of two losses is the recorded gradient', (run) => {
  it('at every kind of op, for what it takes and what it gives', { timeout: 240_000 }, async () => {
    const { timeline, trace } = await open(`${run}.7`);
    const before = trace.loss;
    const seen = new Set<string>();
    const off: string[] = [];
    let [measured, corners] = [0, 0];
    for (const op of trace.ops) {
      if (op.backward === null || seen.has(op.name)) continue;
      seen.add(op.name);
      for (const place of [null, ...op.inputs.keys()]) {
        if (place !== null && op.backward.gradInputs[place] === null) continue;
        const { cell, analytic } = largest(trace, op, place);
        if (analytic === 0) continue;
        const nudged = (await timeline.nudge(0, STEP, cell))!;
        measured++;
        const error = relativeError(analytic, nudged.slope);
        // Two equal numbers in a pooling window, say: there the slope is another to each side.
        if (hasCorner(nudged)) corners++;
        else if (!(error < 2e-3)) off.push(`${op.label} ${place}: ${analytic} against ${nudged.slope}`);
      }
    }
    expect(seen.size).toBeGreaterThan(1);
    expect(off).toEqual([]);
    expect(corners).toBeLessThanOrEqual(measured / 3);
    // The step itself is as it was.
    const [again] = (await timeline.show(STEP))!;
    expect(again!.loss).toBe(before);
    expect(again!.tensors.get(again!.updates[0]!.after)!.values).toEqual(
      trace.tensors.get(trace.updates[0]!.after)!.values,
    );
  });
});

describe('a track with a mistake in it', () => {
  it('shows that its gradient is not the slope', { timeout: 120_000 }, async () => {
    const { timeline, trace } = await open('xor-scalars.7!upstream-dropped');
    const op = trace.ops.find(({ name }) => name === 'tanh')!;
    expect(op.backward!.substitute?.id).toBe('upstream-dropped');
    const { cell, analytic } = largest(trace, op, 0);
    const nudged = (await timeline.nudge(0, STEP, cell))!;
    expect(relativeError(analytic, nudged.slope)).toBeGreaterThan(0.5);
  });

  it('says so where the op itself is the mistake', { timeout: 120_000 }, async () => {
    const { timeline, trace } = await open('digits-cnn.7!kernel-flipped');
    const op = trace.ops.find(({ name }) => name === 'conv2d')!;
    await expect(timeline.nudge(0, STEP, largest(trace, op, 1).cell)).rejects.toThrow("is not the framework's");
  });

  it('has no number where there is none', async () => {
    const { timeline, trace } = await open('line-regression.7');
    const op = trace.ops.find(({ backward }) => backward !== null)!;
    const { cell } = largest(trace, op, null);
    await expect(timeline.nudge(0, STEP, { ...cell, index: [99, 99, 99] })).rejects.toThrow('there is no cell');
  });
});
