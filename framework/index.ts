/** The only door of the framework: lessons, exercises and site enter here. Exports stand in reading order. */

export { type BackwardOptions, backward, grad } from './autograd/backward.ts';
export { type CustomFunction, customFunction } from './autograd/customFunction.ts';
export { detectAnomaly } from './autograd/detectAnomaly.ts';
export { assertGradients, gradcheck } from './autograd/gradcheck.ts';
export { hessian, type JacobianOptions, jacobian, jvp, vjp } from './autograd/jacobian.ts';
export { type Room, rooms } from './contents.ts';
export * from './data/index.ts';
export * from './io/index.ts';
export { backendName, useBackend } from './kernels/backend.ts';
export * from './nn/index.ts';
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
export * from './optim/index.ts';
export * from './runs/index.ts';
export * from './tensor/create.ts';
export { type DataBuffer, type DType, isFloat, promote } from './tensor/dtype.ts';
export { ChalkgradError, shapeText } from './tensor/errors.ts';
export { enableGrad, isGradEnabled, noGrad, setGradEnabled } from './tensor/history.ts';
export { formatNumber, printTensor } from './tensor/print.ts';
export { Generator, type GeneratorState, manualSeed } from './tensor/random.ts';
export { broadcastShapes, contiguousStrides, type Shape, sizeOf } from './tensor/shape.ts';
export type { Device, DeviceMemory, Memory } from './tensor/storage.ts';
export { type GradientHook, type NestedNumbers, Tensor } from './tensor/Tensor.ts';
export { currentScope, emit, inScope, isListening, type Listener, listen } from './trace/emit.ts';
export type * from './trace/events.ts';
export * from './train/index.ts';
