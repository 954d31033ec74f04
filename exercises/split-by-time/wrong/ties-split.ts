/**
 * One moment on both sides
 *
 * Rows of the same moment stand on both sides of your cut. Move it behind the last of them.
 */

export function splitByTime(times: number[], share: number): [number[], number[]] {
  const rows = times.map((_, row) => row).toSorted((a, b) => times[a]! - times[b]! || a - b);
  const cut = Math.floor(share * times.length);
  return [rows.slice(0, cut), rows.slice(cut)];
}
