/**
 * The minus is missing
 *
 * This is ln p, 0 at best and negative otherwise; training would make the truth less likely. The price is −ln p.
 */

export function crossEntropy(logits: number[][], targets: number[] | number[][]): number {
  const losses = logits.map((row, i) => lossOf(row, targets[i]!));
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

function lossOf(row: number[], target: number | number[]): number {
  const total = logSumExp(row);
  if (typeof target === 'number') return row[target]! - total;
  return row.reduce((sum, logit, k) => sum + target[k]! * (logit - total), 0);
}

function logSumExp(row: number[]): number {
  const largest = Math.max(...row);
  return largest + Math.log(row.reduce((sum, logit) => sum + Math.exp(logit - largest), 0));
}
