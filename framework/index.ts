/** The only door of the framework: lessons, exercises and site enter here. Exports stand in reading order. */
export { rooms, type Room } from './contents.ts';
export { emit, isListening, listen, type Listener } from './trace/emit.ts';
export type * from './trace/events.ts';
export { ChalkgradError, shapeText } from './tensor/errors.ts';
export { type DataBuffer, type DType, isFloat, promote } from './tensor/dtype.ts';
export { broadcastShapes, contiguousStrides, type Shape, sizeOf } from './tensor/shape.ts';
export { Generator, type GeneratorState, manualSeed } from './tensor/random.ts';
export { enableGrad, isGradEnabled, noGrad, setGradEnabled } from './tensor/history.ts';
export { type NestedNumbers, Tensor } from './tensor/Tensor.ts';
export * from './tensor/create.ts';
export { formatNumber, printTensor } from './tensor/print.ts';
export { backendName, useBackend } from './kernels/backend.ts';
export { defineOp, type Op, type OpDefinition, type TensorLike, untraced } from './ops/define.ts';
export * from './ops/index.ts';
export { backward, type BackwardOptions, grad } from './autograd/backward.ts';
export { assertGradients, gradcheck } from './autograd/gradcheck.ts';
