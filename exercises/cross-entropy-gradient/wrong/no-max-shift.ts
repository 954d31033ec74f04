/**
 * Softmax without the shift
 *
 * The formula is right, but Math.exp(1000) is Infinity and Infinity / Infinity is NaN. Subtract the row’s largest
 * logit first; no probability changes.
 */

// Exponentiates the raw logits: e to the 1000 is Infinity, and Infinity / Infinity is NaN.
export function crossEntropyGradient(logits: number[][], labels: number[]): number[][] {
  const m = logits.length;
  return logits.map((row, i) => {
    const exps = row.map((logit) => Math.exp(logit));
    const sum = exps.reduce((total, value) => total + value, 0);
    return exps.map((value, k) => (value / sum - (k === labels[i] ? 1 : 0)) / m);
  });
}
