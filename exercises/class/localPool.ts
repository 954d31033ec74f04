/** Runs tasks on this machine, each in a child process of its own. */
import { availableParallelism } from 'node:os';
import type { ProcessIsolation } from '../grader/isolation.ts';
import { runChild } from '../grader/runChild.ts';
import type { Executor } from './Executor.ts';

/** @param width tasks at a time; as many as there are processors, unless told */
export const localPool = (isolation: ProcessIsolation, width = availableParallelism()): Executor => ({
  isolation,
  width,
  answersAtOnce: true,
  run: ({ job, callCount, wallMs }) => runChild(job, callCount, { wallMs, isolation }),
  close: async () => {},
});
