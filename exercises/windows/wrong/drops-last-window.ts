/**
 * The last window is missing
 *
 * The last value of the series is an answer, too. There are T − history − horizon + 1 windows.
 */

export function windows(series: number[], history: number, horizon: number): { x: number[][]; y: number[] } {
  const count = Math.max(0, series.length - history - horizon);
  const starts = Array.from({ length: count }, (_, i) => i);
  return {
    x: starts.map((start) => series.slice(start, start + history)),
    y: starts.map((start) => series[start + history + horizon - 1]!),
  };
}
