/** Makes a recording when the site is built: the same session as in the reader's browser, run up to one step. */

import { lightTrace, RECORDED_NUMBERS } from './lightTrace.ts';
import type { Recording } from './Player.ts';
import type { Evaluation, LoadOptions, StepMetrics } from './protocol.ts';
import { type PackedRecording, packRecording } from './recording.ts';
import { Session } from './Session.ts';

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
  const metrics: StepMetrics[] = [];
  const evaluations: Evaluation[] = [];
  const session = await Session.open(
    options,
    {
      onMetrics: (entry) => metrics.push(entry),
      onEvaluation: (entry) => evaluations.push(entry),
      onKeyframe: () => {},
    },
    keepWhole,
  );
  const trace = await session.show(step);
  if (trace === null) throw new Error(`the recording of ${options.run} gave no step`);
  return { info: session.info, trace, metrics, evaluations };
}
