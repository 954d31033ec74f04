/**
 * The framework's own product, called as everybody calls it: `matmul` of two tensors on the SIMD backend. Its time holds what the
 * other rungs do not pay for: finding the op, room for the result, copying what does not lie in the kernels' memory.
 */
import { backendReason, loadSimd, matmul, noGrad, scope, tensor, useBackend } from '#framework';
import type { Need } from '../../visuals/kernels/ladder/protocol.ts';
import type { Problem } from './problem.ts';
import { again, type ReadyRung } from './ReadyRung.ts';

export async function shippedRung({ a, b, m, k, n }: Problem): Promise<ReadyRung | Need> {
  await loadSimd();
  useBackend('simd');
  if (backendReason() !== '') return 'simd';
  const [left, right] = [tensor(a, { shape: [m, k] }), tensor(b, { shape: [k, n] })];
  const product = () => noGrad(() => matmul(left, right));
  return {
    run: again(() => scope(() => void product())), // as `fit` does: the scope takes the result back
    read: () => product().dataSync(),
  };
}
