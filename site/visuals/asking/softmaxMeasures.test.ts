import { describe, expect, it } from 'vitest';
import type { RunInfo } from '../../player/protocol.ts';
import { Timeline } from '../../player/Timeline.ts';
import type { TrackSpec } from '../../player/TrackSpec.ts';
import { parseTrack } from '../../player/trackText.ts';
import { stepOf } from '../parts/cells/recordedStep.ts';
import type { Measured } from './Measure.ts';
import { softmaxMeasures } from './softmaxMeasures.ts';

const alone = (trace: Measured['trace']): Measured => ({ trace, info: {} as RunInfo, metrics: [], tracks: [] });

describe('softmaxMeasures', () => {
  it('knows who holds out at step 50, and says it of no other step', async () => {
    const at50 = alone(await stepOf('three-clouds', 50));
    expect(softmaxMeasures['loudest-example'](at50)).toBe(140);
    expect(softmaxMeasures['loudest-of-loss'](at50)).toBeCloseTo(9.0, 1);
    expect(softmaxMeasures['loudest-of-pulls'](at50)).toBeCloseTo(6.9, 1);
    expect(softmaxMeasures['classes-told-apart'](at50)).toBe(3);
    expect(softmaxMeasures['examples-in-batch'](at50)).toBe(150);
    expect(softmaxMeasures['floor-of-twice'](at50)).toBeCloseTo(0.5514, 4);
    expect(softmaxMeasures['loudest-of-loss'](alone(await stepOf('three-clouds', 49)))).toBeNull();
  }, 60_000);

  it('finds the first NaN of the softmax without its shift in the division', async () => {
    const nothing = (): void => {};
    const quiet = { onMetrics: nothing, onEvaluation: nothing, onKeyframe: nothing, onEnding: nothing };
    const texts = ['three-clouds.7(featureScale=1000)', 'three-clouds.7(featureScale=1000)!softmax-no-max-shift'];
    const timeline = await Timeline.open(
      texts.map((text) => parseTrack(text) as TrackSpec),
      quiet,
      { keepWhole: Number.POSITIVE_INFINITY },
    );
    const at = async (step: number): Promise<number | null> => {
      const traces = (await timeline.show(step))!;
      const tracks = traces.map((trace) => ({ trace })) as unknown as Measured['tracks'];
      return softmaxMeasures['first-nan']({ ...alone(null), tracks });
    };
    expect(await at(0)).toBeNull();
    expect(await at(1)).toBe(2);
    timeline.close();
  }, 60_000);
});
