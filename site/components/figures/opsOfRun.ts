/**
 * Which ops a run makes in one step, by name: so that a page carries the formulas and the code of those and no others. Read from the
 * step that was recorded for the run's page.
 */
import { lessonRuns } from '../../player/lessonRuns.ts';
import { opsOfRecordedStep, pathsOfRecordedStep, rulesOfRecordedStep } from '../../player/recordedFrame.ts';
import { sourceFiles } from '../source/sourceFiles.ts';

/** @example await opsOfRun('digits-cnn') // ['conv2d', 'relu', 'maxPool2d', 'flatten', 'linear', 'crossEntropy'] */
export function opsOfRun(run: string): Promise<readonly string[]> {
  if (lessonRuns[run] === undefined)
    throw new Error(
      `No run is called '${run}'. site/player/lessonRuns.ts lists them: ${Object.keys(lessonRuns).join(', ')}.`,
    );
  return opsOfRecordedStep(run);
}

/** Which optimizers update its parameters; `SGD.velocity` where the rule has a memory. @example await rulesOfRun('ring-gan') // ['Adam'] */
export const rulesOfRun = (run: string): Promise<readonly string[]> => rulesOfRecordedStep(run);

/** Files of layers that name the parts of a cell or of attention one by one. */
const isLayer = (path: string): boolean =>
  /^framework\/(nn\/recurrent\/\w+Step|nn\/transformer\/MultiHeadAttention|ops\/linalg\/attentionWeights)\.ts$/.test(
    path,
  );

/** The layers whose lines made the parts of this run's cells: for each part the file that knows most of them. */
export async function layerOfRun(run: string): Promise<readonly string[]> {
  const leaves = new Set((await pathsOfRecordedStep(run)).map((path) => path.split('.').at(-1)!));
  const known = sourceFiles
    .filter(({ path }) => isLayer(path))
    .map(({ path, text }) => ({ path, parts: [...leaves].filter((leaf) => text.includes(`inScope('${leaf}'`)) }))
    .filter(({ parts }) => parts.length > 0)
    .sort((a, b) => b.parts.length - a.parts.length);
  const taken = new Set<string>();
  return known.flatMap(({ path, parts }) => {
    const fresh = parts.filter((part) => !taken.has(part));
    for (const part of fresh) taken.add(part);
    return fresh.length > 1 ? [path] : [];
  });
}
