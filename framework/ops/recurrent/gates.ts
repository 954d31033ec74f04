/** What the cells of recurrent networks share: gates that stand side by side in one tensor, and when a whole cell runs in one loop. */
import { fusedKernels } from '../../kernels/backend.ts';
import type { FusedKernels } from '../../kernels/Kernels.ts';
import { isFloat } from '../../tensor/dtype.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import type { Memory } from '../../tensor/storage.ts';
import type { Tensor } from '../../tensor/Tensor.ts';

/** Refuse gates that do not fit their state. gates: [N, count·H], state: [N, H] */
export function checkGates(op: string, gates: Tensor, state: Tensor, count: number): void {
  const fits = state.rank === 2 && gates.rank === 2 && gates.shape[0] === state.shape[0];
  if (fits && gates.shape[1] === count * state.shape[1]!) return;
  throw new ChalkgradError(
    `${op}: gates ${shapeText(gates.shape)} do not fit the state ${shapeText(state.shape)}`,
    `the state is [N, H], and its ${count} gates stand side by side in [N, ${count}·H].`,
  );
}

/** The fused loops, where there are any for these tensors: floats of one dtype. */
export function fusedFor(...tensors: readonly Tensor[]): FusedKernels<Memory> | null {
  const { dtype, size } = tensors[0]!;
  return isFloat(dtype) && size > 0 && tensors.every((t) => t.dtype === dtype) ? fusedKernels() : null;
}
