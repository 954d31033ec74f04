/** The WebGPU backend: the reference's kernels in WGSL, under the same names. float32, int32 and bool; every sum in a fixed order. */
import type { FusedKernels, Kernels } from '../Kernels.ts';
import { adadeltaStep } from './adadeltaStep.ts';
import { adagradStep } from './adagradStep.ts';
import { adamStep } from './adamStep.ts';
import { argReduce } from './argReduce.ts';
import { argsort } from './argsort.ts';
import { avgPool2d } from './avgPool2d.ts';
import { avgPool2dGrad } from './avgPool2dGrad.ts';
import { conv2d } from './conv2d.ts';
import { conv2dBias } from './conv2dBias.ts';
import { conv2dInputGrad } from './conv2dInputGrad.ts';
import { conv2dWeightGrad } from './conv2dWeightGrad.ts';
import { copy } from './copy.ts';
import { crossEntropy, crossEntropyGrad } from './crossEntropy.ts';
import { cumprod } from './cumprod.ts';
import { cumsum } from './cumsum.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { gather } from './gather.ts';
import { gruHidden, gruHiddenGrad } from './gruHidden.ts';
import { layerNorm, layerNormGrad } from './layerNorm.ts';
import { linear } from './linear.ts';
import { lionStep } from './lionStep.ts';
import { lstmHidden, lstmHiddenGrad } from './lstmHidden.ts';
import { lstmMemory, lstmMemoryGrad } from './lstmMemory.ts';
import { map } from './map.ts';
import { mapGrad } from './mapGrad.ts';
import { matmul } from './matmul.ts';
import { maxPool2d } from './maxPool2d.ts';
import { nadamStep } from './nadamStep.ts';
import { paste } from './paste.ts';
import { reduce } from './reduce.ts';
import { rmspropStep } from './rmspropStep.ts';
import { scatterAdd } from './scatterAdd.ts';
import { scatterReduce } from './scatterReduce.ts';
import { select } from './select.ts';
import { sgdStep } from './sgdStep.ts';
import { logSoftmax, logSoftmaxGrad, softmax, softmaxGrad } from './softmax.ts';
import { uniform } from './uniform.ts';
import { zip } from './zip.ts';

export const webgpu = {
  copy,
  paste,
  map,
  zip,
  select,
  reduce,
  argReduce,
  cumsum,
  cumprod,
  argsort,
  uniform,
  matmul,
  conv2d,
  conv2dInputGrad,
  conv2dWeightGrad,
  maxPool2d,
  avgPool2d,
  avgPool2dGrad,
  gather,
  scatterAdd,
  scatterReduce,
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
  lstmMemory,
  lstmMemoryGrad,
  lstmHidden,
  lstmHiddenGrad,
  gruHidden,
  gruHiddenGrad,
} satisfies Kernels<GpuMemory> & FusedKernels<GpuMemory>;
