/**
 * The last value you show is the answer
 *
 * x was moved on by the horizon, so that each row ends with the value that is asked for. A network learns to copy it, and is worth nothing tomorrow.
 *
 * @moment t=sine-gru.7~sine-gru.7!window-leaks-future&step=149
 */

export function windows(series: number[], history: number, horizon: number): { x: number[][]; y: number[] } {
  const count = Math.max(0, series.length - history - horizon + 1);
  const starts = Array.from({ length: count }, (_, i) => i);
  return {
    x: starts.map((start) => series.slice(start + horizon, start + horizon + history)),
    y: starts.map((start) => series[start + history + horizon - 1]!),
  };
}
