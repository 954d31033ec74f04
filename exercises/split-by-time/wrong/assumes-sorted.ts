/**
 * The file is not in order
 *
 * You cut the file as it lies. Sort by time first.
 */

export function splitByTime(times: number[], share: number): [number[], number[]] {
  const rows = times.map((_, row) => row);
  let cut = Math.floor(share * times.length);
  while (cut > 0 && cut < rows.length && times[rows[cut]!] === times[rows[cut - 1]!]) cut++;
  return [rows.slice(0, cut), rows.slice(cut)];
}
