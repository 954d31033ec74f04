/** Makes a recording when the site is built: the same timeline as in the reader's browser, run up to one step. */

import { lightTrace, RECORDED_NUMBERS } from './lightTrace.ts';
import type { Recording } from './PlayerState.ts';
import type { Evaluation, LoadOptions, StepMetrics } from './protocol.ts';
import { type PackedRecording, packRecording } from './recording.ts';
import { Timeline } from './Timeline.ts';
import { plainTrack } from './TrackSpec.ts';

/** Batch tensors beyond this size are cut to one example, so that the file stays small; the second where there are many ops. */
const KEEP_WHOLE = 1024;
const KEEP_WHOLE_OF_MANY = 64;
const MANY_OPS = 30;

/** Train to step number `step` and record it. `wanted`: paths of ops that go before others where not all fit. */
export async function record(options: LoadOptions, step: number, wanted?: readonly string[]): Promise<PackedRecording> {
  const whole = await recorded(options, step, KEEP_WHOLE);
  const recording = whole.trace.ops.length < MANY_OPS ? whole : await recorded(options, step, KEEP_WHOLE_OF_MANY);
  return packRecording({ ...recording, trace: lightTrace(recording.trace, RECORDED_NUMBERS, wanted) });
}

async function recorded(options: LoadOptions, step: number, keepWhole: number): Promise<Recording> {
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
      keepWhole,
      ...(backend === undefined ? {} : { backend }),
      sizes: {
        ...(examples === undefined ? {} : { examples }),
        ...(testExamples === undefined ? {} : { testExamples }),
      },
    },
  );
  const [trace] = (await timeline.show(step)) ?? [];
  if (trace === null || trace === undefined) throw new Error(`the recording of ${run} gave no step`);
  return { info: timeline.tracks[0]!.info, trace, metrics, evaluations };
}
