/**
 * Columns were measured, not rows
 *
 * Layer norm measures each example by itself, over its features. Yours measures each feature over the examples:
 * that is batch norm.
 *
 * @moment t=digits-cnn.7(norm=batch,lr=0.03)~digits-cnn.7(norm=batch,lr=0.03)!wrong-norm-axes&step=6&track=2
 */

export function layerNormBackward(
  x: number[][],
  gamma: number[],
  grad: number[][],
): { x: number[][]; gamma: number[]; beta: number[] } {
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const xBar = x.map((row) => [...row]);
  const [gammaBar, betaBar] = [gamma.map(() => 0), gamma.map(() => 0)];
  for (const j of gamma.keys()) {
    const column = x.map((row) => row[j]!);
    const mu = mean(column);
    const spread = Math.sqrt(mean(column.map((value) => (value - mu) ** 2)) + 1e-5);
    const hat = column.map((value) => (value - mu) / spread);
    const towards = grad.map((row) => row[j]! * gamma[j]!);
    gammaBar[j] = grad.reduce((sum, row, i) => sum + row[j]! * hat[i]!, 0);
    betaBar[j] = grad.reduce((sum, row) => sum + row[j]!, 0);
    const along = mean(towards.map((g, i) => g * hat[i]!));
    for (const [i, g] of towards.entries()) xBar[i]![j] = (g - mean(towards) - hat[i]! * along) / spread;
  }
  return { x: xBar, gamma: gammaBar, beta: betaBar };
}
