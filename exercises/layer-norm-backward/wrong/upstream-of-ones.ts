/**
 * What arrives was ignored
 *
 * Your gradients belong to the sum of all outputs. What arrives from behind, `grad`, is different for every
 * output.
 */

export function layerNormBackward(
  x: number[][],
  gamma: number[],
  _grad: number[][],
): { x: number[][]; gamma: number[]; beta: number[] } {
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [gammaBar, betaBar] = [gamma.map(() => 0), gamma.map(() => 0)];
  const xBar = x.map((row) => {
    const mu = mean(row);
    const spread = Math.sqrt(mean(row.map((value) => (value - mu) ** 2)) + 1e-5);
    const hat = row.map((value) => (value - mu) / spread);
    for (const j of gamma.keys()) {
      gammaBar[j]! += hat[j]!;
      betaBar[j]! += 1;
    }
    const towards = gamma.map((scale) => scale);
    const along = mean(towards.map((g, j) => g * hat[j]!));
    const level = mean(towards);
    return towards.map((g, j) => (g - level - hat[j]! * along) / spread);
  });
  return { x: xBar, gamma: gammaBar, beta: betaBar };
}
