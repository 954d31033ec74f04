/**
 * The scalar functions that map and zip apply to each element, by name. Every backend knows the same names: here they are
 * JavaScript, elsewhere WebAssembly or WGSL. `a` and `b` are optional constants (a slope, a bound).
 */

/** 0.5 rounds to the even neighbour, as IEEE 754 and PyTorch do (Math.round does not). */
function roundHalfToEven(x: number): number {
  const nearest = Math.round(x);
  return Math.abs(x - Math.trunc(x)) === 0.5 ? 2 * Math.round(x / 2) : nearest;
}

/** C's pow, which PyTorch follows: 1 to any power is 1, also to the power NaN; and (-1)^±∞ is 1 (JavaScript says NaN). */
const pow = (x: number, y: number): number =>
  x === 1 || (x === -1 && Math.abs(y) === Number.POSITIVE_INFINITY) ? 1 : x ** y;

/** Splits on the sign so that exp never overflows, and nothing is subtracted, which would leave 0 far to the left. */
const sigmoid = (x: number): number => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));

/** log(1 + e^x) without overflow: max(x, 0) + log1p(e^-|x|). */
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

const SQRT_HALF = Math.SQRT1_2;
const TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI);
const SERIES_LIMIT = 2.5; // below, the series needs < 60 terms; above, the continued fraction is short
const FAR = 6; // erf(6) is 1 to the last bit of a double

/**
 * Error function to double precision. Source: Abramowitz & Stegun, Handbook of Mathematical Functions, 7.1.6 (series with
 * positive terms only) and 7.1.14 (continued fraction for the complement).
 */
function erf(x: number): number {
  const z = Math.abs(x);
  if (Number.isNaN(x)) return x;
  if (z > FAR) return Math.sign(x);
  if (z < SERIES_LIMIT) {
    let term = z;
    let sum = z;
    for (let n = 1; term > sum * 1e-17; n++) {
      term *= (2 * z * z) / (2 * n + 1);
      sum += term;
    }
    return Math.sign(x) * TWO_OVER_SQRT_PI * Math.exp(-z * z) * sum;
  }
  let fraction = z;
  for (let n = 60; n >= 1; n--) fraction = z + n / 2 / fraction;
  return Math.sign(x) * (1 - Math.exp(-z * z) / (Math.sqrt(Math.PI) * fraction));
}

const SELU_ALPHA = 1.6732632423543772; // Klambauer et al. 2017, appendix A: the fixed point of mean 0 and variance 1
const SELU_SCALE = 1.0507009873554805;

/** JavaScript's % takes the sign of x; the remainder of a floored division takes that of y, as in Python and PyTorch. */
function remainder(x: number, y: number): number {
  const rest = x % y;
  return rest !== 0 && rest < 0 !== y < 0 ? rest + y : rest;
}

const GELU_TANH_SCALE = Math.sqrt(2 / Math.PI);
const GELU_TANH_CUBIC = 0.044715; // Hendrycks & Gimpel 2016, §2

export const unary = {
  neg: (x: number) => -x,
  abs: Math.abs,
  exp: Math.exp,
  log: Math.log,
  log1p: Math.log1p,
  sqrt: Math.sqrt,
  rsqrt: (x: number) => 1 / Math.sqrt(x),
  square: (x: number) => x * x,
  reciprocal: (x: number) => 1 / x,
  sin: Math.sin,
  cos: Math.cos,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  erf,
  sign: (x: number) => Number(x > 0) - Number(x < 0), // 0 for NaN, as in PyTorch
  floor: Math.floor,
  ceil: Math.ceil,
  round: roundHalfToEven,
  sigmoid,
  softplus,
  relu: (x: number) => Math.max(x, 0),
  leakyRelu: (x: number, slope: number) => (x > 0 ? x : slope * x),
  elu: (x: number, alpha: number) => (x > 0 ? x : alpha * Math.expm1(x)),
  selu: (x: number) => SELU_SCALE * (x > 0 ? x : SELU_ALPHA * Math.expm1(x)),
  celu: (x: number, alpha: number) => (x > 0 ? x : alpha * Math.expm1(x / alpha)),
  threshold: (x: number, bound: number, value: number) => (x <= bound ? value : x), // NaN stays
  softsign: (x: number) => x / (1 + Math.abs(x)),
  hardsigmoid: (x: number) => Math.min(Math.max(x + 3, 0), 6) / 6,
  hardswish: (x: number) => (x * Math.min(Math.max(x + 3, 0), 6)) / 6,
  silu: (x: number) => x * sigmoid(x),
  mish: (x: number) => x * Math.tanh(softplus(x)),
  gelu: (x: number) => 0.5 * x * (1 + erf(x * SQRT_HALF)),
  geluTanh: (x: number) => 0.5 * x * (1 + Math.tanh(GELU_TANH_SCALE * (x + GELU_TANH_CUBIC * x * x * x))),
  clamp: (x: number, low: number, high: number) => Math.min(Math.max(x, low), high),
  logicalNot: (x: number) => (x === 0 ? 1 : 0),
  isPositive: (x: number) => (x > 0 ? 1 : 0),
  isnan: (x: number) => Number(Number.isNaN(x)),
  isinf: (x: number) => Number(Math.abs(x) === Number.POSITIVE_INFINITY),
  isfinite: (x: number) => Number(Number.isFinite(x)),
} as const satisfies Record<string, (x: number, a: number, b: number) => number>;

export const binary = {
  add: (x: number, y: number) => x + y,
  sub: (x: number, y: number) => x - y,
  mul: (x: number, y: number) => x * y,
  div: (x: number, y: number) => x / y,
  remainder,
  pow,
  maximum: Math.max,
  minimum: Math.min,
  eq: (x: number, y: number) => (x === y ? 1 : 0),
  ne: (x: number, y: number) => (x !== y ? 1 : 0),
  lt: (x: number, y: number) => (x < y ? 1 : 0),
  le: (x: number, y: number) => (x <= y ? 1 : 0),
  gt: (x: number, y: number) => (x > y ? 1 : 0),
  ge: (x: number, y: number) => (x >= y ? 1 : 0),
  logicalAnd: (x: number, y: number) => (x !== 0 && y !== 0 ? 1 : 0),
  logicalOr: (x: number, y: number) => (x !== 0 || y !== 0 ? 1 : 0),
} as const satisfies Record<string, (x: number, y: number) => number>;

/** Slopes f′(x; a) of the unary functions that training bends with, given y = f(x) as well. */
export const slopes = {
  tanh: (_x: number, y: number) => 1 - y * y,
  sigmoid: (_x: number, y: number) => y * (1 - y),
  softplus: (x: number) => sigmoid(x),
  relu: (x: number) => (x > 0 ? 1 : 0),
  leakyRelu: (x: number, _y: number, slope: number) => (x > 0 ? 1 : slope),
  elu: (x: number, y: number, alpha: number) => (x > 0 ? 1 : y + alpha),
  silu: (x: number) => sigmoid(x) * (1 + x * (1 - sigmoid(x))),
  gelu: (x: number) => 0.5 * (1 + erf(x * SQRT_HALF)) + (x * Math.exp(-0.5 * x * x)) / Math.sqrt(2 * Math.PI),
  geluTanh: (x: number) => {
    const t = Math.tanh(GELU_TANH_SCALE * (x + GELU_TANH_CUBIC * x * x * x));
    return 0.5 * (1 + t + x * (1 - t * t) * GELU_TANH_SCALE * (1 + 3 * GELU_TANH_CUBIC * x * x));
  },
} as const satisfies Partial<Record<keyof typeof unary, (x: number, y: number, a: number) => number>>;

export type SlopeName = keyof typeof slopes;
export type UnaryName = keyof typeof unary;
export type BinaryName = keyof typeof binary;
