/**
 * The scalar functions of kernels/scalar.ts, in WGSL and under the same names. WGSL promises less than JavaScript: implementations
 * may assume that NaN and infinity never occur, `max` may drop a NaN, `tanh` may overflow inside, and `pow` knows no negative base.
 * So NaN is looked for in the bits, and these functions say themselves what they do at the edges.
 */
import type { BinaryName, SlopeName, UnaryName } from '../scalar.ts';
import { callsRareFunctions, rareFunctions } from './rareFunctions.ts';
import { wgsl } from './wgsl.ts';

/** Functions on f32 that the others need. NaN and infinity are made of bits that the compiler cannot see, for constants may not overflow. */
export const scalarFunctions = wgsl`
fn isNan(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }
fn isInfinite(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) == 0x7f800000u; }
fn isTrue(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) != 0u; } // NaN counts: it is not 0
fn nan() -> f32 { var bits = 0x7fc00000u; return bitcast<f32>(bits); }
fn infinity() -> f32 { var bits = 0x7f800000u; return bitcast<f32>(bits); }

// NaN wins, as in PyTorch.
fn larger(x: f32, y: f32) -> f32 {
  if (isNan(x)) { return x; }
  if (isNan(y)) { return y; }
  return select(y, x, x > y);
}
fn smaller(x: f32, y: f32) -> f32 {
  if (isNan(x)) { return x; }
  if (isNan(y)) { return y; }
  return select(y, x, x < y);
}

fn exponential(x: f32) -> f32 {
  if (isNan(x)) { return x; }
  if (x > 88.72283) { return infinity(); } // the largest x whose power is still an f32
  if (x < -103.97) { return 0.0; }
  return exp(x);
}

fn logarithm(x: f32) -> f32 {
  if (isNan(x) || x < 0.0) { return nan(); }
  if (x == 0.0) { return -infinity(); }
  if (isInfinite(x)) { return x; }
  return log(x);
}

// ln(1 + x) without the digits that 1 + x loses: Goldberg, "What every computer scientist should know …" (1991), theorem 4.
fn logarithm1p(x: f32) -> f32 {
  let u = 1.0 + x;
  if (u == 1.0) { return x; }
  if (x <= -1.0 || isNan(x)) { return logarithm(u); }
  if (isInfinite(u)) { return u; }
  return log(u) * (x / (u - 1.0));
}

// e^x - 1: a Taylor polynomial where subtracting 1 would lose digits.
fn exponentialMinus1(x: f32) -> f32 {
  if (abs(x) < 0.3) {
    return x * (1.0 + x / 2.0 * (1.0 + x / 3.0 * (1.0 + x / 4.0 * (1.0 + x / 5.0 * (1.0 + x / 6.0 * (1.0 + x / 7.0))))));
  }
  return exponential(x) - 1.0;
}

// tanh is 1 to the last bit of an f32 from 9 on; beyond 88 its parts overflow on some devices.
fn hyperbolicTangent(x: f32) -> f32 {
  if (isNan(x)) { return x; }
  let z = clamp(x, -15.0, 15.0);
  if (abs(z) < 0.25) {
    let s = z * z;
    return z * (1.0 + s * (-0.33333333 + s * (0.13333333 + s * (-0.053968254 + s * 0.021869488))));
  }
  let e = exponential(-2.0 * abs(z));
  return sign(z) * (1.0 - e) / (1.0 + e);
}

fn logistic(x: f32) -> f32 {
  let e = exponential(-abs(x)); // never overflows
  return select(e / (1.0 + e), 1.0 / (1.0 + e), x >= 0.0);
}

fn softPlus(x: f32) -> f32 { return larger(x, 0.0) + logarithm1p(exponential(-abs(x))); }

// Series for small arguments, Abramowitz & Stegun 7.1.6; beyond, the continued fraction of the complement, 7.1.14.
fn errorFunction(x: f32) -> f32 {
  if (isNan(x)) { return x; }
  let z = abs(x);
  if (z > 4.0) { return sign(x); }
  if (z < 2.0) {
    var term = z;
    var sum = z;
    for (var n = 1u; n <= 24u; n++) {
      term *= 2.0 * z * z / f32(2u * n + 1u);
      sum += term;
    }
    return sign(x) * 1.1283792 * exp(-z * z) * sum;
  }
  var fraction = z;
  for (var n = 24u; n >= 1u; n--) { fraction = z + f32(n) / 2.0 / fraction; }
  return sign(x) * (1.0 - exp(-z * z) / (1.7724539 * fraction));
}

// WGSL's sin and cos may be wrong in the fourth digit. Here the angle is brought into [-π/4, π/4] by quarter turns, whose length π/2 is
// taken off in three parts with few digits each (Cody & Waite, 1980); there two short polynomials are right to the last bit or two.
// Coefficients: Moshier, Cephes Mathematical Library, sinf.c (1985).
fn sine(x: f32, ahead: i32) -> f32 { // the sine, or of ahead = 1 quarter turn further: the cosine
  let quarters = round(x * 0.63661977);
  let r = ((x - quarters * 1.5703125) - quarters * 4.837513e-4) - quarters * 7.54979e-8;
  let s = r * r;
  let sin_r = r + r * s * (-0.16666655 + s * (8.332161e-3 + s * -1.951530e-4));
  let cos_r = 1.0 - 0.5 * s + s * s * (4.1666646e-2 + s * (-1.3887316e-3 + s * 2.4433157e-5));
  let quadrant = (i32(quarters) + ahead) & 3;
  let value = select(sin_r, cos_r, (quadrant & 1) == 1);
  return select(value, -value, quadrant >= 2);
}

// A division by zero may give anything in WGSL; here it gives what IEEE 754 says.
fn quotient(x: f32, y: f32) -> f32 {
  if (y != 0.0 || isNan(y)) { return x / y; }
  if (x == 0.0 || isNan(x)) { return nan(); }
  let negative = ((bitcast<u32>(x) ^ bitcast<u32>(y)) >> 31u) == 1u;
  return select(infinity(), -infinity(), negative);
}

// C's pow: WGSL's is undefined for a negative base.
fn power(x: f32, y: f32) -> f32 {
  if (y == 0.0 || x == 1.0) { return 1.0; }
  if (isNan(x) || isNan(y)) { return nan(); }
  if (isInfinite(y)) {
    let size = abs(x);
    if (size == 1.0) { return 1.0; }
    return select(0.0, infinity(), (size > 1.0) == (y > 0.0));
  }
  let whole = floor(y) == y;
  let odd = whole && abs(y) < 16777216.0 && fract(abs(y) / 2.0) != 0.0;
  if (x == 0.0 || isInfinite(x)) {
    let grows = (x == 0.0) != (y > 0.0);
    let size = select(0.0, infinity(), grows);
    return select(size, -size, odd && (bitcast<u32>(x) >> 31u) == 1u);
  }
  if (x < 0.0 && !whole) { return nan(); }
  if (whole && abs(y) <= 4.0) { // small powers are products: exact where the result is
    var product = 1.0;
    for (var k = 0u; k < u32(abs(y)); k++) { product *= x; }
    return select(product, 1.0 / product, y < 0.0);
  }
  let size = exponential(y * log(abs(x)));
  return select(size, -size, x < 0.0 && odd);
}
`;

/** The functions above, and those of rareFunctions.ts, where an expression calls any: a program is compiled faster without them. */
export const functionsFor = (expression: string): string =>
  (expression.includes('(') ? scalarFunctions : '') + (callsRareFunctions(expression) ? rareFunctions : '');

/** Each unary function as an expression in x (f32), with the constants p.a and p.b. */
export const unaryExpressions: Readonly<Record<UnaryName, string>> = {
  neg: '-x',
  abs: 'abs(x)',
  exp: 'exponential(x)',
  log: 'logarithm(x)',
  log1p: 'logarithm1p(x)',
  sqrt: 'select(sqrt(x), nan(), x < 0.0)',
  rsqrt: 'select(quotient(1.0, select(sqrt(x), x, x == 0.0)), nan(), x < 0.0)',
  square: 'x * x',
  reciprocal: 'quotient(1.0, x)',
  sin: 'sine(x, 0)',
  cos: 'sine(x, 1)',
  asin: 'arcSine(x)',
  acos: 'arcCosine(x)',
  atan: 'arcTangent(x)',
  sinh: 'hyperbolicSine(x)',
  cosh: 'hyperbolicCosine(x)',
  tanh: 'hyperbolicTangent(x)',
  erf: 'errorFunction(x)',
  sign: 'select(select(0.0, -1.0, x < 0.0), 1.0, x > 0.0)',
  floor: 'floor(x)',
  ceil: 'ceil(x)',
  round: 'round(x)', // halves to even, by the specification
  sigmoid: 'select(logistic(x), x, isNan(x))',
  softplus: 'softPlus(x)',
  relu: 'select(max(x, 0.0), x, isNan(x))',
  leakyRelu: 'select(p.a * x, x, x > 0.0)',
  elu: 'select(p.a * exponentialMinus1(x), x, x > 0.0)',
  selu: '1.050701 * select(1.6732632 * exponentialMinus1(x), x, x > 0.0)',
  celu: 'select(p.a * exponentialMinus1(x / p.a), x, x > 0.0)',
  threshold: 'select(x, p.b, x <= p.a && !isNan(x))',
  softsign: 'select(x / (1.0 + abs(x)), nan(), isInfinite(x))',
  hardsigmoid: 'smaller(larger(x + 3.0, 0.0), 6.0) / 6.0',
  hardswish: 'x * smaller(larger(x + 3.0, 0.0), 6.0) / 6.0',
  silu: 'select(x * logistic(x), x, isNan(x))',
  mish: 'x * hyperbolicTangent(softPlus(x))',
  gelu: '0.5 * x * (1.0 + errorFunction(x * 0.70710678))',
  geluTanh: '0.5 * x * (1.0 + hyperbolicTangent(0.79788456 * (x + 0.044715 * x * x * x)))',
  clamp: 'smaller(larger(x, p.a), p.b)',
  logicalNot: 'f32(x == 0.0)',
  isPositive: 'f32(x > 0.0)',
  isnan: 'f32(isNan(x))',
  isinf: 'f32(isInfinite(x))',
  isfinite: 'f32(!isNan(x) && !isInfinite(x))',
};

/** Slopes of those that training bends with, as expressions in x and y = f(x), with the constant p.a. */
export const slopeExpressions: Readonly<Record<SlopeName, string>> = {
  tanh: '1.0 - y * y',
  sigmoid: 'y * (1.0 - y)',
  softplus: 'select(logistic(x), x, isNan(x))',
  relu: 'select(0.0, 1.0, x > 0.0)',
  leakyRelu: 'select(p.a, 1.0, x > 0.0)',
  elu: 'select(y + p.a, 1.0, x > 0.0)',
  silu: 'select(logistic(x) * (1.0 + x * (1.0 - logistic(x))), x, isNan(x))',
  gelu: '0.5 * (1.0 + errorFunction(x * 0.70710678)) + x * exponential(-0.5 * x * x) * 0.39894228', // 1/√(2π)
  geluTanh: 'geluTanhSlope(x)',
};

/** The one slope that is no single expression; goes along with scalarFunctions. */
export const slopeFunctions = wgsl`
fn geluTanhSlope(x: f32) -> f32 {
  let t = hyperbolicTangent(0.79788456 * (x + 0.044715 * x * x * x));
  return 0.5 * (1.0 + t + x * (1.0 - t * t) * 0.79788456 * (1.0 + 0.134145 * x * x));
}
`;

/** Those that stay among whole numbers, as expressions in x (i32). */
export const wholeUnary: Readonly<Partial<Record<UnaryName, string>>> = {
  neg: '-x',
  abs: 'abs(x)',
  square: 'x * x',
  sign: 'sign(x)',
  floor: 'x',
  ceil: 'x',
  round: 'x',
  relu: 'max(x, 0)',
  clamp: 'min(max(x, p.a), p.b)',
  threshold: 'select(x, p.b, x <= p.a)',
  logicalNot: 'i32(x == 0)',
  isPositive: 'i32(x > 0)',
};

/** Each binary function as an expression in x and y, both f32. */
export const binaryExpressions: Readonly<Record<BinaryName, string>> = {
  add: 'x + y',
  sub: 'x - y',
  mul: 'x * y',
  div: 'quotient(x, y)',
  remainder: 'floatRest(x, y)',
  pow: 'power(x, y)',
  maximum: 'larger(x, y)',
  minimum: 'smaller(x, y)',
  eq: 'f32(x == y && !isNan(x))',
  ne: 'f32(x != y || isNan(x) || isNan(y))',
  lt: 'f32(x < y)',
  le: 'f32(x <= y)',
  gt: 'f32(x > y)',
  ge: 'f32(x >= y)',
  logicalAnd: 'f32(isTrue(x) && isTrue(y))',
  logicalOr: 'f32(isTrue(x) || isTrue(y))',
};

/** Those that whole numbers have of their own, as expressions in x and y, both i32: an f32 holds only 24 bits of them. */
export const wholeBinary: Readonly<Partial<Record<BinaryName, string>>> = {
  add: 'x + y',
  sub: 'x - y',
  mul: 'x * y',
  remainder: 'wholeRest(x, y)',
  maximum: 'max(x, y)',
  minimum: 'min(x, y)',
  eq: 'i32(x == y)',
  ne: 'i32(x != y)',
  lt: 'i32(x < y)',
  le: 'i32(x <= y)',
  gt: 'i32(x > y)',
  ge: 'i32(x >= y)',
  logicalAnd: 'i32(x != 0 && y != 0)',
  logicalOr: 'i32(x != 0 || y != 0)',
};
