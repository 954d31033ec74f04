// Begins with a byte order mark, ends its lines as Windows does, and has no last line feed.
/**
 * The gradient of the mean cross-entropy with respect to the logits: (softmax(z) - onehot(y)) / m.
 *
 * Source: Bishop, "Pattern Recognition and Machine Learning" (2006), equation 4.109, divided by m because the loss here is
 * the mean over the rows.
 */
export function crossEntropyGradient(logits: number[][], labels: number[]): number[][] {
  const m = logits.length;
  return logits.map((row, i) => {
    // The largest logit of the row becomes 0: no exponential overflows, and the quotient stays the same.
    const max = Math.max(...row);
    const exps = row.map((logit) => Math.exp(logit - max)); // [K]
    const sum = exps.reduce((total, value) => total + value, 0);
    return exps.map((value, k) => (value / sum - (k === labels[i] ? 1 : 0)) / m); // [K]
  });
}