/**
 * The contract every backend fulfils: each loop once, with its shapes. A kernel receives raw buffers and the way to walk
 * them, never a Tensor, knows nothing of derivatives, and writes into a dense row-major `out` that the caller allocated.
 *
 * Letters: N batch, C channels in, O channels out, H W height and width of an image, KH KW of a kernel, OH OW of what comes out. In a matrix
 * product M, K, N are its three sides and B counts the products; in a recurrent cell H counts the hidden units. (The type parameter `M` is
 * something else: the kind of memory.)
 */
import type { DataBuffer, DType } from '../tensor/dtype.ts';
import type { GeneratorState } from '../tensor/random.ts';
import type { Shape } from '../tensor/shape.ts';
import type { BinaryName, SlopeName, UnaryName } from './scalar.ts';

/**
 * A readable view of memory. A Tensor happens to look like this. `M` is what memory is to a backend: typed arrays on the CPU, buffers of
 * the device on a GPU.
 */
export interface Strided<M = DataBuffer> {
  readonly memory: M;
  readonly dtype: DType;
  readonly shape: Shape;
  readonly strides: readonly number[];
  readonly offset: number;
}

/** How a fold over many numbers becomes one. */
export type ReduceName = 'sum' | 'prod' | 'max' | 'min';

/** How an entry meets what stands at its place: it takes the place, multiplies, or only the larger (smaller) stays. */
export type ScatterName = 'set' | 'prod' | 'max' | 'min';

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

export interface AttentionSettings {
  /** Factor of the scores. */
  readonly scale: number;
  /** Query i sees keys 0 … i only. */
  readonly causal: boolean;
}

export interface Kernels<M = DataBuffer> {
  /** out[i] = x[i], in row-major order, converted to out's element type; strides may be negative. x: any → out: same size */
  copy(x: Strided<M>, out: M): void;
  /** into[i] = x[i]: the one kernel that writes through strides, into a window of a larger tensor. Same shape, same dtype. */
  paste(x: Strided<M>, into: Strided<M>): void;
  /** out[i] = f(x[i]; a, b). x: any → out: same size */
  map(f: UnaryName, x: Strided<M>, out: M, a?: number, b?: number): void;
  /** out[i] = f(x[i], y[i]). x and y have the same shape: broadcasting is already in their strides. */
  zip(f: BinaryName, x: Strided<M>, y: Strided<M>, out: M): void;
  /** out[i] = condition[i] ? x[i] : y[i]. All of the same shape. */
  select(condition: Strided<M>, x: Strided<M>, y: Strided<M>, out: M): void;
  /** Fold the trailing axes away. x: [kept…, reduced…] with `kept` leading axes → out: [kept…] */
  reduce(f: ReduceName, x: Strided<M>, kept: number, out: M): void;
  /** Position of the largest (smallest) entry of the last axis; the first one on a tie. x: [kept…, n] → out int32 [kept…] */
  argReduce(f: 'max' | 'min', x: Strided<M>, out: M): void;
  /** Running total along one axis. x: any → out: same shape */
  cumsum(x: Strided<M>, axis: number, out: M): void;
  /** Running product along one axis. x: any → out: same shape */
  cumprod(x: Strided<M>, axis: number, out: M): void;
  /** The order that sorts the last axis; equal entries keep their order, NaN counts as largest. x: [kept…, n] → out int32 same shape */
  argsort(x: Strided<M>, descending: boolean, out: M): void;
  /** Uniform in [0, 1): out[i] from the upper 24 bits of word i of the stream from there on (tensor/random.ts). out: float32, any size */
  uniform(from: GeneratorState, out: M): void;
  /** Batched matrix product. a: [B, M, K], b: [B, K, N] → out [B, M, N] */
  matmul(a: Strided<M>, b: Strided<M>, out: M): void;
  /** Cross-correlation. x: [N, C, H, W], weight: [O, C/groups, KH, KW] → out [N, O, OH, OW] */
  conv2d(x: Strided<M>, weight: Strided<M>, window: ConvWindow, outShape: Shape, out: M): void;
  /** ∂/∂x of conv2d. grad: [N, O, OH, OW], weight: [O, C/groups, KH, KW] → out [N, C, H, W] */
  conv2dInputGrad(grad: Strided<M>, weight: Strided<M>, window: ConvWindow, outShape: Shape, out: M): void;
  /** ∂/∂weight of conv2d. grad: [N, O, OH, OW], x: [N, C, H, W] → out [O, C/groups, KH, KW] */
  conv2dWeightGrad(grad: Strided<M>, x: Strided<M>, window: ConvWindow, outShape: Shape, out: M): void;
  /** Largest entry of each window, and where it stood: row-major index inside its H×W plane. x: [N, C, H, W] → [N, C, OH, OW] */
  maxPool2d(x: Strided<M>, window: PoolWindow, outShape: Shape, out: M, indices: M): void;
  /** Mean of each window. x: [N, C, H, W] → out [N, C, OH, OW] */
  avgPool2d(x: Strided<M>, window: AveragePoolWindow, outShape: Shape, out: M): void;
  /** ∂/∂x of avgPool2d: each window spreads its gradient evenly. grad: [N, C, OH, OW] → out [N, C, H, W] */
  avgPool2dGrad(grad: Strided<M>, window: AveragePoolWindow, outShape: Shape, out: M): void;
  /** out[…, i, …] = x[…, index[…, i, …], …] along `axis`. index has x's rank → out: index's shape */
  gather(x: Strided<M>, index: Strided<M>, axis: number, out: M): void;
  /** out[…, index[…, i, …], …] += source[…, i, …] along `axis`; out starts as given. index and source have the same shape. */
  scatterAdd(index: Strided<M>, source: Strided<M>, axis: number, outShape: Shape, out: M): void;
  /** The same with another way to meet what stands there; in the order of the indices, so that of several to be set the last stays. */
  scatterReduce(f: ScatterName, index: Strided<M>, source: Strided<M>, axis: number, outShape: Shape, out: M): void;
  /** One SGD update in place, dense buffers. Source: PyTorch's documentation of torch.optim.SGD. */
  sgdStep(parameter: M, grad: Strided<M>, velocity: M | null, settings: SgdSettings): void;
  /** One Adam(W) update in place, dense buffers. Source: Kingma & Ba 2015, algorithm 1; Loshchilov & Hutter 2019, algorithm 2. */
  adamStep(parameter: M, grad: Strided<M>, mean: M, variance: M, settings: AdamSettings): void;
  /** One RMSprop update in place, dense buffers. Source: Hinton's lecture 6e (2012); centred: Graves 2013, equations 38-45. */
  rmspropStep(
    parameter: M,
    grad: Strided<M>,
    squares: M,
    mean: M | null,
    velocity: M | null,
    settings: RmspropSettings,
  ): void;
  /** One Adagrad update in place, dense buffers. Source: Duchi, Hazan & Singer 2011, figure 1. */
  adagradStep(parameter: M, grad: Strided<M>, sum: M, settings: AdagradSettings): void;
  /** One Adadelta update in place, dense buffers. Source: Zeiler 2012, algorithm 1. */
  adadeltaStep(parameter: M, grad: Strided<M>, squares: M, changes: M, settings: AdadeltaSettings): void;
  /** One NAdam update in place, dense buffers. Source: Dozat 2016, algorithm 8. */
  nadamStep(parameter: M, grad: Strided<M>, mean: M, variance: M, settings: NadamSettings): void;
  /** One Lion update in place, dense buffers. Source: Chen et al. 2023, program 1. */
  lionStep(parameter: M, grad: Strided<M>, mean: M, settings: LionSettings): void;
}

/**
 * Several loops in one, for what training does most: the numbers in between are never stored. Where the way back is itself recorded, an op
 * is composed of the plain kernels above. Float tensors, all of one dtype.
 */
export interface FusedKernels<M = DataBuffer> {
  /** out[i] = grad[i] · f′(x[i]; a), with y = f(x) at hand. All of the same shape. */
  mapGrad(f: SlopeName, grad: Strided<M>, x: Strided<M>, y: Strided<M>, out: M, a?: number): void;
  /** Matrix product and bias. x: [M, K], weight: [N, K], bias: [N] → out [M, N] */
  linear(x: Strided<M>, weight: Strided<M>, bias: Strided<M>, out: M): void;
  /** conv2d, and one bias for each output channel. bias: [O] */
  conv2dBias(x: Strided<M>, weight: Strided<M>, bias: Strided<M>, window: ConvWindow, outShape: Shape, out: M): void;
  /** e^x / Σ e^x over the last axis, the largest taken out first. x: [.., n] → out same shape */
  softmax(x: Strided<M>, out: M): void;
  /** ∂/∂x of softmax. y: its result → out same shape */
  softmaxGrad(grad: Strided<M>, y: Strided<M>, out: M): void;
  /** x - ln Σ e^x over the last axis. x: [.., n] → out same shape */
  logSoftmax(x: Strided<M>, out: M): void;
  /** ∂/∂x of logSoftmax. y: its result → out same shape */
  logSoftmaxGrad(grad: Strided<M>, y: Strided<M>, out: M): void;
  /**
   * Each row to mean 0 and variance 1, then scaled and shifted. x: [.., n], weight, bias: [n] or null → out same shape;
   * moments: mean and 1/√(variance + eps) of each row, [rows, 2], for the way back.
   */
  layerNorm(x: Strided<M>, weight: Strided<M> | null, bias: Strided<M> | null, eps: number, out: M, moments: M): void;
  /** ∂/∂x, ∂/∂weight, ∂/∂bias of layerNorm (the last two [n], null when not wanted). */
  layerNormGrad(
    grad: Strided<M>,
    x: Strided<M>,
    weight: Strided<M> | null,
    moments: M,
    out: M,
    weightGrad: M | null,
    biasGrad: M | null,
  ): void;
  /** -ln softmax at the right class. logits: [m, K], targets: int32 [m] → losses [m] and softmax [m, K], for the way back */
  crossEntropy(logits: Strided<M>, targets: Strided<M>, losses: M, probabilities: M): void;
  /** ∂/∂logits: (p - [k = target]) · grad. probabilities: [m, K], targets: int32 [m], grad: [m] → out [m, K] */
  crossEntropyGrad(probabilities: Strided<M>, targets: Strided<M>, grad: Strided<M>, out: M): void;
  /**
   * An LSTM's next memory, σ(f) c + σ(i) tanh g. gates: [N, 4H] in the order i, f, g, o, memory c: [N, H] → out [N, H]; bent, for the way
   * back: σ(i), σ(f), tanh g, [3, N, H]
   */
  lstmMemory(gates: Strided<M>, memory: Strided<M>, out: M, bent: M): void;
  /** ∂/∂gates of lstmMemory, 0 for o: [N, 4H], and ∂/∂memory (null when not wanted): [N, H]. grad, memory: [N, H] */
  lstmMemoryGrad(grad: Strided<M>, bent: M, memory: Strided<M>, gatesGrad: M, memoryGrad: M | null): void;
  /** What an LSTM shows of its memory, σ(o) tanh c. gates: [N, 4H], memory c: [N, H] → out [N, H]; bent: σ(o), tanh c, [2, N, H] */
  lstmHidden(gates: Strided<M>, memory: Strided<M>, out: M, bent: M): void;
  /** ∂/∂gates of lstmHidden, 0 for i, f, g: [N, 4H], and ∂/∂memory: [N, H]. grad: [N, H] */
  lstmHiddenGrad(grad: Strided<M>, bent: M, gatesGrad: M, memoryGrad: M): void;
  /**
   * A GRU's next state, n + z (h - n) with r, z = σ(rx + rh), σ(zx + zh) and n = tanh(nx + r nh). fromInput: rx, zx, nx and fromHidden:
   * rh, zh, nh, each [N, 3H], hidden h: [N, H] → out [N, H]; bent: r, z, n, [3, N, H]
   */
  gruHidden(fromInput: Strided<M>, fromHidden: Strided<M>, hidden: Strided<M>, out: M, bent: M): void;
  /** ∂/∂fromInput and ∂/∂fromHidden of gruHidden, [N, 3H], and ∂/∂hidden (null when not wanted), [N, H]. grad: [N, H] */
  gruHiddenGrad(
    grad: Strided<M>,
    bent: M,
    fromHidden: Strided<M>,
    hidden: Strided<M>,
    fromInputGrad: M,
    fromHiddenGrad: M,
    hiddenGrad: M | null,
  ): void;
}

/** Loops that backends on the CPU have in one; on a GPU these ops are composed. */
export interface CpuKernels<M = DataBuffer> {
  /** linear, and what is negative becomes 0 as it is written. x: [M, K], weight: [N, K], bias: [N] → out [M, N] */
  linearRelu(x: Strided<M>, weight: Strided<M>, bias: Strided<M>, out: M): void;
  /** conv2dBias likewise. */
  conv2dBiasRelu(
    x: Strided<M>,
    weight: Strided<M>,
    bias: Strided<M>,
    window: ConvWindow,
    outShape: Shape,
    out: M,
  ): void;
  /**
   * out = softmax(scale · Q Kᵀ) V for each of H heads. query: [B, H, L, D], key: [B, H, S, D], value: [B, H, S, E] → out [B, L, H, E], the heads
   * of a position side by side; weights: the softmax [B, H, L, S], for the way back.
   */
  attention(
    query: Strided<M>,
    key: Strided<M>,
    value: Strided<M>,
    settings: AttentionSettings,
    out: M,
    weights: M,
  ): void;
  /** ∂/∂query [B, L, H, D], ∂/∂key [B, S, H, D], ∂/∂value [B, S, H, E] of attention. grad: [B, H, L, E], weights: its softmax */
  attentionGrad(
    grad: Strided<M>,
    inputs: { readonly query: Strided<M>; readonly key: Strided<M>; readonly value: Strided<M> },
    weights: M,
    settings: AttentionSettings,
    queryGrad: M,
    keyGrad: M,
    valueGrad: M,
  ): void;
  /**
   * Each channel to mean 0 and variance 1 over batch and positions, then scaled and shifted. x: [N, C, P], weight, bias: [C] or null → out
   * [N, C, P]; moments: mean, 1/√(variance + eps) and (biased) variance of each channel, [3, C].
   */
  batchNorm(x: Strided<M>, weight: Strided<M> | null, bias: Strided<M> | null, eps: number, out: M, moments: M): void;
  /** ∂/∂x, ∂/∂weight, ∂/∂bias of batchNorm (the last two [C], null when not wanted). */
  batchNormGrad(
    grad: Strided<M>,
    x: Strided<M>,
    weight: Strided<M> | null,
    moments: M,
    out: M,
    weightGrad: M | null,
    biasGrad: M | null,
  ): void;
}

/** Every kernel there is: what a backend on the CPU has. */
export type AllKernels<M = DataBuffer> = Kernels<M> & FusedKernels<M> & CpuKernels<M>;

/** Any kernel, by name. */
export type KernelName = keyof AllKernels;
