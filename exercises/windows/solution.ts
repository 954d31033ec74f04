/** All windows of a series with stride 1, the oldest first: x[i] are `history` values, y[i] the value `horizon` steps behind them. */
export function windows(series: number[], history: number, horizon: number): { x: number[][]; y: number[] } {
  const count = Math.max(0, series.length - history - horizon + 1);
  const starts = Array.from({ length: count }, (_, i) => i);
  return {
    x: starts.map((start) => series.slice(start, start + history)),
    y: starts.map((start) => series[start + history + horizon - 1]!),
  };
}
