import { expect, it } from 'vitest';
import { Timeline } from '../../player/Timeline.ts';
import type { TrackSpec } from '../../player/TrackSpec.ts';
import { parseTrack } from '../../player/trackText.ts';
import { arenaOf } from './arena.ts';
import { twoLosses } from './twoLosses.ts';

const at = async (track: string, step: number) => {
  const nothing = (): void => {};
  const quiet = { onMetrics: nothing, onEvaluation: nothing, onKeyframe: nothing, onEnding: nothing };
  const timeline = await Timeline.open([parseTrack(track) as TrackSpec], quiet, {
    keepWhole: Number.POSITIVE_INFINITY,
  });
  const [trace] = (await timeline.show(step))!;
  timeline.close();
  return trace!;
};
const recordedLength = (trace: Awaited<ReturnType<typeof at>>): number =>
  Math.hypot(...arenaOf(trace)!.generated.map(({ gradient }) => Math.hypot(...gradient)));

it('both lengths are those that the framework records with either loss', { timeout: 60_000 }, async () => {
  const [steep, flat] = [
    await at('ring-gan.7(generatorSteps=0)', 60),
    await at('ring-gan.7(generatorSteps=0,loss=saturating)', 60),
  ];
  // Nobody moves the generator, so both trainings are one.
  const found = twoLosses(steep)!;
  expect(twoLosses(flat)!.logits).toEqual(found.logits);
  expect(found.nonSaturating / recordedLength(steep)).toBeCloseTo(1, 4);
  expect(found.saturating / recordedLength(flat)).toBeCloseTo(1, 4);
  expect(found.nonSaturating).toBeGreaterThan(found.saturating);
});

it('a generator without steps is judged, and stays', { timeout: 60_000 }, async () => {
  const [early, late] = [await at('ring-gan.7(generatorSteps=0)', 0), await at('ring-gan.7(generatorSteps=0)', 30)];
  expect(late.updates.map(({ label }) => label).filter((label) => label.startsWith('generator.'))).toEqual([]);
  const weight = (trace: typeof early) => trace.ops.find(({ label }) => label === 'generator.linear1')!.inputs[1]!;
  expect(late.tensors.get(weight(late))!.values).toEqual(early.tensors.get(weight(early))!.values);
});
