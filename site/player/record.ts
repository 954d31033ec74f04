/** Makes a recording when the site is built: the same timeline as in the reader's browser, run up to one step. */

import { isExplanation, packExplanation } from './explain/explanation.ts';
import { taggedThree } from './explain/taggedThree.ts';
import type { LessonRun } from './lessonRuns.ts';
import { lightTrace, RECORDED_NUMBERS } from './lightTrace.ts';
import type { Ahead, Recording } from './PlayerState.ts';
import type { Evaluation, StepMetrics } from './protocol.ts';
import { type PackedRecording, packRecording } from './recording.ts';
import { Timeline } from './Timeline.ts';
import { plainTrack } from './TrackSpec.ts';
import { FIRST_WRITING, USUALLY_OBSERVED } from './timelineProtocol.ts';

/** Batch tensors beyond this size are cut to one example, so that the file stays small; the second where there are many ops. */
const KEEP_WHOLE = 1024;
/** A batch of pictures. */
const KEEP_ALL = 32 * 28 * 28;
const KEEP_WHOLE_OF_MANY = 64;
const MANY_OPS = 30;

/** Train to the recorded step of a run's page and record it. */
export async function record(frame: LessonRun): Promise<PackedRecording> {
  const whole = await recorded(frame, frame.ofAll === true ? KEEP_ALL : KEEP_WHOLE);
  const recording =
    frame.ofAll === true || whole.trace.ops.length < MANY_OPS ? whole : await recorded(frame, KEEP_WHOLE_OF_MANY);
  return packRecording({
    ...recording,
    trace: lightTrace(recording.trace, frame.numbers ?? RECORDED_NUMBERS, frame.wanted),
  });
}

/** The step as it was made, before anything is left out of it. */
export async function recorded(
  { recordedStep, observes, reads, writes, ahead, explains, options: turned = {}, ...options }: LessonRun,
  keepWhole: number,
): Promise<Recording> {
  const { run, seed, examples, testExamples, backend } = options;
  const metrics: StepMetrics[] = [];
  const evaluations: Evaluation[] = [];
  const timeline = await Timeline.open(
    [{ ...plainTrack(run, seed), options: turned }],
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
  if (observes !== undefined) timeline.look({ observes: [...USUALLY_OBSERVED, ...observes] });
  if (reads !== undefined) timeline.look({ reading: reads });
  const [trace] = (await timeline.show(recordedStep)) ?? [];
  if (trace === null || trace === undefined) throw new Error(`the recording of ${run} gave no step`);
  const [track] = timeline.tracks;
  const writing = writes === undefined ? null : track!.write(writes === true ? FIRST_WRITING : writes);
  const explanations = (explains ?? []).map((asked) => {
    const pixels = taggedThree(seed);
    const made = track!.explain({ ...asked, pixels });
    if (!isExplanation(made)) throw new Error(`${run} cannot be explained: ${made.refused}`);
    return packExplanation(made, track!.step, pixels);
  });
  const { info } = track!;
  const recording = { info, trace, metrics: [...metrics], evaluations: [...evaluations] };
  if (ahead === true) await timeline.show(info.totalSteps - 1);
  return {
    ...recording,
    ...(writing === null ? {} : { writing }),
    ...(explanations.length === 0 ? {} : { explanations }),
    ...(ahead === true ? { ahead: aheadOf(metrics.filter(({ step }) => step > recordedStep)) } : {}),
  };
}

function aheadOf(later: readonly StepMetrics[]): Ahead {
  const accuracies = later.map(({ accuracy }) => accuracy);
  return {
    losses: later.map(({ loss }) => loss),
    ...(accuracies.some(Number.isFinite) ? { accuracies } : {}),
  };
}
