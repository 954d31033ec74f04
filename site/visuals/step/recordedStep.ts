/** A real step for tests: the digits run, small, after two updates; every batch tensor whole where `whole` is asked for. */
import type { StepTrace } from '../../player/protocol.ts';
import { Session } from '../../player/Session.ts';

export async function recordedStep(whole = false): Promise<StepTrace> {
  const quiet = { onMetrics: () => {}, onEvaluation: () => {}, onKeyframe: () => {} };
  const options = { run: 'digits-cnn', seed: 7, examples: 96, testExamples: 1 };
  const session = await Session.open(options, quiet, whole ? Number.POSITIVE_INFINITY : 1024);
  const trace = await session.show(2);
  if (trace === null) throw new Error('the session gave no step');
  return trace;
}
