/**
 * You forecast one step further
 *
 * With horizon 1 the next value is asked for, the one right behind those that are shown.
 */

export function windows(series: number[], history: number, horizon: number): { x: number[][]; y: number[] } {
  const count = Math.max(0, series.length - history - horizon);
  const starts = Array.from({ length: count }, (_, i) => i);
  return {
    x: starts.map((start) => series.slice(start, start + history)),
    y: starts.map((start) => series[start + history + horizon]!),
  };
}
