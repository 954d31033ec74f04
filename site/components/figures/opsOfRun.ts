/**
 * Which ops a run makes in one step, by name: so that a page carries the formulas and the code of those and no others. Read from the
 * step that was recorded for the run's page.
 */
import { lessonRuns } from '../../player/lessonRuns.ts';
import { opsOfRecordedStep } from '../../player/recordedFrame.ts';

/** @example await opsOfRun('digits-cnn') // ['conv2d', 'relu', 'maxPool2d', 'flatten', 'linear', 'crossEntropy'] */
export function opsOfRun(run: string): Promise<readonly string[]> {
  if (lessonRuns[run] === undefined)
    throw new Error(
      `No run is called '${run}'. site/player/lessonRuns.ts lists them: ${Object.keys(lessonRuns).join(', ')}.`,
    );
  return opsOfRecordedStep(run);
}
