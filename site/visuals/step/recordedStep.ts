/** A real step for tests: the digits run, small, after two updates; every batch tensor whole where `whole` is asked for. */
import type { StepTrace } from '../../player/protocol.ts';
import { Timeline } from '../../player/Timeline.ts';
import { plainTrack } from '../../player/TrackSpec.ts';

export async function recordedStep(whole = false): Promise<StepTrace> {
  const nothing = (): void => {};
  const quiet = { onMetrics: nothing, onEvaluation: nothing, onKeyframe: nothing, onEnding: nothing };
  const options = { sizes: { examples: 96, testExamples: 1 }, keepWhole: whole ? Number.POSITIVE_INFINITY : 1024 };
  const timeline = await Timeline.open([plainTrack('digits-cnn', 7)], quiet, options);
  const [trace] = (await timeline.show(2)) ?? [];
  if (trace === null || trace === undefined) throw new Error('the timeline gave no step');
  return trace;
}
