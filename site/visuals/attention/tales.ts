/** What one run of `tiny-gpt` writes after more and more updates, with the same random draws. Made by recordTales.ts, in Node. */
import { lessonRuns } from '../../player/lessonRuns.ts';
import { Timeline } from '../../player/Timeline.ts';
import { plainTrack } from '../../player/TrackSpec.ts';
import { TALE_SEED, TALE_TEMPERATURE } from './taleFacts.ts';

export interface Tale {
  readonly step: number;
  readonly text: string;
}

const nothing = (): void => {};

/** Samples after these numbers of updates, in rising order. */
export async function talesAt(steps: readonly number[]): Promise<readonly Tale[]> {
  const { options = {} } = lessonRuns['tiny-gpt']!;
  const quiet = { onMetrics: nothing, onEvaluation: nothing, onKeyframe: nothing, onEnding: nothing };
  const timeline = await Timeline.open([{ ...plainTrack('tiny-gpt', TALE_SEED), options }], quiet, {});
  const tales: Tale[] = [];
  for (const step of steps) {
    const [track] = timeline.tracks;
    await track!.goTo(step);
    const writing = track!.write({ temperature: TALE_TEMPERATURE, draw: 0, count: 1 });
    tales.push({ step: writing!.step, text: writing!.written[0]!.text.trim() });
  }
  timeline.close();
  return tales;
}
