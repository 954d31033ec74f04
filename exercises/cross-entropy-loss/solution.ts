/**
 * The mean cross-entropy of rows of logits: −ln of the share that softmax gives the right class, or, where a row of chances is wanted, the
 * mean of −ln p under these chances.
 *
 * Source: Goodfellow, Bengio & Courville, "Deep Learning" (2016), §6.2.2.3.
 */
export function crossEntropy(logits: number[][], targets: number[] | number[][]): number {
  const losses = logits.map((row, i) => {
    // −ln p_k = ln Σ e^z − z_k: no share is ever formed, so none can vanish before its logarithm.
    const largest = Math.max(...row);
    const logSum = largest + Math.log(row.reduce((sum, logit) => sum + Math.exp(logit - largest), 0));
    const target = targets[i]!;
    if (typeof target === 'number') return logSum - row[target]!;
    return row.reduce((sum, logit, k) => sum + target[k]! * (logSum - logit), 0);
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}
