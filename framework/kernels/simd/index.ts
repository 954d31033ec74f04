/**
 * The SIMD backend: the reference's names, compiled from AssemblyScript to WebAssembly with 128-bit vectors. A kernel that does
 * not cover a case (float64, a rare layout, an operand that does not fit) leaves it to the reference: the answers are the same
 * but for rounding, which simd/*.test.ts bounds.
 */
import type { AllKernels, KernelName } from '../Kernels.ts';
import { reference } from '../reference/index.ts';
import type { Attempt } from './attempt.ts';
import { attention, attentionGrad } from './attention.ts';
import { batchNorm, batchNormGrad } from './batchNorm.ts';
import { conv2d, conv2dBias, conv2dBiasRelu, conv2dInputGrad, conv2dWeightGrad } from './convolution.ts';
import { copy, paste } from './copy.ts';
import { NO_ROOM, resetScratch } from './engine.ts';
import { gather, scatterAdd } from './lookup.ts';
import { map, mapGrad } from './map.ts';
import { linear, linearRelu, matmul } from './matmul.ts';
import { adadeltaStep, adagradStep, adamStep, lionStep, nadamStep, rmspropStep, sgdStep } from './optimizers.ts';
import { avgPool2d, avgPool2dGrad, maxPool2d } from './pool.ts';
import { gruHidden, gruHiddenGrad, lstmHidden, lstmHiddenGrad, lstmMemory, lstmMemoryGrad } from './recurrent.ts';
import { argReduce, reduce } from './reduce.ts';
import {
  crossEntropy,
  crossEntropyGrad,
  layerNorm,
  layerNormGrad,
  logSoftmax,
  logSoftmaxGrad,
  softmax,
  softmaxGrad,
} from './rowwise.ts';
import { select, zip } from './zip.ts';

const attempts: { readonly [Name in KernelName]?: Attempt<Name> } = {
  copy,
  paste,
  map,
  zip,
  select,
  reduce,
  argReduce,
  matmul,
  conv2d,
  conv2dInputGrad,
  conv2dWeightGrad,
  maxPool2d,
  avgPool2d,
  avgPool2dGrad,
  gather,
  scatterAdd,
  sgdStep,
  adamStep,
  rmspropStep,
  adagradStep,
  adadeltaStep,
  nadamStep,
  lionStep,
  mapGrad,
  linear,
  conv2dBias,
  softmax,
  softmaxGrad,
  logSoftmax,
  logSoftmaxGrad,
  layerNorm,
  layerNormGrad,
  crossEntropy,
  crossEntropyGrad,
  linearRelu,
  conv2dBiasRelu,
  attention,
  attentionGrad,
  batchNorm,
  batchNormGrad,
  lstmMemory,
  lstmMemoryGrad,
  lstmHidden,
  lstmHiddenGrad,
  gruHidden,
  gruHiddenGrad,
};

type Loose = (...args: readonly unknown[]) => unknown;

/** Try the compiled kernel; what it does not take, the reference does. No kernel has more than seven arguments. */
function backed(name: KernelName): Loose {
  const fast = attempts[name] as Loose | undefined;
  if (fast === undefined) return (a, b, c, d, e, f, g) => (reference[name] as Loose)(a, b, c, d, e, f, g);
  return (a, b, c, d, e, f, g) => {
    resetScratch();
    try {
      if (fast(a, b, c, d, e, f, g) === true) return;
    } catch (error) {
      if (error !== NO_ROOM) throw error;
    }
    (reference[name] as Loose)(a, b, c, d, e, f, g);
  };
}

/** Every kernel of the contract. Usable once `startEngine` has run. */
export const simd = Object.fromEntries(
  (Object.keys(reference) as KernelName[]).map((name) => [name, backed(name)]),
) as unknown as AllKernels;
