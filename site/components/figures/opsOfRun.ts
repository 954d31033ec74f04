/**
 * Which ops a lesson's run makes in one step, by name: so that a page carries the formulas and the code of those and no others.
 * Found by making one step of the run while the site is built, on one batch of examples.
 */
import { lessonRuns } from '../../player/lessonRuns.ts';
import { Session } from '../../player/Session.ts';

const BATCH = 32;
const known = new Map<string, Promise<readonly string[]>>();

async function find(run: string): Promise<readonly string[]> {
  const options = lessonRuns[run];
  if (options === undefined) throw new Error(`No run is called '${run}'. site/player/lessonRuns.ts lists them.`);
  const quiet = { onMetrics: () => {}, onEvaluation: () => {}, onKeyframe: () => {} };
  const session = await Session.open({ ...options, examples: BATCH, testExamples: 1 }, quiet, 0);
  const trace = await session.show(0);
  return [...new Set(trace?.ops.map(({ name }) => name))];
}

/** @example await opsOfRun('digits-cnn') // ['conv2d', 'relu', 'maxPool2d', 'flatten', 'linear', 'crossEntropy'] */
export const opsOfRun = (run: string): Promise<readonly string[]> => {
  const found = known.get(run) ?? find(run);
  known.set(run, found);
  return found;
};
