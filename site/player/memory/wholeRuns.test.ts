// Keyframes stay within their budget over a whole run of every run. Each was trained from end to end for it
// (`npm run budget -- --only keyframes`), which takes minutes; here the table is held against the runs as they are, so that a run that is new,
// longer or larger must be trained again. And the keeper is led over all steps of each, whatever a step may cost.

import { describe, expect, it } from 'vitest';
import { runs } from '#framework';
import { KEYFRAME_BYTES } from '../Keyframes.ts';
import { Timeline } from '../Timeline.ts';
import { plainTrack } from '../TrackSpec.ts';
import { worstSeek } from '../worstSeek.ts';
import wholeRuns from './wholeRuns.json' with { type: 'json' };

const known: Readonly<Record<string, (typeof wholeRuns)[keyof typeof wholeRuns]>> = wholeRuns;
const nothing = (): void => {};
const quiet = { onMetrics: nothing, onEvaluation: nothing, onKeyframe: nothing, onEnding: nothing };

describe.each(runs.map(({ name }) => name))('%s', (name) => {
  it('was trained from end to end as it is now, within what one of four tracks may keep', async () => {
    const found = known[name];
    if (found === undefined) throw new Error(`npm run budget -- --only keyframes --run ${name}`);
    const timeline = await Timeline.open([plainTrack(name, 7)], quiet);
    await timeline.advance(false);
    const { keyframeBytes } = timeline.tracks[0]!;
    expect([found.steps, found.bytes], `npm run budget -- --only keyframes --run ${name}`).toEqual([
      timeline.totalSteps,
      keyframeBytes,
    ]);
    timeline.close();
    expect(found.most).toBeLessThanOrEqual(KEYFRAME_BYTES / 4);
    expect(found.most).toBeGreaterThanOrEqual(found.bytes);
    expect(found.again).toBeLessThanOrEqual(found.steps / 3);
  });

  it('stays within the whole budget with one track and with four, on a fast machine and on a slow one', () => {
    const { steps: totalSteps, bytes } = known[name]!;
    for (const stepMs of [0.01, 1, 100])
      for (const count of [1, 4])
        expect(worstSeek({ totalSteps, stepMs, recordedMs: 3 * stepMs, bytes }, count).mostBytes).toBeLessThanOrEqual(
          KEYFRAME_BYTES,
        );
  });
});

it('has no run that there is no more', () => {
  const names = new Set(runs.map(({ name }) => name));
  expect(Object.keys(known).filter((name) => !names.has(name))).toEqual([]);
});
