import { kernels } from '../../kernels/backend.ts';
import { checkPlace } from '../../tensor/arguments.ts';
import { type DType, isFloat } from '../../tensor/dtype.ts';
import { putElements } from '../../tensor/elements.ts';
import type { Device } from '../../tensor/storage.ts';
import { emptyTensor, movedStorage, Tensor, tensorFrom } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { watchWhole } from '../overflow.ts';
import { opCalls } from '../signatures.ts';

type Args = [x: Tensor, target: DType | Device];

const converted = defineOp<[x: Tensor, dtype: DType]>({
  name: 'to',
  summary: 'The same numbers as another dtype.',
  tex: { forward: String.raw`y_i = x_i`, backward: String.raw`\bar{x}_i = \bar{y}_i` },
  kernels: ['copy'],
  forward: (x, dtype) => {
    if (x.dtype === dtype) return x;
    const out = emptyTensor(x.shape, dtype);
    if (dtype === 'int32' && isFloat(x.dtype) && x.device === 'cpu') putElements('to', x.dataSync(), dtype, out.buffer);
    else kernels().copy(x, out.memory);
    if (dtype === 'int32' && isFloat(x.dtype) && x.device !== 'cpu') watchWhole('to', x);
    return out;
  },
  backward: (grad, { inputs: [x], output }) => [isFloat(output.dtype) ? grad.to(x.dtype) : null],
  examples: (g) => [[uniform(g, [2, 3], [-1, 1]), 'float64']],
});

const isDevice = (target: DType | Device): target is Device => target === 'cpu' || target === 'webgpu';

/** A leaf of its own on the device, which wants a gradient if the original does. */
function moved(x: Tensor, device: Device): Tensor {
  if (x.device === device) return x;
  const dense = x.device === 'cpu' ? tensorFrom(x.dataSync(), x.shape, x.dtype) : x; // of a view only what it shows
  return new Tensor(movedStorage(dense.storage, device), x.shape).requiresGrad_(x.requiresGrad);
}

/**
 * The same numbers as another dtype: fractions are cut off by int32; bool asks "is it not 0?". Or the same numbers on another device, cut
 * off from history; the way back to the CPU takes time and is `await x.cpu()`.
 *
 * @example tensor([1.5]).to('int32') // [1]
 */
export const to: Op<Args> = Object.assign(
  (...[x, target]: Args): Tensor => {
    if (!isDevice(target)) return converted(x, target);
    checkPlace(opCalls.get('to')!.call, 0, x);
    return moved(x, target);
  },
  { definition: converted.definition },
);
