/**
 * Every other day examines
 *
 * You took test rows from between the others. Their neighbours, yesterday and tomorrow, are in the lesson.
 */

export function splitByTime(times: number[], share: number): [number[], number[]] {
  const rows = times.map((_, row) => row).toSorted((a, b) => times[a]! - times[b]! || a - b);
  const cut = Math.floor(share * times.length);
  const step = times.length / Math.max(1, times.length - cut);
  const test = Array.from({ length: times.length - cut }, (_, i) => Math.floor(i * step));
  return [rows.filter((_, i) => !test.includes(i)), test.map((i) => rows[i]!)];
}
