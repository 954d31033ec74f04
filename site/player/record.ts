/** Makes a recording when the site is built: the same session as in the reader's browser, run up to one step. */

import type { Evaluation, LoadOptions, StepMetrics } from './protocol.ts';
import { type PackedRecording, packRecording } from './recording.ts';
import { Timeline } from './Timeline.ts';
import { plainTrack } from './TrackSpec.ts';

/** Large batch tensors are cut to one example, so that the file stays small. */
const KEEP_WHOLE = 1024;

/** Train to step number `step` and record it. */
export async function record(options: LoadOptions, step: number): Promise<PackedRecording> {
  const { run, seed, examples, testExamples, backend } = options;
  const metrics: StepMetrics[] = [];
  const evaluations: Evaluation[] = [];
  const timeline = await Timeline.open(
    [plainTrack(run, seed)],
    {
      onMetrics: (_track, entry) => metrics.push(entry),
      onEvaluation: (_track, entry) => evaluations.push(entry),
      onKeyframe: () => {},
      onEnding: () => {},
    },
    {
      keepWhole: KEEP_WHOLE,
      ...(backend === undefined ? {} : { backend }),
      sizes: {
        ...(examples === undefined ? {} : { examples }),
        ...(testExamples === undefined ? {} : { testExamples }),
      },
    },
  );
  const [trace] = (await timeline.show(step)) ?? [];
  if (trace === null || trace === undefined) throw new Error(`the recording of ${run} gave no step`);
  return packRecording({ info: timeline.tracks[0]!.info, trace, metrics, evaluations });
}
