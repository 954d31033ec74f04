/**
 * The sum, not the mean
 *
 * You added up what the rows cost. The loss here is their mean: divide by m, so that it does not grow with the batch.
 *
 * @convention
 * @moment t=three-clouds.7(lr=0.01)~three-clouds.7(lr=0.01)!sum-not-mean&step=5
 */

export function crossEntropy(logits: number[][], targets: number[] | number[][]): number {
  const losses = logits.map((row, i) => lossOf(row, targets[i]!));
  return losses.reduce((sum, loss) => sum + loss, 0);
}

function lossOf(row: number[], target: number | number[]): number {
  const total = logSumExp(row);
  if (typeof target === 'number') return total - row[target]!;
  return row.reduce((sum, logit, k) => sum + target[k]! * (total - logit), 0);
}

function logSumExp(row: number[]): number {
  const largest = Math.max(...row);
  return largest + Math.log(row.reduce((sum, logit) => sum + Math.exp(logit - largest), 0));
}
