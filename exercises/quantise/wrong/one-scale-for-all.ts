/**
 * One scale for all rows
 *
 * One large row sets the step, and all others lose their digits: give each row a scale of its own.
 */

export function quantise(w: number[][], bits: number): { q: number[][]; scale: number[] } {
  const most = 2 ** (bits - 1) - 1;
  const largest = Math.max(...w.flat().map(Math.abs));
  const s = largest === 0 ? 1 : largest / most;
  return { q: w.map((row) => row.map((value) => Math.round(value / s) + 0)), scale: w.map(() => s) };
}
