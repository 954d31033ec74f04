/**
 * Time runs backwards
 *
 * Your windows begin with the newest. The oldest comes first, as in the series.
 */

export function windows(series: number[], history: number, horizon: number): { x: number[][]; y: number[] } {
  const count = Math.max(0, series.length - history - horizon + 1);
  const starts = Array.from({ length: count }, (_, i) => i);
  const backwards = starts.toReversed();
  return {
    x: backwards.map((start) => series.slice(start, start + history)),
    y: backwards.map((start) => series[start + history + horizon - 1]!),
  };
}
