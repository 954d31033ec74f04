import type { Tensor } from '#framework';

/**
 * ∂L/∂a = ȳ bᵀ and ∂L/∂b = aᵀ ȳ of y = a b.
 *
 * a: [M, K] or [B, M, K]; b: [K, N] or [B, K, N]; grad, ∂L/∂y: [M, N] or [B, M, N] → gradients of the shapes of a and b.
 */
export function matmulBackward(a: Tensor, b: Tensor, grad: Tensor): [Tensor, Tensor] {
  const left = grad.matmul(b.transpose()); // [.., M, K]
  const right = a.transpose().matmul(grad); // [.., K, N]
  return [left, b.rank < a.rank ? right.sum(0) : right]; // one b served every batch
}
