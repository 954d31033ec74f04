/** Row numbers: the oldest for training, the newest for the test. */
export function splitByTime(times: number[], share: number): [number[], number[]] {
  // your turn
  const rows = times.map((_, row) => row);
  return [rows, []];
}
