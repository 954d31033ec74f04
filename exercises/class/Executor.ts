/**
 * Who runs a student's code. It gets the code and the arguments of its calls, and brings back bytes: it knows no right answer, no
 * student and no mark. Judging stays where the gradebook is, so whoever runs the code, here or on another machine, can only answer.
 */
import type { Transcript } from '../grader/protocol.ts';
import type { Isolation } from '../grader/verdict.ts';

/** One text to run, under one seed. */
export interface Task {
  /** Names the task: the same key means the same answers, so a task may be run twice and counts once. */
  readonly key: string;
  readonly job: Uint8Array;
  readonly callCount: number;
  readonly wallMs: number;
}

export interface Executor {
  readonly isolation: Isolation;
  /** How many tasks it works on at a time. */
  readonly width: number;
  /** False where answers come in a later run only (queue/folderExecutor.ts). */
  readonly answersAtOnce: boolean;
  /**
   * Resolves when the run has ended, however it ended. Rejects where the run could not be had: that is nobody's mistake but ours, and is tried
   * again. `Waiting` means that somebody else has to work first.
   */
  readonly run: (task: Task) => Promise<Transcript>;
  readonly close: () => Promise<void>;
}

/** The answers are not there yet: workers have to fetch the tasks, and the same line is run again afterwards. */
export class Waiting extends Error {}
