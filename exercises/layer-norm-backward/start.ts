/**
 * The gradients of layer normalisation for x, γ and β.
 *
 * x: [N, F], gamma: [F], grad: ∂L/∂y, [N, F].
 */
export function layerNormBackward(
  x: number[][],
  gamma: number[],
  grad: number[][],
): { x: number[][]; gamma: number[]; beta: number[] } {
  // your turn: μ, σ and x̂ of each row; then three paths.
  return { x: grad, gamma, beta: gamma };
}
