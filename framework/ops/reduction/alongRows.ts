/** Softmax and its logarithm in a single loop, which exists where the axis is the last one. */
import { fusedKernels } from '../../kernels/backend.ts';
import type { FusedKernels } from '../../kernels/Kernels.ts';
import { isFloat } from '../../tensor/dtype.ts';
import { isGradEnabled } from '../../tensor/history.ts';
import type { Memory } from '../../tensor/storage.ts';
import { emptyTensor, type Tensor } from '../../tensor/Tensor.ts';

/** What `run` writes, as a tensor like x. null where it must be made of ops: another axis, a recorded way back, no such loop here. */
export function alongRows(
  x: Tensor,
  axis: number,
  run: (fused: FusedKernels<Memory>, out: Memory) => void,
): Tensor | null {
  const isLast = x.rank > 0 && (axis === -1 || axis === x.rank - 1);
  const fused = isLast && isFloat(x.dtype) && x.size > 0 && !isGradEnabled() ? fusedKernels() : null;
  if (fused === null) return null;
  const out = emptyTensor(x.shape, x.dtype);
  run(fused, out.memory);
  return out;
}
