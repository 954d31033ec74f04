/**
 * Windows may overlap
 *
 * You go on by a whole history. Each window begins one step after the one before: nearly all its values are shared with it.
 */

export function windows(series: number[], history: number, horizon: number): { x: number[][]; y: number[] } {
  const count = Math.max(0, series.length - history - horizon + 1);
  const starts = Array.from({ length: count }, (_, i) => i);
  const some = starts.filter((start) => start % history === 0);
  return {
    x: some.map((start) => series.slice(start, start + history)),
    y: some.map((start) => series[start + history + horizon - 1]!),
  };
}
