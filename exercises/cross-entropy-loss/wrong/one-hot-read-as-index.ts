/**
 * A row of chances is not a class number
 *
 * You used the first chance of the row as the class: 1 became class 1, and a half is no class at all.
 */

export function crossEntropy(logits: number[][], targets: number[] | number[][]): number {
  const losses = logits.map((row, i) => lossOf(row, targets[i]!));
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

function lossOf(row: number[], target: number | number[]): number {
  const right = typeof target === 'number' ? target : target[0]!;
  return logSumExp(row) - row[right]!;
}

function logSumExp(row: number[]): number {
  const largest = Math.max(...row);
  return largest + Math.log(row.reduce((sum, logit) => sum + Math.exp(logit - largest), 0));
}
