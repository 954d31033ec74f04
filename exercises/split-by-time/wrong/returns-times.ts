/**
 * Times, not rows
 *
 * Row numbers were asked for; you returned the times.
 */

export function splitByTime(times: number[], share: number): [number[], number[]] {
  const rows = times.map((_, row) => row).toSorted((a, b) => times[a]! - times[b]! || a - b);
  let cut = Math.floor(share * times.length);
  while (cut > 0 && cut < rows.length && times[rows[cut]!] === times[rows[cut - 1]!]) cut++;
  const moments = rows.map((row) => times[row]!);
  return [moments.slice(0, cut), moments.slice(cut)];
}
