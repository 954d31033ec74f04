/**
 * Divided by m
 *
 * There are m² pairs, and you divided their sum by m. It is larger than the mean by a factor of m.
 */

export function allPairsLoss(predictions: number[], targets: number[]): number {
  const m = targets.length;
  const centre = targets.reduce((sum, t) => sum + t, 0) / m;
  const away = (values: number[]): number => values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return away(predictions) + away(targets);
}
