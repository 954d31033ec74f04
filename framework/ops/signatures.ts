/**
 * The table of calls: for every op what it does with each dtype (dtypeRules.ts) and what may stand in its call (tensor/arguments.ts), in the
 * order of list.ts. A new op needs a line here; opCalls.test.ts says so.
 */
import { type KindText, type Signature, signature } from '../tensor/arguments.ts';
import { kinds } from '../tensor/kinds.ts';
import { type DTypeRule, type DTypeRuleName, dtypeRules } from './dtypeRules.ts';

export interface OpCall {
  readonly rule: DTypeRule;
  readonly ruleName: DTypeRuleName;
  readonly call: Signature;
  /** From how many to how many tensors, and nothing else, make a right call, as in most calls. null where something else is wanted, too. */
  readonly tensorsAlone: readonly [from: number, to: number] | null;
  /** Do the loops take whatever dtype comes, each as it is? */
  readonly takesAll: boolean;
}

type Kinds = Readonly<Record<string, KindText>>;
type Row = readonly [rule: DTypeRuleName, places: Kinds, options?: Kinds];

const unary: Kinds = { x: 'tensor' };
const binary: Kinds = { a: 'tensorOrNumber', b: 'tensorOrNumber' };
const reduced: Kinds = { x: 'tensor', axes: 'axes?' };
const keepdim: Kinds = { keepdim: 'boolean' };
const window: Kinds = { stride: 'pair', padding: 'pair', dilation: 'pair' };
const ceilMode: Kinds = { ceilMode: 'boolean' };
const window1d: Kinds = { stride: 'number', padding: 'number', dilation: 'number' };
const pair: Kinds = { prediction: 'tensor', target: 'tensor' };
const reduction: Kinds = { reduction: 'text' };
const classLoss: Kinds = { ...reduction, weight: 'tensor', ignoreIndex: 'whole' };
const affine: Kinds = { weight: 'tensor?', bias: 'tensor?' };
const eps: Kinds = { eps: 'amount' };

const rows: Readonly<Record<string, Row>> = {
  neg: ['signed', unary],
  abs: ['signed', unary],
  sign: ['compared', unary],
  square: ['power', unary],
  reciprocal: ['floats', unary],
  sqrt: ['floats', unary],
  rsqrt: ['floats', unary],
  exp: ['floats', unary],
  log: ['floats', unary],
  log1p: ['floats', unary],
  sin: ['floats', unary],
  cos: ['floats', unary],
  erf: ['floats', unary],
  floor: ['rounded', unary],
  round: ['rounded', unary],
  asin: ['floats', unary],
  acos: ['floats', unary],
  atan: ['floats', unary],
  sinh: ['floats', unary],
  cosh: ['floats', unary],
  ceil: ['rounded', unary],
  isnan: ['compared', unary],
  isinf: ['compared', unary],
  isfinite: ['compared', unary],
  threshold: ['bounded', { x: 'tensor', threshold: 'number', value: 'number' }],
  selu: ['floats', unary],
  celu: ['floats', { x: 'tensor', alpha: 'number?' }],
  hardsigmoid: ['floats', unary],
  softsign: ['floats', unary],
  hardswish: ['floats', unary],
  clamp: ['bounded', { x: 'tensor', min: 'number?', max: 'number?' }],
  logicalNot: ['compared', unary],
  isPositive: ['compared', unary],
  relu: ['rounded', unary],
  leakyRelu: ['floats', { x: 'tensor', slope: 'number?' }],
  elu: ['floats', { x: 'tensor', alpha: 'number?' }],
  softplus: ['floats', { x: 'tensor', beta: 'number?' }],
  sigmoid: ['floats', unary],
  tanh: ['floats', unary],
  silu: ['floats', unary],
  mish: ['floats', unary],
  gelu: ['floats', unary, { approximate: 'text' }],
  dropout: [
    'floats',
    { x: 'tensor', p: 'number?' },
    { training: 'boolean', perChannel: 'boolean', generator: 'generator' },
  ],
  to: ['moved', { x: 'tensor', target: 'target' }],

  add: ['arithmetic', binary],
  sub: ['signed', binary],
  mul: ['arithmetic', binary],
  div: ['floats', binary],
  pow: ['floats', binary],
  remainder: ['rounded', binary],
  prelu: ['floats', { x: 'tensor', weight: 'tensor' }],
  maximum: ['compared', binary],
  minimum: ['compared', binary],
  eq: ['compared', binary],
  ne: ['compared', binary],
  lt: ['compared', binary],
  le: ['compared', binary],
  gt: ['compared', binary],
  ge: ['compared', binary],
  logicalAnd: ['compared', binary],
  logicalOr: ['compared', binary],

  sum: ['counted', reduced, keepdim],
  sumTo: ['counted', { x: 'tensor', shape: 'shape' }],
  mean: ['averaged', reduced, keepdim],
  variance: ['averaged', reduced, { ...keepdim, correction: 'finite' }],
  std: ['averaged', reduced, { ...keepdim, correction: 'finite' }],
  prod: ['counted', reduced, keepdim],
  max: ['compared', reduced, keepdim],
  min: ['compared', reduced, keepdim],
  argmax: ['compared', { x: 'tensor', axis: 'axis?' }, keepdim],
  argmin: ['compared', { x: 'tensor', axis: 'axis?' }, keepdim],
  all: ['compared', reduced, keepdim],
  any: ['compared', reduced, keepdim],
  norm: ['averaged', { x: 'tensor', p: 'number?', axes: 'axes?' }, keepdim],
  cumsum: ['counted', { x: 'tensor', axis: 'axis' }],
  cumprod: ['counted', { x: 'tensor', axis: 'axis' }],
  logSumExp: ['floats', reduced, keepdim],
  softmax: ['floats', { x: 'tensor', axis: 'axis?' }],
  logSoftmax: ['floats', { x: 'tensor', axis: 'axis?' }],

  contiguous: ['moved', unary],
  reshape: ['moved', { x: 'tensor', shape: 'numberList' }],
  flatten: ['moved', { x: 'tensor', start: 'axis?', end: 'axis?' }],
  squeeze: ['moved', reduced],
  unsqueeze: ['moved', { x: 'tensor', axis: 'axis' }],
  permute: ['moved', { x: 'tensor', axes: 'numberList' }],
  transpose: ['moved', { x: 'tensor', axis0: 'axis?', axis1: 'axis?' }],
  expand: ['moved', { x: 'tensor', shape: 'numberList' }],
  repeat: ['moved', { x: 'tensor', times: 'numberList' }],
  slice: ['moved', { x: 'tensor', axis: 'axis', start: 'number', end: 'number?', step: 'number?' }],
  unslice: ['moved', { x: 'tensor', shape: 'shape', axis: 'axis', start: 'number', end: 'number?', step: 'number?' }],
  split: ['moved', { x: 'tensor', sizes: 'axes', axis: 'axis?' }],
  chunk: ['moved', { x: 'tensor', count: 'number', axis: 'axis?' }],
  unbind: ['moved', { x: 'tensor', axis: 'axis?' }],
  concat: ['moved', { tensors: 'tensors', axis: 'axis?' }],
  stack: ['moved', { tensors: 'tensors', axis: 'axis?' }],
  pad: ['moved', { x: 'tensor', padding: 'numberList', fill: 'fill?' }],
  pixelShuffle: ['moved', { x: 'tensor', upscaleFactor: 'number' }],
  flip: ['moved', { x: 'tensor', axes: 'axes' }],
  tril: ['moved', { x: 'tensor', diagonal: 'number?' }],
  triu: ['moved', { x: 'tensor', diagonal: 'number?' }],

  select: ['moved', { x: 'tensor', axis: 'axis', place: 'number' }],
  where: ['moved', { condition: 'tensor', x: 'tensorOrNumber', y: 'tensorOrNumber' }],
  gather: ['moved', { x: 'tensor', axis: 'axis', index: 'tensor' }],
  scatterAdd: ['products', { x: 'tensor', axis: 'axis', index: 'tensor', source: 'tensor' }],
  scatter: ['moved', { x: 'tensor', axis: 'axis', index: 'tensor', source: 'tensorOrNumber' }],
  scatterReduce: [
    'products',
    { x: 'tensor', axis: 'axis', index: 'tensor', source: 'tensor', reduce: 'text' },
    { includeSelf: 'boolean' },
  ],
  nonzero: ['compared', unary],
  maskedSelect: ['moved', { x: 'tensor', mask: 'tensor' }],
  indexSelect: ['moved', { x: 'tensor', axis: 'axis', index: 'tensor' }],
  embedding: ['moved', { index: 'tensor', weight: 'tensor' }, { paddingIndex: 'whole' }],
  oneHot: ['moved', { index: 'tensor', classes: 'size?' }, { dtype: 'dtype' }],
  argsort: ['moved', { x: 'tensor', axis: 'axis?' }, { descending: 'boolean' }],
  sort: ['moved', { x: 'tensor', axis: 'axis?' }, { descending: 'boolean' }],
  topk: ['moved', { x: 'tensor', k: 'number', axis: 'axis?' }, { largest: 'boolean' }],

  matmul: ['products', { a: 'tensor', b: 'tensor' }],
  linear: ['products', { x: 'tensor', weight: 'tensor', bias: 'tensor?' }, { relu: 'boolean' }],
  outer: ['arithmetic', { a: 'tensor', b: 'tensor' }],
  einsum: ['products', { equation: 'text', '...operands': 'tensor' }],
  attention: ['floats', { query: 'tensor', key: 'tensor', value: 'tensor' }, { scale: 'finite', causal: 'boolean' }],
  scaledDotProductAttention: [
    'floats',
    { query: 'tensor', key: 'tensor', value: 'tensor' },
    {
      mask: 'tensor',
      causal: 'boolean',
      scale: 'finite',
      dropout: 'number',
      generator: 'generator',
      enableGqa: 'boolean',
    },
  ],

  lstmMemory: ['floats', { gates: 'tensor', memory: 'tensor' }],
  lstmHidden: ['floats', { gates: 'tensor', memory: 'tensor' }],
  gruHidden: ['floats', { fromInput: 'tensor', fromHidden: 'tensor', hidden: 'tensor' }],

  conv2d: [
    'weighted',
    { x: 'tensor', weight: 'tensor', bias: 'tensor?' },
    { ...window, padding: 'padding', groups: 'number', relu: 'boolean' },
  ],
  conv2dInputGrad: ['weighted', { grad: 'tensor', weight: 'tensor', shape: 'shape' }, { ...window, groups: 'number' }],
  conv2dWeightGrad: ['weighted', { grad: 'tensor', x: 'tensor', shape: 'shape' }, { ...window, groups: 'number' }],
  conv1d: [
    'weighted',
    { x: 'tensor', weight: 'tensor', bias: 'tensor?' },
    { ...window1d, padding: 'padding', groups: 'number' },
  ],
  convTranspose1d: [
    'weighted',
    { x: 'tensor', weight: 'tensor', bias: 'tensor?' },
    { ...window1d, groups: 'number', outputPadding: 'number' },
  ],
  convTranspose2d: [
    'weighted',
    { x: 'tensor', weight: 'tensor', bias: 'tensor?' },
    { ...window, groups: 'number', outputPadding: 'pair' },
  ],
  unfold: ['moved', { x: 'tensor', kernel: 'pair' }, window],
  fold: ['products', { columns: 'tensor', size: 'pair', kernel: 'pair' }, window],

  maxPool2d: ['floats', { x: 'tensor', kernel: 'pair' }, { ...window, ...ceilMode }],
  maxPool1d: ['floats', { x: 'tensor', kernel: 'number' }, { ...window1d, ...ceilMode }],
  avgPool2d: [
    'floats',
    { x: 'tensor', kernel: 'pair' },
    { stride: 'pair', padding: 'pair', countIncludePad: 'boolean', ...ceilMode },
  ],
  avgPool2dGrad: [
    'floats',
    { grad: 'tensor', shape: 'shape', kernel: 'pair' },
    { stride: 'pair', padding: 'pair', countIncludePad: 'boolean', ...ceilMode },
  ],
  avgPool1d: [
    'floats',
    { x: 'tensor', kernel: 'number' },
    { stride: 'number', padding: 'number', countIncludePad: 'boolean', ...ceilMode },
  ],
  interpolate: ['floats', unary, { size: 'sizes', scaleFactor: 'factors', mode: 'text', alignCorners: 'boolean' }],
  globalMaxPool: ['compared', unary],
  globalAvgPool: ['averaged', unary],
  adaptiveMaxPool2d: ['compared', { x: 'tensor', outputSize: 'pair' }],
  adaptiveMaxPool1d: ['compared', { x: 'tensor', outputLength: 'number' }],
  adaptiveAvgPool2d: ['floats', { x: 'tensor', outputSize: 'pair' }],
  adaptiveAvgPool1d: ['floats', { x: 'tensor', outputLength: 'number' }],

  batchNorm: [
    'floats',
    { x: 'tensor', ...affine },
    { runningMean: 'tensor', runningVar: 'tensor', training: 'boolean', momentum: 'probability', ...eps },
  ],
  instanceNorm: [
    'floats',
    { x: 'tensor', ...affine },
    { runningMean: 'tensor', runningVar: 'tensor', useInputStats: 'boolean', momentum: 'probability', ...eps },
  ],
  normalize: ['averaged', { x: 'tensor', p: 'number?', axis: 'axes?' }, eps],
  layerNorm: ['floats', { x: 'tensor', shape: 'axes', ...affine }, eps],
  groupNorm: ['floats', { x: 'tensor', groups: 'number', ...affine }, eps],
  rmsNorm: ['floats', { x: 'tensor', shape: 'axes', weight: 'tensor?' }, eps],

  mse: ['floats', pair, reduction],
  l1: ['floats', pair, reduction],
  huber: ['floats', pair, { ...reduction, delta: 'number' }],
  smoothL1: ['floats', pair, { ...reduction, beta: 'number' }],
  nll: ['floats', { logProbs: 'tensor', targets: 'tensor' }, classLoss],
  crossEntropy: ['floats', { logits: 'tensor', targets: 'tensor' }, { ...classLoss, labelSmoothing: 'probability' }],
  bce: ['floats', pair, { ...reduction, weight: 'importance' }],
  bceWithLogits: [
    'floats',
    { logits: 'tensor', targets: 'tensor' },
    { ...reduction, weight: 'importance', posWeight: 'importance' },
  ],
  hinge: ['floats', { score: 'tensor', side: 'tensor' }, { ...reduction, margin: 'finite' }],
  klDiv: ['floats', { logPrediction: 'tensor', target: 'tensor' }, { ...reduction, logTarget: 'boolean' }],
  cosineSimilarity: ['floats', { a: 'tensor', b: 'tensor' }, { axis: 'axis', ...eps }],
};

/** The signature of a module that takes what an op has as options, and nothing else. */
export const optionsOnly = (module: string, op: string): Signature => signature(module, {}, rows[op]![2] ?? {});

/** The first places, if tensors fit there and the others may be left out. */
function tensorsAlone({ places, needed }: Signature): readonly [from: number, to: number] | null {
  const other = places.findIndex(({ kind }) => kind !== kinds.tensor && kind !== kinds.tensorOrNumber);
  const from = places.findLastIndex(({ isOptional }) => !isOptional) + 1;
  const to = other < 0 ? places.length : other;
  return needed.length > 0 || from > to ? null : [from, to];
}

/** Every op's line, by its name. */
export const opCalls: ReadonlyMap<string, OpCall> = new Map(
  Object.entries(rows).map(([name, [ruleName, places, options]]) => {
    const call = signature(name, places, options);
    const rule = dtypeRules[ruleName];
    const takesAll = rule.bool === 'kept' && rule.int32 === 'kept' && rule.mixes;
    return [name, { ruleName, rule, call, tensorsAlone: tensorsAlone(call), takesAll }];
  }),
);
