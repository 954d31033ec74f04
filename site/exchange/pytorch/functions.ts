/** Ops that stand between layers, as PyTorch expressions. */
import type { Operand, Size, Step } from '../graph.ts';
import type { Lines } from './modelCode.ts';
import { literal } from './python.ts';

type Write = (lines: Lines, step: Step) => string;
type Options = Readonly<Record<string, unknown>>;

const optionsIn = (arg: unknown): Options => (arg ?? {}) as Options;
const shapeOf = (arg: unknown): readonly Size[] => (arg as Operand).shape;

const method =
  (name: string): Write =>
  ({ value }, { args }) =>
    `${value(args[0])}.${name}()`;
const infix =
  (sign: string): Write =>
  ({ value }, { args }) =>
    `${value(args[0])} ${sign} ${value(args[1])}`;
const two =
  (name: string): Write =>
  ({ value }, { args }) =>
    `${name}(${value(args[0])}, ${value(args[1])})`;

/** stride, padding, dilation, groups … as keywords, those that were given. */
const keywords = (options: Options): string =>
  Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `, ${name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)}=${literal(value)}`)
    .join('');

const withWeights =
  (name: string): Write =>
  ({ value, refuse }, { args: [x, weight, bias, given] }) => {
    const { relu = false, ...options } = optionsIn(given);
    if (relu === true) refuse('a ReLU inside another op');
    return `F.${name}(${value(x)}, ${value(weight)}${bias === undefined ? '' : `, ${value(bias)}`}${keywords(options)})`;
  };
const window =
  (name: string): Write =>
  ({ value }, { args: [x, size, given] }) =>
    `F.${name}(${value(x)}, ${literal(size)}${keywords(optionsIn(given))})`;

const reduced =
  (name: string): Write =>
  ({ value }, { args: [x, axes, given] }) => {
    const { keepdim = false } = optionsIn(given);
    if (axes === undefined) return `${value(x)}.${name}()`;
    return `${value(x)}.${name}(${literal(axes)}${keepdim === true ? ', keepdim=True' : ''})`;
  };

const sizes = ({ size }: Lines, shape: readonly Size[]): string =>
  shape.length === 1 ? `(${size(shape[0]!)},)` : `(${shape.map(size).join(', ')})`;

/** A loss of two tensors; class numbers are wanted as 64-bit whole numbers there. */
const loss =
  (name: string, renamed: Readonly<Record<string, string>> = {}, isOfClasses = false): Write =>
  ({ value, refuse }, { args: [outputs, targets, given] }) => {
    const options = optionsIn(given);
    const known = new Set(['reduction', 'ignoreIndex', 'labelSmoothing', 'delta', 'beta', ...Object.keys(renamed)]);
    const other = Object.entries(options).find(([key, one]) => one !== undefined && !known.has(key));
    if (other !== undefined) refuse(`its loss has the option ${other[0]}`);
    const right = isOfClasses && (targets as Operand).dtype === 'int32' ? `${value(targets)}.long()` : value(targets);
    const named = Object.fromEntries(Object.entries(options).map(([key, one]) => [renamed[key] ?? key, one]));
    return `F.${name}(${value(outputs)}, ${right}${keywords(named)})`;
  };

export const functions: Readonly<Record<string, Write>> = {
  neg: ({ value }, { args }) => `-${value(args[0])}`,
  abs: method('abs'),
  square: method('square'),
  sqrt: method('sqrt'),
  exp: method('exp'),
  log: method('log'),
  sin: method('sin'),
  cos: method('cos'),
  relu: method('relu'),
  sigmoid: method('sigmoid'),
  tanh: method('tanh'),
  logicalNot: method('logical_not'),
  gelu: ({ value }, { args: [x, given] }) => `F.gelu(${value(x)}${keywords(optionsIn(given))})`,
  leakyRelu: ({ value }, { args: [x, slope = 0.01] }) => `F.leaky_relu(${value(x)}, ${literal(slope)})`,
  clamp: ({ value }, { args: [x, min, max] }) => `${value(x)}.clamp(${literal(min)}, ${literal(max)})`,
  to: ({ value }, { args, outputs }) => `${value(args[0])}.to(torch.${outputs[0]!.dtype})`,
  dropout: ({ value, refuse }, { args: [x, p = 0.5] }) =>
    p === 0 ? value(x) : refuse('its dropout draws other numbers in PyTorch'),

  add: infix('+'),
  sub: infix('-'),
  mul: infix('*'),
  div: infix('/'),
  pow: infix('**'),
  eq: infix('=='),
  gt: infix('>'),
  lt: infix('<'),
  maximum: two('torch.maximum'),
  minimum: two('torch.minimum'),

  sum: reduced('sum'),
  mean: reduced('mean'),
  softmax: ({ value }, { args: [x, axis = -1] }) => `${value(x)}.softmax(${literal(axis)})`,
  logSoftmax: ({ value }, { args: [x, axis = -1] }) => `${value(x)}.log_softmax(${literal(axis)})`,

  reshape: (lines, { args, outputs }) => `${lines.value(args[0])}.reshape${sizes(lines, outputs[0]!.shape)}`,
  flatten: ({ value }, { args: [x, start = 0, end = -1] }) => `${value(x)}.flatten(${literal(start)}, ${literal(end)})`,
  squeeze: (lines, { args, outputs }) => `${lines.value(args[0])}.reshape${sizes(lines, outputs[0]!.shape)}`,
  unsqueeze: ({ value }, { args: [x, axis] }) => `${value(x)}.unsqueeze(${literal(axis)})`,
  transpose: ({ value }, { args: [x, a = -2, b = -1] }) => `${value(x)}.transpose(${literal(a)}, ${literal(b)})`,
  permute: ({ value }, { args: [x, axes] }) => `${value(x)}.permute(${literal(axes)})`,
  contiguous: ({ value }, { args }) => value(args[0]),
  slice: ({ value, refuse }, { args: [x, axis, start, , step = 1], outputs }) => {
    const place = (axis as number) < 0 ? (axis as number) + shapeOf(x).length : (axis as number);
    const length = outputs[0]!.shape[place];
    const whole = shapeOf(x)[place];
    if (step !== 1 || typeof length !== 'number' || typeof start !== 'number')
      return refuse('a slice along the batch, or with steps');
    const from = start < 0 ? (whole as number) + start : start;
    return `${value(x)}.narrow(${place}, ${from}, ${length})`;
  },
  select: ({ value, refuse }, { args: [x, axis, place] }) =>
    typeof place === 'number'
      ? `${value(x)}.select(${literal(axis)}, ${place})`
      : refuse('a place that follows the batch'),
  concat: ({ value }, { args: [list, axis = 0] }) =>
    `torch.cat([${(list as readonly unknown[]).map(value).join(', ')}], ${literal(axis)})`,
  stack: ({ value }, { args: [list, axis = 0] }) =>
    `torch.stack([${(list as readonly unknown[]).map(value).join(', ')}], ${literal(axis)})`,

  embedding: ({ value }, { args: [index, weight] }) => `F.embedding(${value(index)}, ${value(weight)})`,
  matmul: infix('@'),
  linear: withWeights('linear'),
  conv1d: withWeights('conv1d'),
  conv2d: withWeights('conv2d'),
  convTranspose1d: withWeights('conv_transpose1d'),
  convTranspose2d: withWeights('conv_transpose2d'),
  maxPool1d: window('max_pool1d'),
  maxPool2d: window('max_pool2d'),
  avgPool1d: window('avg_pool1d'),
  avgPool2d: window('avg_pool2d'),
  layerNorm: ({ value }, { args: [x, shape, weight, bias, given] }) =>
    `F.layer_norm(${value(x)}, ${literal(typeof shape === 'number' ? [shape] : shape)}, ${weight === undefined ? 'None' : value(weight)}, ${bias === undefined ? 'None' : value(bias)}${keywords(optionsIn(given))})`,

  crossEntropy: loss('cross_entropy', {}, true),
  nll: loss('nll_loss', {}, true),
  mse: loss('mse_loss'),
  l1: loss('l1_loss'),
  huber: loss('huber_loss'),
  smoothL1: loss('smooth_l1_loss'),
  bce: loss('binary_cross_entropy'),
  bceWithLogits: loss('binary_cross_entropy_with_logits'),
};
