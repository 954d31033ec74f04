/** What VerdictLens is given to draw, and what questions about it are answered with. Light: the grader itself is not needed for it. */
import type { VerdictView } from '../../../../exercises/grader/explain.ts';

/** A row: one case, the same for everyone. */
export interface LensCase {
  readonly title: string;
  /** `lineAt(2, 3, 4)` */
  readonly call: string;
}

/** A column that is always there: the right answer, or a wrong one of the bank. */
export interface LensColumn {
  readonly id: string;
  readonly title: string;
  readonly advice: string;
  /** The line that returns. */
  readonly code: string;
  readonly cells: readonly string[];
}

/** Which rung of the ladder answered, from the top: it stopped, it has a name, it is off by a simple relation, only a case is known. */
export const rungs = ['stopped', 'named', 'relation', 'case'] as const;
export type LensRung = (typeof rungs)[number];

/** What the grader made of one program. */
export interface LensProgram {
  readonly code: string;
  readonly cells: readonly string[];
  /** For each column, the right one first, and each case: is it the same answer? */
  readonly agrees: readonly (readonly boolean[])[];
  /** How often the function was called. */
  readonly calls: number;
  readonly passed: boolean;
  /** The known mistake that it is, or null. */
  readonly name: string | null;
  /** null where all was right. */
  readonly rung: LensRung | null;
  readonly view: VerdictView;
}

export interface LensReading {
  readonly cases: readonly LensCase[];
  readonly right: LensColumn;
  readonly bank: readonly LensColumn[];
  readonly programs: readonly LensProgram[];
}

/** Numbers that questions about a lens are answered with; none is typed. */
export function factsOf({ programs, bank, cases, right }: LensReading): Readonly<Record<string, number>> {
  const [first, second] = programs;
  const column = bank.findIndex(({ id }) => id === first?.name);
  return {
    cases: cases.length,
    wrong: bank.length,
    calls: first?.calls ?? 0,
    right: right.cells.length,
    ...(column < 0 ? {} : { column }),
    ...(first === undefined || first.rung === null ? {} : { rung: rungs.indexOf(first.rung) }),
    ...(first === undefined || second === undefined ? {} : { verdicts: first.name === second.name ? 0 : 1 }),
  };
}
