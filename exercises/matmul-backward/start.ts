import type { Tensor } from '#framework';

/** a: [M, K] or [B, M, K]; b: [K, N] or [B, K, N]; grad, ∂L/∂y: [M, N] or [B, M, N] → gradients of the shapes of a and b. */
export function matmulBackward(a: Tensor, b: Tensor, grad: Tensor): [Tensor, Tensor] {
  void grad;
  // your turn: `x.matmul(y)` multiplies, `x.transpose()` exchanges the last two axes, `x.sum(0)` adds up over the first.
  return [a.neg(), b.neg()];
}
