/**
 * Which cells of A, B and C three nested loops touch, and in which order: computed from the loops themselves. The matrices are 16
 * wide, because 16 float32 numbers are one cache line of 64 bytes: here a row is a line.
 */

export const SIDE = 16;
/** Steps of all three loops, and of those for the first row of C. */
export const STEPS = SIDE ** 3;
export const ROW_STEPS = SIDE ** 2;

/** The loops from the outermost to the innermost: rung C0's, and rung C1's. */
export type LoopOrder = 'ijp' | 'ipj';

export interface Cell {
  readonly row: number;
  readonly column: number;
}

export type MatrixName = 'A' | 'B' | 'C';

export interface LoopMoment {
  /** The cells that step `step` multiplies and adds to: c[i, j] += a[i, p] · b[p, j]. */
  readonly now: Readonly<Record<MatrixName, Cell>>;
  /** The same for the steps the innermost loop has made so far, this one included. */
  readonly inner: Readonly<Record<MatrixName, readonly Cell[]>>;
}

function cellsAt(order: LoopOrder, step: number): Readonly<Record<MatrixName, Cell>> {
  const counters = [Math.floor(step / SIDE ** 2), Math.floor(step / SIDE) % SIDE, step % SIDE];
  const of = (name: string): number => counters[order.indexOf(name)]!;
  const [i, j, p] = [of('i'), of('j'), of('p')];
  return { A: { row: i, column: p }, B: { row: p, column: j }, C: { row: i, column: j } };
}

/** @example momentAt('ijp', 3).inner.B.length // 4 numbers of B, in 4 different lines */
export function momentAt(order: LoopOrder, step: number): LoopMoment {
  const first = step - (step % SIDE);
  const steps = Array.from({ length: step - first + 1 }, (_, at) => cellsAt(order, first + at));
  return {
    now: cellsAt(order, step),
    inner: { A: steps.map(({ A }) => A), B: steps.map(({ B }) => B), C: steps.map(({ C }) => C) },
  };
}

/** Cache lines that hold these cells: as many as there are rows among them. */
export const linesOf = (cells: readonly Cell[]): number => new Set(cells.map(({ row }) => row)).size;
