/** Makes a recording when the site is built: the same session as in the reader's browser, run up to one step. */

import type { Evaluation, LoadOptions, StepMetrics } from './protocol.ts';
import { type PackedRecording, packRecording } from './recording.ts';
import { Session } from './Session.ts';

/** Large batch tensors are cut to one example, so that the file stays small. */
const KEEP_WHOLE = 1024;

/** Train to step number `step` and record it. */
export async function record(options: LoadOptions, step: number): Promise<PackedRecording> {
  const metrics: StepMetrics[] = [];
  const evaluations: Evaluation[] = [];
  const session = await Session.open(
    options,
    {
      onMetrics: (entry) => metrics.push(entry),
      onEvaluation: (entry) => evaluations.push(entry),
      onKeyframe: () => {},
    },
    KEEP_WHOLE,
  );
  const trace = await session.show(step);
  if (trace === null) throw new Error(`the recording of ${options.run} gave no step`);
  return packRecording({ info: session.info, trace, metrics, evaluations });
}
