/**
 * All windows of a series: what is shown, and what is asked for.
 *
 * series: T values. x: one row of `history` values a window. y: the value `horizon` steps behind each row.
 */
export function windows(series: number[], history: number, horizon: number): { x: number[][]; y: number[] } {
  // your turn: how many windows are there?
  return { x: [], y: [] };
}
