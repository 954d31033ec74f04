/** The run of a reader's own program, where this worker has one: tracks name it like any other run. */
import { findRun, type Run } from '#framework';
import { PROGRAM } from './programName.ts';

let program: Run | null = null;

/** From now on tracks of `program` train this run. */
export const provideProgram = (run: Run): void => {
  program = run;
};

/** A run by the name that a track has for it. Errors: as `findRun`. */
export const runNamed = (name: string): Run => (name === PROGRAM && program !== null ? program : findRun(name));
