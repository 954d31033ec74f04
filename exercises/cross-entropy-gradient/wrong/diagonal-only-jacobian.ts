/**
 * Only the diagonal of the Jacobian
 *
 * Only the label’s cell has a gradient. Every logit of a row is in the softmax’s denominator, so every probability
 * depends on all of them: the other cells are not 0.
 *
 * @moment t=three-clouds.7~three-clouds.7!diagonal-only-jacobian&step=20
 */

// Chains through the diagonal of the softmax Jacobian only: -1/p_y times p_y (1 - p_y), and nothing beside the label.
export function crossEntropyGradient(logits: number[][], labels: number[]): number[][] {
  const m = logits.length;
  return logits.map((row, i) => {
    const p = softmax(row);
    return p.map((value, k) => (k === labels[i] ? (value - 1) / m : 0));
  });
}

function softmax(row: number[]): number[] {
  const max = Math.max(...row);
  const exps = row.map((logit) => Math.exp(logit - max));
  const sum = exps.reduce((total, value) => total + value, 0);
  return exps.map((value) => value / sum);
}
