/**
 * First values of weights. Each fills a tensor in place (the `_` at the end of a name says so, as in PyTorch), outside history, from the
 * given stream (default: the one started by `manualSeed`), and returns it. Layers call what PyTorch's do; everything else is for those
 * who know why. Weights are [out, in, …kernel].
 */
import { check, named, optionsOf, signature } from '../tensor/arguments.ts';
import { ChalkgradError, shapeText } from '../tensor/errors.ts';
import { noGrad } from '../tensor/history.ts';
import { type Generator, getDefaultGenerator } from '../tensor/random.ts';
import { isSubstituting, runSubstitute, substituteFor } from '../tensor/substitutes.ts';
import type { Tensor } from '../tensor/Tensor.ts';

const calls = {
  fanIn: signature('fanIn', { weight: 'tensor' }),
  fanOut: signature('fanOut', { weight: 'tensor' }),
  defaultInit_: signature('defaultInit_', { weight: 'tensor', bias: 'anything', generator: 'generator?' }),
  constant: signature('constant_', { x: 'tensor', value: 'number' }),
  uniform: signature('uniform_', { x: 'tensor', low: 'finite?', high: 'finite?', generator: 'generator?' }),
  normal: signature('normal_', { x: 'tensor', mean: 'finite?', std: 'amount?', generator: 'generator?' }),
  truncated: signature(
    'truncatedNormal_',
    { x: 'tensor' },
    { mean: 'finite', std: 'amount', low: 'number', high: 'number', generator: 'generator' },
  ),
  gain: signature('calculateGain', { nonlinearity: 'text', slope: 'finite?' }),
  xavier: signature('xavierUniform_', { weight: 'tensor' }, { gain: 'finite', generator: 'generator' }),
  kaiming: signature(
    'kaimingUniform_',
    { weight: 'tensor' },
    { mode: 'text', nonlinearity: 'text', slope: 'finite', generator: 'generator' },
  ),
};

const receptiveField = (weight: Tensor): number => weight.shape.slice(2).reduce((product, n) => product * n, 1);

/** How many inputs feed one output of a weight [out, in, …kernel]. */
export function fanIn(weight: Tensor): number {
  check(calls.fanIn, weight);
  return (weight.shape[1] ?? 1) * receptiveField(weight);
}

/** How many outputs one input feeds, of a weight [out, in, …kernel]. */
export function fanOut(weight: Tensor): number {
  check(calls.fanOut, weight);
  return (weight.shape[0] ?? 1) * receptiveField(weight);
}

const fill_ = (x: Tensor, next: (i: number) => number): Tensor =>
  noGrad(() => x.copyFrom_(Float64Array.from({ length: x.size }, (_, i) => next(i))));

/** What a substitute named `firstWeights` is told of weights that were just filled, before it may change them. */
export interface FirstWeights {
  readonly weight: Tensor;
  /** The standard deviation that the rule asks for. */
  readonly std: number;
  readonly fanIn: number;
  readonly fanOut: number;
}

/** Weights that a rule has filled; whoever stands in the place of first weights changes them now. */
function filled(weight: Tensor, std: number): Tensor {
  const substitute = isSubstituting() ? substituteFor('firstWeights') : null;
  if (substitute !== null)
    noGrad(() => runSubstitute(substitute, [{ weight, std, fanIn: fanIn(weight), fanOut: fanOut(weight) }]));
  return weight;
}

/** Every entry the same. */
export function constant_(x: Tensor, value: number): Tensor {
  check(calls.constant, x, value);
  return fill_(x, () => value);
}

/** Uniform in [low, high). */
export function uniform_(x: Tensor, low = 0, high = 1, generator: Generator = getDefaultGenerator()): Tensor {
  check(calls.uniform, x, low, high, generator);
  return fill_(x, () => generator.uniform(low, high));
}

/** Normal with the given mean and standard deviation. */
export function normal_(x: Tensor, mean = 0, std = 1, generator: Generator = getDefaultGenerator()): Tensor {
  check(calls.normal, x, mean, std, generator);
  return fill_(x, () => generator.normal(mean, std));
}

export interface TruncatedNormalOptions {
  /** Default 0. */
  readonly mean?: number;
  /** Default 1. */
  readonly std?: number;
  /** Bounds of the values themselves. Default -2 and 2. */
  readonly low?: number;
  readonly high?: number;
  readonly generator?: Generator | undefined;
}

/** Normal, but drawn again until it lies in [low, high]. Source: PyTorch's trunc_normal_ (which bends a uniform draw instead). */
export function truncatedNormal_(x: Tensor, options: TruncatedNormalOptions = {}): Tensor {
  const given = optionsOf(calls.truncated, [x, options]);
  const { mean = 0, std = 1, low = -2, high = 2, generator = getDefaultGenerator() } = given;
  if (!(low < high) || mean < low - 2 * std || mean > high + 2 * std) {
    throw new ChalkgradError(
      `truncatedNormal_: [${low}, ${high}] holds almost nothing of a normal of mean ${mean} and deviation ${std}`,
      'keep the mean within two deviations of the bounds.',
    );
  }
  return fill_(x, () => {
    let value = generator.normal(mean, std);
    while (value < low || value > high) value = generator.normal(mean, std);
    return value;
  });
}

/** What follows a layer, for the gain of its first weights. */
export type Nonlinearity = 'linear' | 'conv' | 'sigmoid' | 'tanh' | 'relu' | 'leakyRelu' | 'selu';

/**
 * By how much a nonlinearity shrinks the spread of what passes, so that weights can make up for it.
 * Source: He et al. (2015), §2.2; the values of PyTorch's calculate_gain.
 *
 * @example calculateGain('relu') // √2
 */
export function calculateGain(nonlinearity: Nonlinearity, slope = 0.01): number {
  const gains: Readonly<Record<Nonlinearity, number>> = {
    linear: 1,
    conv: 1,
    sigmoid: 1,
    tanh: 5 / 3,
    relu: Math.SQRT2,
    leakyRelu: Math.sqrt(2 / (1 + slope * slope)),
    selu: 3 / 4,
  };
  check(calls.gain, nonlinearity, slope);
  if (!Object.hasOwn(gains, nonlinearity)) {
    throw new ChalkgradError(
      `calculateGain: there is no gain for '${String(nonlinearity)}'`,
      `choose one of: ${Object.keys(gains).join(', ')}.`,
    );
  }
  return gains[nonlinearity];
}

/** Options of the Xavier initialisers. */
export interface XavierOptions {
  /** Default 1; see `calculateGain`. */
  readonly gain?: number;
  readonly generator?: Generator | undefined;
}

/** Uniform in ±gain · √(6 / (fan_in + fan_out)). Source: Glorot & Bengio, "Understanding the difficulty …" (2010), equation 16. */
export function xavierUniform_(weight: Tensor, options: XavierOptions = {}): Tensor {
  const { gain = 1, generator } = optionsOf(named(calls.xavier, 'xavierUniform_'), [weight, options]);
  checkMatrix('xavierUniform_', weight);
  const bound = gain * Math.sqrt(6 / (fanIn(weight) + fanOut(weight)));
  return filled(uniform_(weight, -bound, bound, generator), bound / Math.sqrt(3));
}

/** Normal with deviation gain · √(2 / (fan_in + fan_out)). Source: Glorot & Bengio (2010), equation 12. */
export function xavierNormal_(weight: Tensor, options: XavierOptions = {}): Tensor {
  const { gain = 1, generator } = optionsOf(named(calls.xavier, 'xavierNormal_'), [weight, options]);
  checkMatrix('xavierNormal_', weight);
  const std = gain * Math.sqrt(2 / (fanIn(weight) + fanOut(weight)));
  return filled(normal_(weight, 0, std, generator), std);
}

/** Options of the Kaiming initialisers. */
export interface KaimingOptions {
  /** Keep the spread of the signal ('fanIn', default) or of the gradient ('fanOut'). */
  readonly mode?: 'fanIn' | 'fanOut';
  /** What comes after the layer. Default 'leakyRelu', as in PyTorch. */
  readonly nonlinearity?: Nonlinearity;
  /** Slope of leakyRelu. Default 0: that is relu. */
  readonly slope?: number;
  readonly generator?: Generator | undefined;
}

/** gain / √fan: the standard deviation that keeps the spread. */
function kaimingDeviation(name: string, weight: Tensor, options: KaimingOptions): number {
  const {
    mode = 'fanIn',
    nonlinearity = 'leakyRelu',
    slope = 0,
  } = optionsOf(named(calls.kaiming, name), [weight, options]);
  checkMatrix(name, weight);
  if (mode !== 'fanIn' && mode !== 'fanOut') {
    throw new ChalkgradError(`${name}: there is no mode '${String(mode)}'`, "use 'fanIn' or 'fanOut'.");
  }
  return calculateGain(nonlinearity, slope) / Math.sqrt(mode === 'fanIn' ? fanIn(weight) : fanOut(weight));
}

/** Uniform in ±√3 · gain / √fan. Source: He et al., "Delving deep into rectifiers" (2015), §2.2. */
export function kaimingUniform_(weight: Tensor, options: KaimingOptions = {}): Tensor {
  const std = kaimingDeviation('kaimingUniform_', weight, options);
  const bound = Math.sqrt(3) * std;
  return filled(uniform_(weight, -bound, bound, options.generator), std);
}

/** Normal with deviation gain / √fan. Source: He et al. (2015), equation 10. */
export function kaimingNormal_(weight: Tensor, options: KaimingOptions = {}): Tensor {
  const std = kaimingDeviation('kaimingNormal_', weight, options);
  return filled(normal_(weight, 0, std, options.generator), std);
}

/**
 * Rows (or columns, whichever are fewer) of length `gain` and at right angles to each other; axes after the first are taken as one.
 * Source: Saxe, McClelland & Ganguli, "Exact solutions to the nonlinear dynamics of learning" (2014), §3.
 */
export function orthogonal_(weight: Tensor, options: XavierOptions = {}): Tensor {
  const { gain = 1, generator = getDefaultGenerator() } = optionsOf(named(calls.xavier, 'orthogonal_'), [
    weight,
    options,
  ]);
  checkMatrix('orthogonal_', weight);
  const rows = weight.shape[0]!;
  const columns = weight.size / rows;
  const [count, length] = [Math.min(rows, columns), Math.max(rows, columns)];
  const vectors = Array.from({ length: count }, () => Float64Array.from({ length }, () => generator.normal()));
  for (const [i, vector] of vectors.entries()) makeOrthonormal(vector, vectors.slice(0, i));
  return fill_(weight, (at) => {
    const [row, column] = [Math.floor(at / columns), at % columns];
    return gain * (rows <= columns ? vectors[row]![column]! : vectors[column]![row]!);
  });
}

/** Gram-Schmidt, done twice: once is not exact enough. Source: Kahan and Parlett, in Parlett (1980), §6-9. */
function makeOrthonormal(vector: Float64Array, others: readonly Float64Array[]): void {
  const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
  for (const other of [...others, ...others]) {
    const along = dot(vector, other);
    vector.forEach((x, i) => {
      vector[i] = x - along * other[i]!;
    });
  }
  const length = Math.sqrt(dot(vector, vector));
  vector.forEach((x, i) => {
    vector[i] = x / length;
  });
}

/**
 * What torch.nn.Linear and Conv2d start from: uniform in ±1/√fan_in, for weight and bias alike. (PyTorch writes it as Kaiming
 * uniform with a = √5; He et al., "Delving deep into rectifiers" (2015), §2.2, with that gain.)
 */
export function defaultInit_(weight: Tensor, bias: Tensor | null, generator: Generator = getDefaultGenerator()): void {
  check(calls.defaultInit_, weight, bias, generator);
  const bound = 1 / Math.sqrt(fanIn(weight));
  filled(uniform_(weight, -bound, bound, generator), bound / Math.sqrt(3));
  if (bias !== null) uniform_(bias, -bound, bound, generator);
}

function checkMatrix(name: string, weight: Tensor): void {
  if (weight.rank < 2) {
    throw new ChalkgradError(
      `${name}: a tensor of shape ${shapeText(weight.shape)} has no inputs and outputs`,
      'it is meant for weights [out, in, …kernel]; use uniform_ or constant_ for a bias.',
    );
  }
}
