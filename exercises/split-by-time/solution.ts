/** The oldest rows learn, the newest are the exam; rows of one moment stay together. */
export function splitByTime(times: number[], share: number): [number[], number[]] {
  const rows = times.map((_, row) => row).toSorted((a, b) => times[a]! - times[b]! || a - b);
  let cut = Math.floor(share * times.length);
  while (cut > 0 && cut < rows.length && times[rows[cut]!] === times[rows[cut - 1]!]) cut++;
  return [rows.slice(0, cut), rows.slice(cut)];
}
