import { beforeAll, describe, expect, it } from 'vitest';
import { loadSimd } from '#framework';
import type { RunInfo, StepMetrics, StepTrace } from '../../player/protocol.ts';
import { Timeline } from '../../player/Timeline.ts';
import type { TrackSpec } from '../../player/TrackSpec.ts';
import { parseTrack } from '../../player/trackText.ts';
import { numberMeasures } from './numberMeasures.ts';

/** A track played for so many steps, and what measures read of it at the last. */
async function played(text: string, steps: number) {
  const metrics: StepMetrics[] = [];
  const nothing = (): void => {};
  const timeline = await Timeline.open(
    [parseTrack(text) as TrackSpec],
    {
      onMetrics: (_, made) => metrics.push(made),
      onEvaluation: nothing,
      onKeyframe: nothing,
      onEnding: nothing,
    },
    { keepWhole: Number.POSITIVE_INFINITY },
  );
  for (let step = 0; step < steps - 1; step++) await timeline.advance(false);
  const [trace = null] = (await timeline.advance(true)) as (StepTrace | null)[];
  timeline.close();
  const tracks = [{ metrics, trace, ending: null, evaluations: [] }] as never;
  return { trace, info: {} as RunInfo, metrics, tracks };
}

beforeAll(async () => {
  await loadSimd();
});

describe('numberMeasures', () => {
  it('read the first step: sixteen ops an example, and what arrives at a₂ is what the update found', async () => {
    const first = await played('xor-scalars.4', 1);
    const trace = first.trace!;
    const one = (id: number): number => trace.tensors.get(id)!.values[0]!;
    const label = (name: string) => trace.updates.find((update) => update.label === name)!;
    const h = trace.ops.find((op) => op.label === 'example0.unit2.h')!;
    expect(numberMeasures['blank-number'](first)).toBeCloseTo(one(label('units.1.v').before) * one(h.output), 6);
    expect(numberMeasures['gradient-of-a'](first)).toBeCloseTo(one(label('units.1.a').gradient), 6);
    expect(numberMeasures['ops-of-an-example'](first)).toBe(16);
    expect(numberMeasures['ops-of-a-step'](first)).toBe(68);
  }, 60_000);

  it('are silent where another step or another run is shown', async () => {
    const later = await played('xor-scalars.4', 2);
    expect(numberMeasures['blank-number'](later)).toBeNull();
    expect(numberMeasures['gradient-of-a'](later)).toBeNull();
    expect(numberMeasures['ops-of-an-example'](await played('valley.7', 1))).toBeNull();
  }, 60_000);

  it('find that seed 5 does not make it with two units, and does with three', async () => {
    expect(numberMeasures['learns-xor'](await played('xor-scalars.5', 100))).toBeNull();
    expect(numberMeasures['learns-xor'](await played('xor-scalars.5', 200))).toBe(1);
    expect(numberMeasures['learns-xor'](await played('xor-scalars.4', 200))).toBe(0);
    expect(numberMeasures['learns-xor'](await played('xor-scalars.5(hidden=3)', 200))).toBe(0);
  }, 120_000);
});
