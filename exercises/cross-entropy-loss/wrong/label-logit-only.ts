/**
 * Only the logit of the truth
 *
 * You charge −z at the right class. Without ln Σ e^z, raising all scores together would be free profit.
 */

export function crossEntropy(logits: number[][], targets: number[] | number[][]): number {
  const losses = logits.map((row, i) => lossOf(row, targets[i]!));
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

function lossOf(row: number[], target: number | number[]): number {
  if (typeof target === 'number') return -row[target]!;
  return row.reduce((sum, logit, k) => sum - target[k]! * logit, 0);
}
