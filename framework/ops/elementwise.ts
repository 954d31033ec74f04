/**
 * The two families that make up most ops: a function of one number, and a function of two numbers with broadcasting. Each op
 * file names its scalar function (kernels/scalar.ts) and gives the derivative.
 */
import { fusedKernels, kernels } from '../kernels/backend.ts';
import { type BinaryName, type SlopeName, slopes, type UnaryName } from '../kernels/scalar.ts';
import { type DType, isFloat, promote } from '../tensor/dtype.ts';
import { isGradEnabled } from '../tensor/history.ts';
import { broadcastStrides, type Shape, sameShape } from '../tensor/shape.ts';
import { emptyTensor, Tensor } from '../tensor/Tensor.ts';
import { commonShape } from './commonShape.ts';
import { defineOp, type Op, type TensorLike } from './define.ts';
import { uniform } from './examples.ts';

export interface UnaryDefinition {
  readonly name: UnaryName;
  readonly summary: string;
  readonly tex: { readonly forward: string; readonly backward: string };
  /** ∂L/∂x from ∂L/∂y; null where the function is flat or jumps everywhere. */
  readonly derivative: ((call: { grad: Tensor; x: Tensor; y: Tensor }) => Tensor) | null;
  /** Where examples are drawn from; default [-2, 2]. */
  readonly domain?: readonly [number, number];
  /** dtype of the result from that of the argument. Default: floats stay, the rest becomes float32. */
  readonly result?: (dtype: DType) => DType;
}

const floatResult = (dtype: DType): DType => (isFloat(dtype) ? dtype : 'float32');

/** Run the map kernel with a scalar function into a new tensor. */
export function mapInto(name: UnaryName, x: Tensor, dtype: DType, a?: number, b?: number): Tensor {
  const out = emptyTensor(x.shape, dtype);
  kernels().map(name, x, out.memory, a, b);
  return out;
}

/**
 * ∂L/∂x of such a function in a single loop. null where the derivative must be made of ops: the way back is itself recorded, or there is
 * no such loop here.
 */
export function slopeInto(name: UnaryName, grad: Tensor, x: Tensor, y: Tensor, a?: number): Tensor | null {
  const fused = isGradEnabled() || !Object.hasOwn(slopes, name) || grad.dtype !== x.dtype ? null : fusedKernels();
  if (fused === null) return null;
  const out = emptyTensor(x.shape, x.dtype);
  fused.mapGrad(name as SlopeName, grad, x, y, out.memory, a);
  return out;
}

/** What passes back through a ReLU that left y: where it cut off, nothing. */
export const throughRelu = (grad: Tensor, y: Tensor): Tensor =>
  slopeInto('relu', grad, y, y) ?? grad.mul(mapInto('isPositive', y, 'bool'));

/** An op from a scalar function: the loop is `map`, the derivative goes number by number. x: any shape → the same shape */
export function unaryOp(definition: UnaryDefinition): Op<[x: Tensor]> {
  const { derivative, result = floatResult, domain = [-2, 2] } = definition;
  return defineOp<[x: Tensor]>({
    name: definition.name,
    summary: definition.summary,
    tex: definition.tex,
    kernels: ['map'],
    forward: (x) => mapInto(definition.name, x, result(x.dtype)),
    backward:
      derivative === null
        ? null
        : (grad, { inputs: [x], output }) => [
            slopeInto(definition.name, grad, x, output) ?? derivative({ grad, x, y: output }),
          ],
    examples: (g) => [[uniform(g, [2, 3], domain)], [uniform(g, [4], domain)], [uniform(g, [], domain)]],
  });
}

export interface BinaryDefinition {
  readonly name: BinaryName;
  readonly summary: string;
  readonly tex: { readonly forward: string; readonly backward: string };
  /** [∂L/∂a, ∂L/∂b] in the broadcast shape, null where nobody asks for it; summing back to each operand's own shape is done here. */
  readonly derivative:
    | ((call: { grad: Tensor; a: Tensor; b: Tensor; y: Tensor }) => readonly [Tensor | null, Tensor | null])
    | null;
  readonly domain?: readonly [number, number];
  readonly result?: (dtype: DType) => DType;
}

/** Run the zip kernel with broadcasting into a new tensor. */
export function zipInto(name: BinaryName, a: Tensor, b: Tensor, dtype: DType): Tensor {
  const shape = commonShape(a.shape, b.shape, name);
  const out = emptyTensor(shape, dtype);
  kernels().zip(name, stretched(a, shape), stretched(b, shape), out.memory);
  return out;
}

/** The same memory read as a larger shape; the tensor itself where it has that shape. */
export const stretched = (x: Tensor, shape: Shape): Tensor =>
  sameShape(x.shape, shape) ? x : new Tensor(x.storage, shape, broadcastStrides(x.shape, x.strides, shape), x.offset);

/** An op from a function of two numbers: the loop is `zip`. a and b: shapes that broadcast → their common shape */
export function binaryOp(definition: BinaryDefinition): Op<[a: Tensor, b: TensorLike]> {
  const { derivative, result = (dtype) => dtype, domain = [-2, 2] } = definition;
  return defineOp<[a: Tensor, b: TensorLike]>({
    name: definition.name,
    summary: definition.summary,
    tex: definition.tex,
    kernels: ['zip'],
    operands: 2,
    forward: (a, b) => zipInto(definition.name, a, b as Tensor, result(promote(a.dtype, (b as Tensor).dtype))),
    backward:
      derivative === null
        ? null
        : (grad, { inputs: [a, b], output }) => {
            const [gradA, gradB] = derivative({ grad, a, b, y: output });
            return [
              a.requiresGrad && gradA !== null ? summedTo(gradA, a.shape) : null,
              b.requiresGrad && gradB !== null ? summedTo(gradB, b.shape) : null,
            ];
          },
    examples: (g) => [
      [uniform(g, [2, 3], domain), uniform(g, [2, 3], domain)],
      [uniform(g, [2, 1, 3], domain), uniform(g, [4, 1], domain)],
      [uniform(g, [3], domain), uniform(g, [], domain)],
    ],
  });
}

/** A gradient back in its operand's shape. Mostly it has it already, and no op needs to run. */
const summedTo = (grad: Tensor, shape: Shape): Tensor => (sameShape(grad.shape, shape) ? grad : grad.sumTo(shape));
