/**
 * Which ops a lesson's run makes in one step, by name: so that a page carries the formulas and the code of those and no others.
 * Found by making one step of the run while the site is built, on one batch of examples.
 */
import { lessonRuns } from '../../player/lessonRuns.ts';
import { Timeline } from '../../player/Timeline.ts';
import { plainTrack } from '../../player/TrackSpec.ts';

const BATCH = 32;
const known = new Map<string, Promise<readonly string[]>>();

async function find(run: string): Promise<readonly string[]> {
  const options = lessonRuns[run];
  if (options === undefined) throw new Error(`No run is called '${run}'. site/player/lessonRuns.ts lists them.`);
  const nothing = (): void => {};
  const quiet = { onMetrics: nothing, onEvaluation: nothing, onKeyframe: nothing, onEnding: nothing };
  const sizes = { examples: BATCH, testExamples: 1 };
  const timeline = await Timeline.open([plainTrack(run, options.seed)], quiet, { sizes, keepWhole: 0 });
  const [trace] = await timeline.advance(true);
  return [...new Set(trace?.ops.map(({ name }) => name))];
}

/** @example await opsOfRun('digits-cnn') // ['conv2d', 'relu', 'maxPool2d', 'flatten', 'linear', 'crossEntropy'] */
export const opsOfRun = (run: string): Promise<readonly string[]> => {
  const found = known.get(run) ?? find(run);
  known.set(run, found);
  return found;
};
