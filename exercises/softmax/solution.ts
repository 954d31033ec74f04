/**
 * Softmax of each row: e to the power of every logit, over the sum of its row.
 *
 * Source: Bridle (1990), "Probabilistic Interpretation of Feedforward Classification Network Outputs".
 */
export function softmax(logits: number[][]): number[][] {
  return logits.map((row) => {
    // The largest logit of the row becomes 0: no power is above 1, and the shares stay as they are.
    const largest = Math.max(...row);
    const powers = row.map((logit) => Math.exp(logit - largest)); // [K]
    const total = powers.reduce((sum, power) => sum + power, 0);
    return powers.map((power) => power / total); // [K]
  });
}
