/**
 * A model as ONNX: what it computes, not only its weights, so that a program which has never heard of this framework gives the same answers.
 * Steps become nodes, weights initialisers under their own names; the first axis of inputs and outputs stays open (`N`).
 * Source: the operators of ONNX, opset 17 (LayerNormalization is in it; GELU came later and is written out with Erf).
 */
import type { Graph, Made, Operand, Size, Step } from '../graph.ts';
import { elementNumber, GraphWriter } from './GraphWriter.ts';
import type { OnnxModel, OnnxValue } from './messages.ts';
import { recurrentNodes } from './recurrentNodes.ts';

export const OPSET = 17;
export const IR_VERSION = 8;

export interface OnnxOptions {
  /** Names of the inputs. Default `input`, then `input2` … */
  readonly inputs?: readonly string[];
  /** Name of the output. Default `output`. */
  readonly output?: string;
  /** What a reader of the file may want to know: the run, its seed. */
  readonly notes?: Readonly<Record<string, string>>;
}

/**
 * A graph → the messages of an ONNX file.
 *
 * Errors: an op, or a way to call it, that the subset does not have; the step is named.
 *
 * @example encodeOnnx(toOnnx('digits-cnn', graphOf('digits-cnn', model, inputs)))
 */
export function toOnnx(title: string, graph: Graph, options: OnnxOptions = {}): OnnxModel {
  const inputs = options.inputs ?? graph.inputs.map((_, i) => (i === 0 ? 'input' : `input${i + 1}`));
  const writer = new GraphWriter(title, graph, inputs);
  for (const step of graph.steps) {
    writer.begin(step);
    const write = Object.hasOwn(ops, step.op) ? ops[step.op] : undefined;
    if (write === undefined) return writer.refuse('it has no counterpart here');
    const made = write(writer, step);
    writer.end(typeof made === 'string' ? [made] : made);
  }
  const outputs = graph.outputs.map((operand, i): OnnxValue => {
    const name = i === 0 ? (options.output ?? 'output') : `${options.output ?? 'output'}${i + 1}`;
    const value = writer.value(operand);
    if (operand.source.kind === 'step') writer.rename(value, name);
    else writer.rename(writer.one('Identity', [value]), name);
    return valueInfo(name, operand);
  });
  const notes = Object.entries(options.notes ?? {}).map(([key, value]) => ({ key, value }));
  return {
    irVersion: IR_VERSION,
    producerName: 'chalkgrad',
    producerVersion: '0.1.0',
    opsetImport: [{ domain: '', version: OPSET }],
    graph: {
      name: title,
      node: writer.nodes,
      initializer: writer.initializers,
      input: graph.inputs.map((made, i) => valueInfo(inputs[i]!, made)),
      output: outputs,
    },
    ...(notes.length === 0 ? {} : { metadataProps: notes }),
  };
}

const valueInfo = (name: string, { shape, dtype }: Made): OnnxValue => ({
  name,
  type: {
    tensorType: {
      elemType: elementNumber(dtype),
      shape: {
        dim: shape.map((size) =>
          typeof size === 'number' ? { dimValue: size } : { dimParam: size.batch === 1 ? 'N' : `N*${size.batch}` },
        ),
      },
    },
  },
});

/** Nodes of one step; the names of the values it gives. */
type Write = (w: GraphWriter, step: Step) => string | readonly string[];

const shapeOf = (arg: unknown): readonly Size[] => (arg as Operand).shape;
const rankOf = (arg: unknown): number => shapeOf(arg).length;
const from0 = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);
const optionsIn = (arg: unknown): Readonly<Record<string, unknown>> => (arg ?? {}) as Record<string, unknown>;

/** An op with one operand and no settings. */
const unary =
  (opType: string): Write =>
  (w, { args }) =>
    w.one(opType, [w.value(args[0])]);
const binary =
  (opType: string): Write =>
  (w, { args }) =>
    w.one(opType, [w.value(args[0]), w.value(args[1])]);

/** The same value: dropout that is off. */
const alias: Write = (w, { args }) => w.value(args[0]);

const pairOf = (value: unknown, standard: number): [number, number] => {
  if (value === undefined) return [standard, standard];
  return typeof value === 'number' ? [value, value] : [...(value as [number, number])];
};
/** One number for a sequence, two for an image. */
const along = (value: unknown, standard: number, axes: number): number[] =>
  axes === 1 ? [(value as number | undefined) ?? standard] : pairOf(value, standard);

/** [before …, after …] for each axis, from our padding: cells on both sides, or in words. */
function padsOf(w: GraphWriter, padding: unknown, kernel: readonly number[], dilations: readonly number[]): number[] {
  if (padding === 'same') {
    const all = kernel.map((size, i) => dilations[i]! * (size - 1));
    return [...all.map((cells) => Math.floor(cells / 2)), ...all.map((cells) => Math.ceil(cells / 2))];
  }
  if (typeof padding === 'string' && padding !== 'valid') w.refuse(`there is no padding '${padding}'`);
  const sides = along(padding === 'valid' ? 0 : padding, 0, kernel.length);
  return [...sides, ...sides];
}

/** Convolutions over one or two axes. weight: [out, in/groups, …kernel]; transposed: [in, out/groups, …kernel] */
const conv =
  (opType: 'Conv' | 'ConvTranspose', axes: 1 | 2): Write =>
  (w, { args: [x, weight, bias, given] }) => {
    const { stride, padding, dilation, groups = 1, outputPadding, relu = false } = optionsIn(given);
    const kernel = shapeOf(weight).slice(2) as number[];
    const dilations = along(dilation, 1, axes);
    const out = w.one(opType, [w.value(x), w.value(weight), ...(bias === undefined ? [] : [w.value(bias)])], {
      kernel_shape: kernel,
      strides: along(stride, 1, axes),
      pads: padsOf(w, padding, kernel, dilations),
      dilations,
      group: groups as number,
      ...(outputPadding === undefined ? {} : { output_padding: along(outputPadding, 0, axes) }),
    });
    return relu === true ? w.one('Relu', [out]) : out;
  };

const pool =
  (opType: 'MaxPool' | 'AveragePool', axes: 1 | 2): Write =>
  (w, { args: [x, size, given] }) => {
    const { stride, padding, dilation, ceilMode = false, countIncludePad = true } = optionsIn(given);
    const kernel = along(size, 1, axes);
    const pads = along(padding, 0, axes);
    // opset 17 counts what hangs over the edge differently from PyTorch and us
    if (opType === 'AveragePool' && ceilMode === true) w.refuse('a mean with ceilMode');
    return w.one(opType, [w.value(x)], {
      kernel_shape: kernel,
      strides: stride === undefined ? kernel : along(stride, 1, axes),
      pads: [...pads, ...pads],
      ...(ceilMode === true ? { ceil_mode: 1 } : {}),
      ...(opType === 'MaxPool'
        ? { dilations: along(dilation, 1, axes) }
        : { count_include_pad: countIncludePad ? 1 : 0 }),
    });
  };

const axesOf = (axes: unknown, rank: number): number[] => {
  if (axes === undefined) return Array.from({ length: rank }, (_, axis) => axis);
  return (typeof axes === 'number' ? [axes] : (axes as number[])).map((axis) => from0(axis, rank));
};

const ops: Readonly<Record<string, Write>> = {
  // element by element
  neg: unary('Neg'),
  abs: unary('Abs'),
  reciprocal: unary('Reciprocal'),
  sqrt: unary('Sqrt'),
  exp: unary('Exp'),
  log: unary('Log'),
  sin: unary('Sin'),
  cos: unary('Cos'),
  erf: unary('Erf'),
  relu: unary('Relu'),
  sigmoid: unary('Sigmoid'),
  tanh: unary('Tanh'),
  softsign: unary('Softsign'),
  logicalNot: unary('Not'),
  square: (w, { args }) => w.one('Mul', [w.value(args[0]), w.value(args[0])]),
  leakyRelu: (w, { args: [x, slope = 0.01] }) =>
    w.one('LeakyRelu', [w.value(x)], { alpha: { float: slope as number } }),
  gelu: (w, { args: [x, given] }) => {
    const value = w.value(x);
    const number = (n: number): string => w.constant({ shape: [], dtype: 'float32', values: [n] });
    const half = (part: string): string =>
      w.one('Mul', [w.one('Mul', [value, number(0.5)]), w.one('Add', [part, number(1)])]);
    if (optionsIn(given)['approximate'] !== 'tanh')
      return half(w.one('Erf', [w.one('Mul', [value, number(Math.SQRT1_2)])]));
    const cube = w.one('Mul', [w.one('Mul', [value, value]), value]);
    const inner = w.one('Add', [value, w.one('Mul', [cube, number(0.044715)])]);
    return half(w.one('Tanh', [w.one('Mul', [inner, number(Math.sqrt(2 / Math.PI))])]));
  },
  dropout: (w, step) => {
    const [, p = 0.5, given] = step.args;
    if (p !== 0 && optionsIn(given)['training'] !== false)
      w.refuse('it drops at random: a model is exported in eval()');
    return alias(w, step);
  },
  contiguous: alias,
  to: (w, { args, outputs }) => w.one('Cast', [w.value(args[0])], { to: elementNumber(outputs[0]!.dtype) }),

  // of two
  add: binary('Add'),
  sub: binary('Sub'),
  mul: binary('Mul'),
  div: binary('Div'),
  pow: binary('Pow'),
  maximum: binary('Max'),
  minimum: binary('Min'),
  eq: binary('Equal'),
  gt: binary('Greater'),
  lt: binary('Less'),
  ge: binary('GreaterOrEqual'),
  le: binary('LessOrEqual'),
  logicalAnd: binary('And'),
  logicalOr: binary('Or'),
  where: (w, { args }) =>
    w.one(
      'Where',
      args.slice(0, 3).map((arg) => w.value(arg)),
    ),

  // along axes
  sum: (w, { args: [x, axes, given] }) =>
    w.one('ReduceSum', [w.value(x), w.integers('axes', axesOf(axes, rankOf(x)))], {
      keepdims: optionsIn(given)['keepdim'] === true ? 1 : 0,
    }),
  mean: (w, { args: [x, axes, given] }) =>
    w.one('ReduceMean', [w.value(x)], {
      axes: axesOf(axes, rankOf(x)),
      keepdims: optionsIn(given)['keepdim'] === true ? 1 : 0,
    }),
  softmax: (w, { args: [x, axis = -1] }) => w.one('Softmax', [w.value(x)], { axis: from0(axis as number, rankOf(x)) }),
  logSoftmax: (w, { args: [x, axis = -1] }) =>
    w.one('LogSoftmax', [w.value(x)], { axis: from0(axis as number, rankOf(x)) }),

  // the same numbers, arranged otherwise
  reshape: (w, { args, outputs }) =>
    w.one('Reshape', [w.value(args[0]), w.integers('shape', w.sizes(outputs[0]!.shape))]),
  flatten: (w, { args: [x, start = 0, end = -1], outputs }) => {
    const rank = rankOf(x);
    if (from0(start as number, rank) === 1 && from0(end as number, rank) === rank - 1 && rank > 1)
      return w.one('Flatten', [w.value(x)], { axis: 1 });
    return w.one('Reshape', [w.value(x), w.integers('shape', w.sizes(outputs[0]!.shape))]);
  },
  squeeze: (w, { args, outputs }) =>
    w.one('Reshape', [w.value(args[0]), w.integers('shape', w.sizes(outputs[0]!.shape))]),
  unsqueeze: (w, { args: [x, axis] }) =>
    w.one('Unsqueeze', [w.value(x), w.integers('axes', [from0(axis as number, rankOf(x) + 1)])]),
  transpose: (w, { args: [x, a = -2, b = -1] }) => {
    const rank = rankOf(x);
    const perm = Array.from({ length: rank }, (_, axis) => axis);
    const [i, j] = [from0(a as number, rank), from0(b as number, rank)];
    [perm[i], perm[j]] = [j, i];
    return w.one('Transpose', [w.value(x)], { perm });
  },
  permute: (w, { args: [x, axes] }) =>
    w.one('Transpose', [w.value(x)], { perm: (axes as number[]).map((axis) => from0(axis, rankOf(x))) }),
  slice: (w, { args: [x, axis, start, end = Number.MAX_SAFE_INTEGER, step = 1] }) => {
    const place = from0(axis as number, rankOf(x));
    if ([start, end, step].some((number) => typeof number !== 'number'))
      w.refuse('its places follow the size of the batch');
    return w.one('Slice', [
      w.value(x),
      w.integers('starts', [start as number]),
      w.integers('ends', [end as number]),
      w.integers('axes', [place]),
      w.integers('steps', [step as number]),
    ]);
  },
  select: (w, { args: [x, axis, place] }) => {
    if (typeof place !== 'number') return w.refuse('its place follows the size of the batch');
    return w.one('Gather', [w.value(x), w.integers('place', place)], { axis: from0(axis as number, rankOf(x)) });
  },
  concat: (w, { args: [tensors, axis = 0] }) => {
    const list = tensors as readonly unknown[];
    return w.one(
      'Concat',
      list.map((x) => w.value(x)),
      { axis: from0(axis as number, rankOf(list[0])) },
    );
  },
  stack: (w, { args: [tensors, axis = 0] }) => {
    const list = tensors as readonly unknown[];
    const place = from0(axis as number, rankOf(list[0]) + 1);
    const axes = w.integers('axes', [place]);
    return w.one(
      'Concat',
      list.map((x) => w.one('Unsqueeze', [w.value(x), axes])),
      { axis: place },
    );
  },

  // sums of products
  embedding: (w, { args: [index, weight] }) => w.one('Gather', [w.value(weight), w.value(index)], { axis: 0 }),
  matmul: binary('MatMul'),
  linear: (w, { args: [x, weight, bias, given] }) => {
    const out = linearNodes(w, x, weight, bias);
    return optionsIn(given)['relu'] === true ? w.one('Relu', [out]) : out;
  },
  conv1d: conv('Conv', 1),
  conv2d: conv('Conv', 2),
  convTranspose1d: conv('ConvTranspose', 1),
  convTranspose2d: conv('ConvTranspose', 2),

  // windows and norms
  maxPool1d: pool('MaxPool', 1),
  maxPool2d: pool('MaxPool', 2),
  avgPool1d: pool('AveragePool', 1),
  avgPool2d: pool('AveragePool', 2),
  globalAvgPool: (w, { args, outputs }) =>
    w.one('Reshape', [w.one('GlobalAveragePool', [w.value(args[0])]), w.integers('shape', w.sizes(outputs[0]!.shape))]),
  batchNorm: (w, { args: [x, weight, bias, given] }) => {
    const { runningMean, runningVar, training, eps = 1e-5 } = optionsIn(given);
    if (training !== false || runningMean === undefined)
      w.refuse('it uses the statistics of the batch: a model is exported in eval()');
    const channels = shapeOf(x)[1] as number;
    const all = (value: number): string =>
      w.constant({ shape: [channels], dtype: 'float32', values: Array.from({ length: channels }, () => value) });
    return w.one(
      'BatchNormalization',
      [
        w.value(x),
        weight === undefined ? all(1) : w.value(weight),
        bias === undefined ? all(0) : w.value(bias),
        w.value(runningMean),
        w.value(runningVar),
      ],
      { epsilon: { float: eps as number } },
    );
  },
  layerNorm: (w, { args: [x, shape, weight, bias, given] }) => {
    const { eps = 1e-5 } = optionsIn(given);
    const normed = typeof shape === 'number' ? [shape] : (shape as number[]);
    const size = normed.reduce((product, n) => product * n, 1);
    const all = (value: number): string =>
      w.constant({ shape: normed, dtype: 'float32', values: Array.from({ length: size }, () => value) });
    return w.one(
      'LayerNormalization',
      [w.value(x), weight === undefined ? all(1) : w.value(weight), ...(bias === undefined ? [] : [w.value(bias)])],
      { axis: rankOf(x) - normed.length, epsilon: { float: eps as number } },
    );
  },

  // modules that are taken as a whole
  RNN: recurrentNodes,
  LSTM: recurrentNodes,
  GRU: recurrentNodes,
};

/** One Gemm for rows; a stack of rows is multiplied by the turned weight. */
function linearNodes(w: GraphWriter, x: unknown, weight: unknown, bias: unknown): string {
  if (rankOf(x) === 2) {
    return w.one('Gemm', [w.value(x), w.value(weight), ...(bias === undefined ? [] : [w.value(bias)])], { transB: 1 });
  }
  const turned = w.one('Transpose', [w.value(weight)], { perm: [1, 0] });
  const product = w.one('MatMul', [w.value(x), turned]);
  return bias === undefined ? product : w.one('Add', [product, w.value(bias)]);
}

/** Which ops can be written. */
export const writtenOps: readonly string[] = Object.keys(ops);
