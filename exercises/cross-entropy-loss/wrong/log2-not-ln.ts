/**
 * Bits, not nats
 *
 * You used logarithms to the base 2. Everything else is right; here they are natural.
 */

export function crossEntropy(logits: number[][], targets: number[] | number[][]): number {
  const losses = logits.map((row, i) => lossOf(row, targets[i]!));
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length / Math.LN2;
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
