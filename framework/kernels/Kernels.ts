/**
 * The contract every backend fulfils: each loop once, with its shapes. A kernel receives raw buffers and the way to walk
 * them, never a Tensor, knows nothing of derivatives, and writes into a dense row-major `out` that the caller allocated.
 *
 * Letters: N batch, C channels in, O channels out, H W height and width, K kernel, M K N the sides of a matrix product.
 */
import type { DataBuffer, DType } from '../tensor/dtype.ts';
import type { Shape } from '../tensor/shape.ts';
import type { BinaryName, UnaryName } from './scalar.ts';

/** A readable view of a buffer. A Tensor happens to look like this. */
export interface Strided {
  readonly buffer: DataBuffer;
  readonly dtype: DType;
  readonly shape: Shape;
  readonly strides: readonly number[];
  readonly offset: number;
}

/** How a fold over many numbers becomes one. */
export type ReduceName = 'sum' | 'prod' | 'max' | 'min';

/** Geometry of a 2-D convolution; pairs are [vertical, horizontal]. */
export interface Window2d {
  readonly stride: readonly [number, number];
  readonly padding: readonly [number, number];
  readonly dilation: readonly [number, number];
}

export interface ConvWindow extends Window2d {
  readonly groups: number;
}

export interface PoolWindow extends Window2d {
  readonly kernel: readonly [number, number];
}

export interface AveragePoolWindow extends PoolWindow {
  /** true: padding counts as zeros in the mean; false: the mean is over the cells inside the image only. */
  readonly countIncludePad: boolean;
}

export interface SgdSettings {
  readonly lr: number;
  readonly momentum: number;
  readonly dampening: number;
  readonly weightDecay: number;
  readonly nesterov: boolean;
  /** The first step takes the gradient itself as velocity. */
  readonly first: boolean;
}

export interface AdamSettings {
  readonly lr: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly eps: number;
  readonly weightDecay: number;
  /** true: AdamW, the decay acts on the parameter itself; false: it is added to the gradient (L2). */
  readonly decoupled: boolean;
  /** Counts from 1. */
  readonly step: number;
}

export interface RmspropSettings {
  readonly lr: number;
  /** How much of the mean squared gradient stays. */
  readonly alpha: number;
  readonly eps: number;
  readonly momentum: number;
  readonly weightDecay: number;
}

export interface AdagradSettings {
  /** Already divided by 1 + (step - 1) · lrDecay. */
  readonly lr: number;
  readonly eps: number;
  readonly weightDecay: number;
}

export interface AdadeltaSettings {
  readonly lr: number;
  /** How much of both means stays. */
  readonly rho: number;
  readonly eps: number;
  readonly weightDecay: number;
}

export interface NadamSettings {
  readonly lr: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly eps: number;
  readonly weightDecay: number;
  /** Momentum of this step and of the next, and the product of all momenta up to this step. */
  readonly momentum: number;
  readonly nextMomentum: number;
  readonly momentumProduct: number;
  /** Counts from 1. */
  readonly step: number;
}

export interface LionSettings {
  readonly lr: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly weightDecay: number;
}

export interface Kernels {
  /** out[i] = x[i], in row-major order, converted to out's element type; strides may be negative. x: any → out: same size */
  copy(x: Strided, out: DataBuffer): void;
  /** into[i] = x[i]: the one kernel that writes through strides, into a window of a larger tensor. Same shape, same dtype. */
  paste(x: Strided, into: Strided): void;
  /** out[i] = f(x[i]; a, b). x: any → out: same size */
  map(f: UnaryName, x: Strided, out: DataBuffer, a?: number, b?: number): void;
  /** out[i] = f(x[i], y[i]). x and y have the same shape: broadcasting is already in their strides. */
  zip(f: BinaryName, x: Strided, y: Strided, out: DataBuffer): void;
  /** out[i] = condition[i] ? x[i] : y[i]. All of the same shape. */
  select(condition: Strided, x: Strided, y: Strided, out: DataBuffer): void;
  /** Fold the trailing axes away. x: [kept…, reduced…] with `kept` leading axes → out: [kept…] */
  reduce(f: ReduceName, x: Strided, kept: number, out: DataBuffer): void;
  /** Position of the largest (smallest) entry of the last axis; the first one on a tie. x: [kept…, n] → out int32 [kept…] */
  argReduce(f: 'max' | 'min', x: Strided, out: DataBuffer): void;
  /** Running total along one axis. x: any → out: same shape */
  cumsum(x: Strided, axis: number, out: DataBuffer): void;
  /** The order that sorts the last axis; equal entries keep their order, NaN counts as largest. x: [kept…, n] → out int32 same shape */
  argsort(x: Strided, descending: boolean, out: DataBuffer): void;
  /** Batched matrix product. a: [B, M, K], b: [B, K, N] → out [B, M, N] */
  matmul(a: Strided, b: Strided, out: DataBuffer): void;
  /** Cross-correlation. x: [N, C, H, W], weight: [O, C/groups, KH, KW] → out [N, O, OH, OW] */
  conv2d(x: Strided, weight: Strided, window: ConvWindow, outShape: Shape, out: DataBuffer): void;
  /** ∂/∂x of conv2d. grad: [N, O, OH, OW], weight: [O, C/groups, KH, KW] → out [N, C, H, W] */
  conv2dInputGrad(grad: Strided, weight: Strided, window: ConvWindow, outShape: Shape, out: DataBuffer): void;
  /** ∂/∂weight of conv2d. grad: [N, O, OH, OW], x: [N, C, H, W] → out [O, C/groups, KH, KW] */
  conv2dWeightGrad(grad: Strided, x: Strided, window: ConvWindow, outShape: Shape, out: DataBuffer): void;
  /** Largest entry of each window, and where it stood: row-major index inside its H×W plane. x: [N, C, H, W] → [N, C, OH, OW] */
  maxPool2d(x: Strided, window: PoolWindow, outShape: Shape, out: DataBuffer, indices: Int32Array): void;
  /** Mean of each window. x: [N, C, H, W] → out [N, C, OH, OW] */
  avgPool2d(x: Strided, window: AveragePoolWindow, outShape: Shape, out: DataBuffer): void;
  /** ∂/∂x of avgPool2d: each window spreads its gradient evenly. grad: [N, C, OH, OW] → out [N, C, H, W] */
  avgPool2dGrad(grad: Strided, window: AveragePoolWindow, outShape: Shape, out: DataBuffer): void;
  /** out[…, i, …] = x[…, index[…, i, …], …] along `axis`. index has x's rank → out: index's shape */
  gather(x: Strided, index: Strided, axis: number, out: DataBuffer): void;
  /** out[…, index[…, i, …], …] += source[…, i, …] along `axis`; out starts as given. index and source have the same shape. */
  scatterAdd(index: Strided, source: Strided, axis: number, outShape: Shape, out: DataBuffer): void;
  /** One SGD update in place, dense buffers. Source: PyTorch's documentation of torch.optim.SGD. */
  sgdStep(parameter: DataBuffer, grad: Strided, velocity: DataBuffer | null, settings: SgdSettings): void;
  /** One Adam(W) update in place, dense buffers. Source: Kingma & Ba 2015, algorithm 1; Loshchilov & Hutter 2019, algorithm 2. */
  adamStep(parameter: DataBuffer, grad: Strided, mean: DataBuffer, variance: DataBuffer, settings: AdamSettings): void;
  /** One RMSprop update in place, dense buffers. Source: Hinton's lecture 6e (2012); centred: Graves 2013, equations 38-45. */
  rmspropStep(
    parameter: DataBuffer,
    grad: Strided,
    squares: DataBuffer,
    mean: DataBuffer | null,
    velocity: DataBuffer | null,
    settings: RmspropSettings,
  ): void;
  /** One Adagrad update in place, dense buffers. Source: Duchi, Hazan & Singer 2011, figure 1. */
  adagradStep(parameter: DataBuffer, grad: Strided, sum: DataBuffer, settings: AdagradSettings): void;
  /** One Adadelta update in place, dense buffers. Source: Zeiler 2012, algorithm 1. */
  adadeltaStep(
    parameter: DataBuffer,
    grad: Strided,
    squares: DataBuffer,
    changes: DataBuffer,
    settings: AdadeltaSettings,
  ): void;
  /** One NAdam update in place, dense buffers. Source: Dozat 2016, algorithm 8. */
  nadamStep(
    parameter: DataBuffer,
    grad: Strided,
    mean: DataBuffer,
    variance: DataBuffer,
    settings: NadamSettings,
  ): void;
  /** One Lion update in place, dense buffers. Source: Chen et al. 2023, program 1. */
  lionStep(parameter: DataBuffer, grad: Strided, mean: DataBuffer, settings: LionSettings): void;
}
