/**
 * q · scale does not give w back
 *
 * The factor is turned over: L / max|w| leads from w to q. What is stored leads back, from q to w.
 */

export function quantise(w: number[][], bits: number): { q: number[][]; scale: number[] } {
  const most = 2 ** (bits - 1) - 1;
  const scale = w.map((row) => most / Math.max(...row.map(Math.abs)));
  const finite = scale.map((s) => (Number.isFinite(s) ? s : 1));
  return { q: w.map((row, r) => row.map((value) => Math.round(value * finite[r]!) + 0)), scale: finite };
}
