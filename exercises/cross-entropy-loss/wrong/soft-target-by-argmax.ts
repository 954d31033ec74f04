/**
 * The likeliest class took everything
 *
 * From a row of chances you kept only where the largest stands. The shares of the other classes were thrown away.
 */

export function crossEntropy(logits: number[][], targets: number[] | number[][]): number {
  const losses = logits.map((row, i) => lossOf(row, targets[i]!));
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

function lossOf(row: number[], target: number | number[]): number {
  const right = typeof target === 'number' ? target : target.indexOf(Math.max(...target));
  return logSumExp(row) - row[right]!;
}

function logSumExp(row: number[]): number {
  const largest = Math.max(...row);
  return largest + Math.log(row.reduce((sum, logit) => sum + Math.exp(logit - largest), 0));
}
