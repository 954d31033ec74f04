/** Every run, one line each. */
import { ChalkgradError } from '../tensor/errors.ts';
import { creditLogistic } from './creditLogistic.ts';
import { digitsCnn } from './digitsCnn.ts';
import { lineRegression } from './lineRegression.ts';
import type { Run } from './Run.ts';
import { spiralMlp } from './spiralMlp.ts';

export { digitsCnn, digitsNetwork } from './digitsCnn.ts';
export type { Run, RunOptions } from './Run.ts';

/** Every run, in the order they are listed. */
export const runs: readonly Run[] = [lineRegression, spiralMlp, creditLogistic, digitsCnn];

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
