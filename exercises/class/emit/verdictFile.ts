/**
 * One verdict as a file, version 1 of its schema (verdict.schema.json, which a test holds every file against): what was judged, by what, and what
 * came of it. Everything else that we write is made from these.
 */
import type { Verdict } from '../../grader/verdict.ts';
import type { Cell, Gradebook } from '../gradebook.ts';

export interface VerdictFile extends Omit<Verdict, 'exercise' | 'schema'> {
  readonly schema: 1;
  readonly exercise: { readonly id: string; readonly sha256: string };
  readonly grader: { readonly sha256: string };
  readonly attempts: number;
  readonly behaviour: string;
}

/** Null where there is nothing to tell: not handed in, or not judged yet. */
export function verdictFile(cell: Cell, { run }: Gradebook): VerdictFile | null {
  const { verdict, exercise, attempts, behaviour } = cell;
  if (verdict === null) return null;
  return {
    ...verdict,
    schema: 1,
    exercise: { id: exercise, sha256: run.exercises[exercise] ?? '' },
    grader: { sha256: run.grader },
    submission: { sha256: cell.sha256 },
    attempts,
    behaviour,
  };
}
