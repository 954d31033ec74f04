/**
 * The verdict as data: what the terminal prints, the page shows and `--json` writes are three renderings of this.
 * It holds ids, numbers and the student's own output; sentences are made from it in explain.ts.
 * Numbers that JSON cannot hold (NaN, infinities) are written as their names.
 */
import type { Index, Leaf } from './compare.ts';
import type { PartId } from './Exercise.ts';

export type VerdictWord =
  | 'PASS'
  | 'PARTIAL'
  | 'WRONG_ANSWER'
  | 'WRONG_TYPE'
  | 'WRONG_SHAPE'
  | 'RUNTIME_ERROR'
  | 'LOAD_ERROR'
  | 'BAD_SUBMISSION'
  | 'TIME_LIMIT'
  | 'MEMORY_LIMIT'
  | 'OUTPUT_LIMIT'
  | 'EARLY_EXIT'
  | 'CHANGED_ARGUMENTS'
  | 'NONDETERMINISTIC'
  | 'PROTOCOL_ERROR'
  | 'INFRA_ERROR';

/** Words for what came to no answers that could be compared. */
export const didNotRun: ReadonlySet<VerdictWord> = new Set([
  'RUNTIME_ERROR',
  'LOAD_ERROR',
  'BAD_SUBMISSION',
  'TIME_LIMIT',
  'MEMORY_LIMIT',
  'OUTPUT_LIMIT',
  'EARLY_EXIT',
  'PROTOCOL_ERROR',
]);

export type JsonNumber = number | 'NaN' | 'Infinity' | '-Infinity';

/** Values for the `{names}` in a message. */
export type Parameters = Readonly<Record<string, string | number>>;

/** A cell's value; text stands in JSON's quotes, so that "1" is no 1 and 'NaN' is always the number that is none. */
export type JsonLeaf = JsonNumber | boolean | null | `"${string}"`;

export interface CellReport {
  readonly index: Index;
  readonly got: JsonLeaf;
  readonly expected: JsonLeaf;
}

/** What is known about a case that did not pass. */
export type Detail =
  | {
      readonly kind: 'cell';
      readonly first: CellReport;
      readonly worst: CellReport;
      readonly wrong: number;
      readonly total: number;
    }
  | { readonly kind: 'type'; readonly index: Index; readonly got: string; readonly expected: string }
  | {
      readonly kind: 'shape';
      readonly index: Index;
      readonly got: readonly number[] | null;
      readonly expected: readonly number[];
    }
  | {
      readonly kind: 'fields';
      readonly index: Index;
      readonly missing: readonly string[];
      readonly extra: readonly string[];
    }
  | { readonly kind: 'failure'; readonly name: string; readonly message: string; readonly line: number }
  /** What a shader did that a card would not have told: `words` is a sentence of `shader` in english.ts. */
  | { readonly kind: 'event'; readonly words: string; readonly event: string; readonly values: Parameters }
  /** The right answer was to throw, and something came back. */
  | { readonly kind: 'not-thrown' }
  /** Right, but the arguments were changed where they are to stay. */
  | { readonly kind: 'mutated' }
  | { readonly kind: 'not-run' };

export interface CaseReport {
  readonly id: string;
  /** From the seed of this grading; otherwise one of the cases that are the same for everyone. */
  readonly fresh: boolean;
  readonly verdict: VerdictWord;
  readonly detail: Detail | null;
}

export interface PartReport {
  readonly id: PartId;
  readonly visible: true;
  readonly verdict: VerdictWord;
  readonly points: number;
  readonly max: number;
  readonly cases: readonly CaseReport[];
}

/** Which rung of the ladder answered: how the run went, an exact match with a known mistake or with two at once, a relation to the right answer, or only the cell. */
export type Rung = 'outcome' | 'match' | 'both' | 'relation' | 'cell';

export interface Diagnosis {
  readonly rung: Rung;
  readonly id: string;
  readonly parameters: Parameters;
}

export interface Message {
  readonly id: string;
  readonly parameters: Parameters;
}

export interface Limits {
  readonly wallMs: number;
}

/** How the student's code was kept apart: a child process, one in namespaces of its own (bubblewrap), one in a container, or a worker in a sandboxed frame. */
export type Isolation = 'student' | 'bwrap' | 'podman' | 'docker' | 'browser';

export interface Verdict {
  readonly schema: 1;
  readonly exercise: { readonly id: string };
  readonly submission: { readonly sha256: string };
  readonly seed: number;
  readonly isolation: Isolation;
  readonly limits: Limits;
  readonly status: 'graded' | 'invalid' | 'infra';
  readonly verdict: VerdictWord;
  readonly groups: readonly PartReport[];
  readonly score: number;
  readonly max: number;
  readonly diagnosis: Diagnosis | null;
  readonly warnings: readonly Message[];
  readonly log: string;
  readonly timings: { readonly wallMs: number };
}

export function jsonNumber(value: number): JsonNumber {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Number.POSITIVE_INFINITY) return 'Infinity';
  return value === Number.NEGATIVE_INFINITY ? '-Infinity' : value;
}

export function jsonLeaf(value: Leaf): JsonLeaf {
  if (typeof value === 'number') return jsonNumber(value);
  return typeof value === 'string' ? (JSON.stringify(value) as `"${string}"`) : value;
}
