/**
 * The gradient of a squared error
 *
 * This is the derivative of ½‖p − onehot‖². The loss here is −log of the label’s probability.
 *
 * @moment t=clouds-logistic.7~clouds-logistic.7!mse-for-classification&step=40
 */

// The gradient of half the squared error of the probabilities, through the whole softmax Jacobian.
export function crossEntropyGradient(logits: number[][], labels: number[]): number[][] {
  const m = logits.length;
  return logits.map((row, i) => {
    const p = softmax(row);
    const error = p.map((value, k) => value - (k === labels[i] ? 1 : 0));
    const weighted = p.reduce((total, value, k) => total + value * error[k]!, 0);
    return p.map((value, k) => (value * (error[k]! - weighted)) / m);
  });
}

function softmax(row: number[]): number[] {
  const max = Math.max(...row);
  const exps = row.map((logit) => Math.exp(logit - max));
  const sum = exps.reduce((total, value) => total + value, 0);
  return exps.map((value) => value / sum);
}
