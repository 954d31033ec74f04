/**
 * Softmax twice
 *
 * Shares went in where logits belong. Your loss cannot fall below ln(1 + (K − 1)/e), however well the network learns.
 *
 * @moment t=three-clouds.7~three-clouds.7!softmax-applied-twice&step=60
 */

export function crossEntropy(logits: number[][], targets: number[] | number[][]): number {
  const losses = logits.map((row, i) => lossOf(softmax(row), targets[i]!));
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
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

function softmax(row: number[]): number[] {
  const largest = Math.max(...row);
  const powers = row.map((logit) => Math.exp(logit - largest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}
