/**
 * Softmax twice
 *
 * Your shares went through softmax a second time, which draws them together: between three classes none can be above
 * e / (e + 2). Once is enough.
 *
 * @moment t=three-clouds.7~three-clouds.7!softmax-applied-twice&step=60
 */

export function softmax(logits: number[][]): number[][] {
  return logits.map((row) => shares(shares(row)));
}

function shares(row: number[]): number[] {
  const largest = Math.max(...row);
  const powers = row.map((logit) => Math.exp(logit - largest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}
