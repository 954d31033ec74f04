/** Real steps for tests, made as the page makes them. */
import type { Reading, StepTrace } from '../../../player/protocol.ts';
import { Timeline, type TimelineOptions } from '../../../player/Timeline.ts';
import { plainTrack, type TrackSpec } from '../../../player/TrackSpec.ts';
import { parseTrack } from '../../../player/trackText.ts';

/** Step number `step` of a run, seed 7, with every tensor whole, and what `observes` names beside it; `reading` in the batch's place. */
export const stepOf = (
  run: string,
  step: number,
  observes?: readonly string[],
  reading: Reading | null = null,
): Promise<StepTrace> => stepAt(plainTrack(run, 7), step, { keepWhole: Number.POSITIVE_INFINITY }, observes, reading);

/** The same of a track as a link writes it: `plane-regression.7(straighten=true)`. */
export const stepOfTrack = (text: string, step: number): Promise<StepTrace> => {
  const track = parseTrack(text);
  if (typeof track === 'string') throw new Error(track);
  return stepAt(track, step, { keepWhole: Number.POSITIVE_INFINITY });
};

/** The digits run, small, after two updates; every batch tensor whole where `whole` is asked for. */
export const recordedStep = (whole = false): Promise<StepTrace> =>
  stepAt(plainTrack('digits-cnn', 7), 2, {
    sizes: { examples: 96, testExamples: 1 },
    keepWhole: whole ? Number.POSITIVE_INFINITY : 1024,
  });

async function stepAt(
  track: TrackSpec,
  step: number,
  options: TimelineOptions,
  observes?: readonly string[],
  reading: Reading | null = null,
): Promise<StepTrace> {
  const nothing = (): void => {};
  const quiet = { onMetrics: nothing, onEvaluation: nothing, onKeyframe: nothing, onEnding: nothing };
  const timeline = await Timeline.open([track], quiet, options);
  timeline.look({ reading, ...(observes === undefined ? {} : { observes }) });
  const [trace] = (await timeline.show(step)) ?? [];
  if (trace === null || trace === undefined) throw new Error('the timeline gave no step');
  return trace;
}
