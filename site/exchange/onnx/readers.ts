/** What each ONNX operator is in our ops: one line or two each. */
import { concat, type Tensor, where, zeros } from '#framework';
import type { NodeCall, Value } from './OnnxNetwork.ts';

/** A node → what it gives. Errors come through `call.refuse`, or from the op. */
export type Read = (call: NodeCall) => readonly Value[];

const unary =
  (op: (x: Tensor) => Tensor): Read =>
  (call) => [op(call.tensor(0))];
const binary =
  (op: (a: Tensor, b: Tensor) => Tensor): Read =>
  (call) => [op(call.tensor(0), call.tensor(1))];

const from0 = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);

/** The window of a convolution or of pooling, over one axis or two. */
function windowIn(call: NodeCall, x: Tensor) {
  const axes = x.rank - 2;
  if (axes !== 1 && axes !== 2) call.refuse(`its input has ${x.rank} axes; 3 and 4 are read here`);
  if (call.text('auto_pad', 'NOTSET') !== 'NOTSET') call.refuse('attribute auto_pad: only NOTSET is read here');
  const list = (name: string, standard: number): readonly number[] =>
    call.ints(name) ?? Array.from({ length: axes }, () => standard);
  const sized = (name: string, values: readonly number[], count: number): readonly number[] =>
    values.length === count
      ? values
      : call.refuse(`attribute ${name} has ${values.length} numbers for ${axes === 1 ? 'one axis' : 'two axes'}`);
  const stride = sized('strides', list('strides', 1), axes);
  const dilation = sized('dilations', list('dilations', 1), axes);
  const pads = sized('pads', call.ints('pads') ?? Array.from({ length: 2 * axes }, () => 0), 2 * axes);
  const even = pads.slice(0, axes).every((cells, i) => cells === pads[axes + i]);
  return { axes: axes as 1 | 2, stride, dilation, pads, even, sized };
}

/** As our ops take it: one number for a sequence, a pair for an image. */
const shaped = (values: readonly number[]): never => (values.length === 1 ? values[0] : [...values]) as never;

const conv =
  (transposed: boolean): Read =>
  (call) => {
    const x = call.tensor(0);
    const weight = call.tensor(1);
    const bias = call.has(2) ? call.tensor(2) : undefined;
    const { axes, stride, dilation, pads, even, sized } = windowIn(call, x);
    const kernel = sized('kernel_shape', call.ints('kernel_shape') ?? weight.shape.slice(2), axes);
    if (kernel.some((size, i) => size !== weight.shape[2 + i]))
      call.refuse(`attribute kernel_shape = ${kernel.join('×')} and a weight of ${weight.shape.slice(2).join('×')}`);
    const options = { stride: shaped(stride), dilation: shaped(dilation), groups: call.int('group', 1) };
    if (transposed) {
      if (!even) call.refuse('attribute pads: one side has more than the other');
      const extra = call.ints('output_padding');
      const more = { ...options, padding: shaped(pads.slice(0, axes)) };
      const whole =
        extra === undefined ? more : { ...more, outputPadding: shaped(sized('output_padding', extra, axes)) };
      return [axes === 1 ? x.convTranspose1d(weight, bias, whole) : x.convTranspose2d(weight, bias, whole)];
    }
    const padded = even ? x : x.pad(sidesOf(pads));
    const padding = even ? { padding: shaped(pads.slice(0, axes)) } : {};
    return [
      axes === 1
        ? padded.conv1d(weight, bias, { ...options, ...padding })
        : padded.conv2d(weight, bias, { ...options, ...padding }),
    ];
  };

/** ONNX: all beginnings, then all ends. Ours: the last axis first, both its sides. */
function sidesOf(pads: readonly number[]): number[] {
  const axes = pads.length / 2;
  return Array.from({ length: axes }, (_, i) => axes - 1 - i).flatMap((axis) => [pads[axis]!, pads[axes + axis]!]);
}

const pool =
  (kind: 'max' | 'avg'): Read =>
  (call) => {
    const x = call.tensor(0);
    const { axes, stride, dilation, pads, even, sized } = windowIn(call, x);
    const kernel = sized(
      'kernel_shape',
      call.ints('kernel_shape') ?? call.refuse('attribute kernel_shape is missing'),
      axes,
    );
    if (!even) call.refuse('attribute pads: one side has more than the other');
    const options = { stride: shaped(stride), padding: shaped(pads.slice(0, axes)) };
    const ceilMode = call.int('ceil_mode', 0) === 1;
    if (kind === 'max') {
      call.only('storage_order', 0);
      const more = { ...options, ceilMode, dilation: shaped(dilation) };
      return [axes === 1 ? x.maxPool1d(kernel[0]!, more) : x.maxPool2d(shaped(kernel), more)];
    }
    if (ceilMode) call.refuse('attribute ceil_mode = 1; only 0 is read here');
    const more = { ...options, countIncludePad: call.int('count_include_pad', 0) === 1 };
    return [axes === 1 ? x.avgPool1d(kernel[0]!, more) : x.avgPool2d(shaped(kernel), more)];
  };

const reduce =
  (op: (x: Tensor, axes: readonly number[], keepdim: boolean) => Tensor): Read =>
  (call) => {
    const x = call.tensor(0);
    const named = call.has(1) ? call.integers(1) : call.ints('axes'); // an input since opset 13 (ReduceSum), 18 (the others)
    const axes = named ?? x.shape.map((_, axis) => axis);
    return [op(x, axes, call.int('keepdims', 1) === 1)];
  };

/** To which of our dtypes. */
const CASTS: Readonly<Record<number, 'float32' | 'float64' | 'int32' | 'bool'>> = {
  1: 'float32',
  11: 'float64',
  6: 'int32',
  7: 'int32',
  9: 'bool',
};

export const readers: Readonly<Record<string, Read>> = {
  // element by element
  Neg: unary((x) => x.neg()),
  Abs: unary((x) => x.abs()),
  Reciprocal: unary((x) => x.reciprocal()),
  Sqrt: unary((x) => x.sqrt()),
  Exp: unary((x) => x.exp()),
  Log: unary((x) => x.log()),
  Sin: unary((x) => x.sin()),
  Cos: unary((x) => x.cos()),
  Erf: unary((x) => x.erf()),
  Relu: unary((x) => x.relu()),
  Sigmoid: unary((x) => x.sigmoid()),
  Tanh: unary((x) => x.tanh()),
  Softsign: unary((x) => x.softsign()),
  Not: unary((x) => x.logicalNot()),
  Identity: unary((x) => x),
  LeakyRelu: (call) => [call.tensor(0).leakyRelu(call.float('alpha', 0.01))],
  Cast: (call) => {
    const to = call.int('to', 0);
    return [call.tensor(0).to(CASTS[to] ?? call.refuse(`attribute to = ${to}: there is no such dtype here`))];
  },
  /** Passes everything: a file is run, not trained, unless its third input says so. */
  Dropout: (call) => {
    call.int('seed', 0);
    if (call.has(2) && call.tensor(2).itemSync() !== 0)
      call.refuse('it drops at random: its input training_mode is true');
    return [call.tensor(0)];
  },

  // of two
  Add: binary((a, b) => a.add(b)),
  Sub: binary((a, b) => a.sub(b)),
  Mul: binary((a, b) => a.mul(b)),
  Div: binary((a, b) => a.div(b)),
  Pow: binary((a, b) => a.pow(b)),
  Max: binary((a, b) => a.maximum(b)),
  Min: binary((a, b) => a.minimum(b)),
  Equal: binary((a, b) => a.eq(b)),
  Greater: binary((a, b) => a.gt(b)),
  Less: binary((a, b) => a.lt(b)),
  GreaterOrEqual: binary((a, b) => a.ge(b)),
  LessOrEqual: binary((a, b) => a.le(b)),
  And: binary((a, b) => a.logicalAnd(b)),
  Or: binary((a, b) => a.logicalOr(b)),
  Where: (call) => [where(call.tensor(0), call.tensor(1), call.tensor(2))],

  // along axes
  ReduceSum: (call) => {
    if (call.int('noop_with_empty_axes', 0) === 1 && !call.has(1)) return [call.tensor(0)];
    return reduce((x, axes, keepdim) => x.sum([...axes], { keepdim }))(call);
  },
  ReduceMean: reduce((x, axes, keepdim) => x.mean([...axes], { keepdim })),
  Softmax: (call) => [call.tensor(0).softmax(call.int('axis', -1))],
  LogSoftmax: (call) => [call.tensor(0).logSoftmax(call.int('axis', -1))],

  // the same numbers, arranged otherwise
  Reshape: (call) => {
    const x = call.tensor(0);
    call.only('allowzero', 0);
    const shape = call.integers(1).map((size, axis) => (size === 0 ? x.shape[axis]! : size));
    return [x.reshape(shape)];
  },
  Flatten: (call) => {
    const x = call.tensor(0);
    const axis = from0(call.int('axis', 1), x.rank);
    const before = x.shape.slice(0, axis).reduce((product, size) => product * size, 1);
    return [x.reshape([before, x.size / Math.max(1, before)])];
  },
  Transpose: (call) => {
    const x = call.tensor(0);
    return [x.permute([...(call.ints('perm') ?? x.shape.map((_, axis) => x.rank - 1 - axis))])];
  },
  Squeeze: (call) => {
    const x = call.tensor(0);
    return [x.squeeze(call.has(1) ? [...call.integers(1)] : undefined)];
  },
  Unsqueeze: (call) => {
    const x = call.tensor(0);
    const axes = call.integers(1);
    const rank = x.rank + axes.length;
    return [
      axes
        .map((axis) => from0(axis, rank))
        .sort((a, b) => a - b)
        .reduce((y, axis) => y.unsqueeze(axis), x),
    ];
  },
  Slice: (call) => {
    const x = call.tensor(0);
    const [starts, ends] = [call.integers(1), call.integers(2)];
    const axes = call.has(3) ? call.integers(3) : starts.map((_, i) => i);
    const steps = call.has(4) ? call.integers(4) : starts.map(() => 1);
    if (steps.some((step) => step < 1)) call.refuse('its steps go backwards');
    return [axes.reduce((y, axis, i) => y.slice(axis, starts[i]!, ends[i]!, steps[i]!), x)];
  },
  Split: (call) => {
    const x = call.tensor(0);
    const axis = from0(call.int('axis', 0), x.rank);
    const parts = call.node.output!.length;
    const size = x.shape[axis]!;
    if (!call.has(1) && size % parts !== 0) call.refuse(`${size} entries do not fall into ${parts} equal parts`);
    const sizes = call.has(1) ? call.integers(1) : Array.from({ length: parts }, () => size / parts);
    return x.split([...sizes], axis);
  },
  Concat: (call) => {
    const parts = Array.from({ length: call.count }, (_, i) => call.tensor(i));
    return [concat(parts, call.int('axis', 0))];
  },
  Gather: (call) => {
    const [x, index] = [call.tensor(0), call.tensor(1)];
    const axis = from0(call.int('axis', 0), x.rank);
    if (index.dtype !== 'int32') call.refuse(`its places are ${index.dtype}, they must be whole numbers`);
    if (index.rank === 0) return [x.select(axis, index.itemSync())];
    if (axis === 0 && x.rank === 2) return [index.embedding(x)];
    if (index.rank !== 1) call.refuse(`places of ${index.rank} axes along axis ${axis}; only a list is read here`);
    return [x.indexSelect(axis, index)];
  },

  // sums of products
  MatMul: binary((a, b) => a.matmul(b)),
  Gemm: (call) => {
    const [a, b] = [call.tensor(0), call.tensor(1)];
    const left = call.int('transA', 0) === 1 ? a.transpose() : a;
    const [alpha, beta] = [call.float('alpha', 1), call.float('beta', 1)];
    const bias = call.has(2) ? call.tensor(2) : undefined;
    if (call.int('transB', 0) === 1 && alpha === 1 && beta === 1 && bias?.rank === 1) return [left.linear(b, bias)];
    const right = call.int('transB', 0) === 1 ? b.transpose() : b;
    const product = alpha === 1 ? left.matmul(right) : left.matmul(right).mul(alpha);
    if (bias === undefined) return [product];
    return [product.add(beta === 1 ? bias : bias.mul(beta))];
  },
  Conv: conv(false),
  ConvTranspose: conv(true),

  // windows and norms
  MaxPool: pool('max'),
  AveragePool: pool('avg'),
  GlobalAveragePool: (call) => {
    const x = call.tensor(0);
    return [x.mean(x.shape.map((_, axis) => axis).slice(2), { keepdim: true })];
  },
  BatchNormalization: (call) => {
    call.only('training_mode', 0);
    call.float('momentum', 0.9);
    const [x, weight, bias, runningMean, runningVar] = [0, 1, 2, 3, 4].map((i) => call.tensor(i)) as [
      Tensor,
      Tensor,
      Tensor,
      Tensor,
      Tensor,
    ];
    return [
      x.batchNorm(weight, bias, {
        runningMean: runningMean.detach(),
        runningVar: runningVar.detach(),
        training: false,
        eps: call.float('epsilon', 1e-5),
      }),
    ];
  },
  LayerNormalization: (call) => {
    call.only('stash_type', 1);
    const x = call.tensor(0);
    const axis = from0(call.int('axis', -1), x.rank);
    const bias = call.has(2) ? call.tensor(2) : undefined;
    return [x.layerNorm(x.shape.slice(axis), call.tensor(1), bias, { eps: call.float('epsilon', 1e-5) })];
  },

  // one step after the other
  RNN: (call) => recurrent(call, 1, (fromInput, fromHidden) => [fromInput.add(fromHidden).tanh()]),
  LSTM: (call) =>
    recurrent(call, 4, (fromInput, fromHidden, [, memory]) => {
      const [i, o, f, c] = fromInput.add(fromHidden).chunk(4, 1) as [Tensor, Tensor, Tensor, Tensor];
      const kept = f.sigmoid().mul(memory!).add(i.sigmoid().mul(c.tanh()));
      return [o.sigmoid().mul(kept.tanh()), kept];
    }),
  GRU: (call) => {
    if (call.int('linear_before_reset', 0) !== 1) call.refuse('attribute linear_before_reset = 0; only 1 is read here');
    return recurrent(call, 3, (fromInput, fromHidden, [hidden]) => {
      const [xz, xr, xh] = fromInput.chunk(3, 1) as [Tensor, Tensor, Tensor];
      const [hz, hr, hh] = fromHidden.chunk(3, 1) as [Tensor, Tensor, Tensor];
      const z = xz.add(hz).sigmoid();
      const candidate = xr.add(hr).sigmoid().mul(hh).add(xh).tanh();
      return [z.mul(hidden!.sub(candidate)).add(candidate)];
    });
  },
};

/** x [T, N, in] → all hidden states [T, 1, N, H], and the last of each kind [1, N, H]. Weights [1, G·H, in] and [1, G·H, H], bias [1, 2·G·H]. */
function recurrent(
  call: NodeCall,
  gates: number,
  cell: (fromInput: Tensor, fromHidden: Tensor, state: readonly Tensor[]) => readonly Tensor[],
): readonly Tensor[] {
  if (call.text('direction', 'forward') !== 'forward') call.refuse('attribute direction: only forward is read here');
  call.only('layout', 0);
  if (call.has(4) || call.has(7)) call.refuse('it knows the lengths of its sequences, or looks into its memory');
  const [x, weight, recurrence] = [call.tensor(0), call.tensor(1).select(0, 0), call.tensor(2).select(0, 0)];
  const hiddenSize = call.int('hidden_size', recurrence.shape[1]!);
  if (recurrence.shape[1] !== hiddenSize || weight.shape[0] !== gates * hiddenSize)
    call.refuse(`attribute hidden_size = ${hiddenSize} and a weight with ${weight.shape[0]} rows`);
  const bias = call.has(3) ? call.tensor(3).select(0, 0) : zeros([2 * gates * hiddenSize]);
  const [inputBias, hiddenBias] = bias.chunk(2, 0) as [Tensor, Tensor];
  const [steps, examples] = x.shape as [number, number, number];
  const start = (place: number): Tensor =>
    call.has(place) ? call.tensor(place).select(0, 0) : zeros([examples, hiddenSize]);
  let state: readonly Tensor[] = gates === 4 ? [start(5), start(6)] : [start(5)];
  const read = x.linear(weight, inputBias); // [T, N, G·H]
  const hidden: Tensor[] = [];
  for (let t = 0; t < steps; t++) {
    state = cell(read.select(0, t), state[0]!.linear(recurrence, hiddenBias), state);
    hidden.push(state[0]!.unsqueeze(0).unsqueeze(0));
  }
  return [concat(hidden, 0), ...state.map((one) => one.unsqueeze(0))];
}
