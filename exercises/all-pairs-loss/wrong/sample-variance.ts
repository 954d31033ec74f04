/**
 * Divided by m − 1
 *
 * That estimates the variance of a population from a sample. Here all targets are present: divide by m. With one example
 * yours is 0/0.
 */

export function allPairsLoss(predictions: number[], targets: number[]): number {
  const m = targets.length;
  const centre = targets.reduce((sum, t) => sum + t, 0) / m;
  const away = (values: number[]): number => values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return away(predictions) / m + away(targets) / (m - 1);
}
