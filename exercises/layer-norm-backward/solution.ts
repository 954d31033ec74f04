/**
 * The gradients of layer normalisation, y = γ x̂ + β with x̂ = (x − μ) / √(σ² + ε) row by row, for x, γ and β.
 *
 * Source: Ba, Kiros & Hinton, "Layer normalization" (2016). x and grad: [N, F], gamma: [F].
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
    const towards = grad[i]!.map((g, j) => g * gamma[j]!);
    const along = mean(towards.map((g, j) => g * hat[j]!));
    const level = mean(towards);
    return towards.map((g, j) => (g - level - hat[j]! * along) / spread);
  });
  return { x: xBar, gamma: gammaBar, beta: betaBar };
}
