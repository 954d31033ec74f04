/**
 * A sum over all pairs
 *
 * There are m² terms; the mean divides by m².
 *
 * @moment t=line-regression.7~line-regression.7!sum-not-mean&step=20
 */

export function allPairsLoss(predictions: number[], targets: number[]): number {
  const m = targets.length;
  const centre = targets.reduce((sum, t) => sum + t, 0) / m;
  const away = (values: number[]): number => values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return m * (away(predictions) + away(targets));
}
