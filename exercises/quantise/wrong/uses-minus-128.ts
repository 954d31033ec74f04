/**
 * It reaches the one number below that has no partner above
 *
 * Here the scale puts the largest weight on 2^(b−1), which only the negative side can store. The symmetric code leaves that number unused.
 */

export function quantise(w: number[][], bits: number): { q: number[][]; scale: number[] } {
  const half = 2 ** (bits - 1);
  const scale = w.map((row) => Math.max(...row.map(Math.abs)) / half || 1);
  const q = w.map((row, r) =>
    row.map((value) => Math.min(half - 1, Math.max(-half, Math.round(value / scale[r]!))) + 0),
  );
  return { q, scale };
}
