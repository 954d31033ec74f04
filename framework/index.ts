/** The only door of the framework: lessons, exercises and site enter here. Exports stand in reading order. */
// biome-ignore-all assist/source/organizeImports: a table of contents, not an alphabet

export { type Room, rooms } from './contents.ts';

// trace: what happened
export type * from './trace/events.ts';
export { currentPass, currentScope, emit, isListening, type Listener, type ListenOptions } from './trace/emit.ts';
export { inPass, inScope, isObserved, listen, unheard } from './tensor/fromOutside.ts';

// tensor: numbers with a shape
export { ChalkgradError } from './tensor/errors.ts';
export type { DataBuffer, DType } from './tensor/dtype.ts';
export type { Shape } from './tensor/shape.ts';
export { broadcastShapes, contiguousStrides, isFloat, promote, shapeText, sizeOf } from './tensor/fromOutside.ts';
export { keep, type OpenScope, openScope, scope } from './tensor/scope.ts';
export type { Device, DeviceMemory, Memory, MemorySource } from './tensor/storage.ts';
export { enableGrad, isGradEnabled, noGrad, setGradEnabled } from './tensor/history.ts';
export { type GradientHook, type NestedNumbers, Tensor } from './tensor/Tensor.ts';
export {
  currentSubstitute,
  type Derivative,
  isSubstituting,
  type Substitute,
  type SubstitutedCall,
  SubstituteError,
  substituting,
} from './tensor/substitutes.ts';
export { substituteFor } from './tensor/fromOutside.ts';
export { Generator, type GeneratorState, manualSeed } from './tensor/random.ts';
export {
  arange,
  eye,
  full,
  fullLike,
  linspace,
  ones,
  onesLike,
  type RandomOptions,
  rand,
  randint,
  randn,
  type TensorOptions,
  tensor,
  zeros,
  zerosLike,
} from './tensor/create.ts';
export {
  countTensors,
  emptyPool,
  type MemoryReport,
  memory,
  resetPeakMemory,
  type TensorCount,
} from './tensor/memory.ts';
export { setAllocator } from './tensor/ownership.ts';
export { type Allocator, setPoison } from './tensor/pool.ts';
export { formatNumber, printTensor } from './tensor/print.ts';

// kernels: which loops run
export { backendName, backendReason, loadSimd, useBackend } from './kernels/backend.ts';
export { provideKernels, setRelaxed, setThreads } from './kernels/simd/load.ts';
export { threads, threadsReady, threadsReason } from './kernels/simd/threads.ts';
export {
  type AdapterDescription,
  describeAdapter,
  type StartOptions,
  shutdownWebgpu,
  startWebgpu,
  webgpuCounts,
  webgpuSettled,
  webgpuStatus,
} from './kernels/webgpu/device.ts';
export { gpuLadder, multiplyBy, type Rung } from './kernels/webgpu/ladder/index.ts';

// ops: differentiable functions
export {
  type AnyDefinition,
  composeOp,
  defineOp,
  type Op,
  type OpDefinition,
  type TensorLike,
  untraced,
} from './ops/define.ts';
export * from './ops/index.ts';

// autograd: derivatives by machine
export { type BackwardOptions, backward, grad } from './autograd/backward.ts';
export { assertGradients, gradcheck } from './autograd/gradcheck.ts';
export { type CustomFunction, customFunction } from './autograd/customFunction.ts';
export { detectAnomaly } from './autograd/detectAnomaly.ts';
export { hessian, type JacobianOptions, jacobian, jvp, vjp } from './autograd/jacobian.ts';

// The other rooms have doors of their own.
export * from './nn/index.ts';
export * from './optim/index.ts';
export * from './io/index.ts';
export * from './data/index.ts';
export * from './train/index.ts';
export * from './runs/index.ts';
