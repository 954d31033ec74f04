/**
 * Zeros that nobody measured
 *
 * You begin before the series does, and fill up with zeros. A network takes them for measurements.
 */

export function windows(series: number[], history: number, horizon: number): { x: number[][]; y: number[] } {
  const count = Math.max(0, series.length - horizon);
  const lasts = Array.from({ length: count }, (_, i) => i);
  return {
    x: lasts.map((last) => Array.from({ length: history }, (_, j) => series[last - history + 1 + j] ?? 0)),
    y: lasts.map((last) => series[last + horizon]!),
  };
}
