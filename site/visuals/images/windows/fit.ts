/** Where a window fits along a row of cells, and which cells it never reaches. Source: Dumoulin & Visin (2016), relationship 15. */

export interface Window {
  /** Cells of the row, without padding. */
  readonly size: number;
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
  readonly dilation: number;
}

export interface Fit {
  /** Cells from the first to the last of the window, gaps included. */
  readonly span: number;
  /** Where the window begins, counted from the first cell of the row: −padding, −padding + stride … */
  readonly starts: readonly number[];
  /** Cells of the row that no window touches. */
  readonly unseen: readonly number[];
  /** How many windows touch each cell of the row. */
  readonly seenBy: readonly number[];
}

/** The cells that a window at `start` touches. */
export const touched = ({ kernel, dilation }: Window, start: number): readonly number[] =>
  Array.from({ length: kernel }, (_, u) => start + u * dilation);

/** @example fitOf({ size: 6, kernel: 3, stride: 2, padding: 0, dilation: 1 }).starts // [0, 2] */
export function fitOf(window: Window): Fit {
  const { size, kernel, stride, padding, dilation } = window;
  const span = dilation * (kernel - 1) + 1;
  const last = size + 2 * padding - span;
  const starts = last < 0 ? [] : Array.from({ length: Math.floor(last / stride) + 1 }, (_, i) => i * stride - padding);
  const seenBy = Array.from({ length: size }, () => 0);
  for (const start of starts) {
    for (const cell of touched(window, start)) if (cell >= 0 && cell < size) seenBy[cell]!++;
  }
  return { span, starts, seenBy, unseen: seenBy.flatMap((count, cell) => (count === 0 ? [cell] : [])) };
}
