/** The rungs in climbing order, and a way to multiply by one of them. */

import { check, signature } from '../../../tensor/arguments.ts';
import { driverOf } from '../../../tensor/device.ts';
import { ChalkgradError, shapeText } from '../../../tensor/errors.ts';
import { ownedStorage } from '../../../tensor/ownership.ts';
import { Tensor } from '../../../tensor/Tensor.ts';
import type { GpuMemory } from '../GpuMemory.ts';
import { g0 } from './g0.ts';
import { g1 } from './g1.ts';
import { g2 } from './g2.ts';
import { g3 } from './g3.ts';
import { g4 } from './g4.ts';
import { g5 } from './g5.ts';
import type { Rung } from './rung.ts';

export type { Rung } from './rung.ts';

/** G0 … G5, from one thread a number to the loop that the framework ships. */
export const gpuLadder: readonly Rung[] = [g0, g1, g2, g3, g4, g5];

const call = signature('multiplyBy', { rung: 'rung', a: 'tensor', b: 'tensor' });

/**
 * a · b by one rung; both float32, dense, and on the GPU. [m, k] · [k, n] → [m, n]
 *
 * @example const c = multiplyBy(gpuLadder[4], a, b); await webgpuSettled(); // what to measure
 */
export function multiplyBy(rung: Rung, a: Tensor, b: Tensor): Tensor {
  check(call, rung, a, b);
  const fits = [a, b].every(
    (x) => x.device === 'webgpu' && x.dtype === 'float32' && x.rank === 2 && x.isContiguous && x.offset === 0,
  );
  if (!fits || a.shape[1] !== b.shape[0]) {
    throw new ChalkgradError(
      `${rung.name}: ${shapeText(a.shape)} and ${shapeText(b.shape)} are not two dense float32 matrices on the GPU that fit`,
      "a rung keeps to the plain case: x.contiguous().to('webgpu').",
    );
  }
  const [m, k] = a.shape as [number, number];
  const n = b.shape[1]!;
  const driver = driverOf('webgpu');
  const product = driver.allocate('float32', m * n);
  rung.run(a.memory as GpuMemory, b.memory as GpuMemory, product as GpuMemory, { m, n, k });
  return new Tensor(ownedStorage(product, 'float32', driver), [m, n]);
}
