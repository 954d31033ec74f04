/** Every run, one line each. */
import { ChalkgradError } from '../tensor/errors.ts';
import { creditLogistic } from './creditLogistic.ts';
import { digitsCnn } from './digitsCnn.ts';
import { digitsMlp } from './digitsMlp.ts';
import { lineRegression } from './lineRegression.ts';
import { motifCnn } from './motifCnn.ts';
import { namesLstm } from './namesLstm.ts';
import { namesRnn } from './namesRnn.ts';
import type { Run } from './Run.ts';
import { ringGan } from './ringGan.ts';
import { sineGru } from './sineGru.ts';
import { sortTransformer } from './sortTransformer.ts';
import { spiralMlp } from './spiralMlp.ts';

export { CHECK_SEEDS, checkRun, type RunCheck, reachesThreshold } from './checkRun.ts';
export { digitsCnn, digitsNetwork } from './digitsCnn.ts';
export type { Run, RunOptions } from './Run.ts';

/** Every run, in the order they are listed. */
export const runs: readonly Run[] = [
  lineRegression,
  spiralMlp,
  creditLogistic,
  digitsMlp,
  digitsCnn,
  motifCnn,
  namesRnn,
  namesLstm,
  sineGru,
  sortTransformer,
  ringGan,
];

/** A run by its name; an unknown name is an error that lists the known ones. */
export function findRun(name: string): Run {
  const run = runs.find((candidate) => candidate.name === name);
  if (run === undefined) {
    throw new ChalkgradError(
      `there is no run called '${name}'`,
      `known runs: ${runs.map((candidate) => candidate.name).join(', ')}.`,
    );
  }
  return run;
}
