/**
 * Examined on yesterday
 *
 * The newest rows learn in yours, and the oldest examine. Turn it round.
 */

export function splitByTime(times: number[], share: number): [number[], number[]] {
  const rows = times.map((_, row) => row).toSorted((a, b) => times[b]! - times[a]! || a - b);
  let cut = Math.floor(share * times.length);
  while (cut > 0 && cut < rows.length && times[rows[cut]!] === times[rows[cut - 1]!]) cut++;
  return [rows.slice(0, cut), rows.slice(cut)];
}
