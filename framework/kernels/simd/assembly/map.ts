/**
 * A function of one number, four at a time. Dense in, dense out (the caller straightens strided views first). Loops run to the
 * next multiple of four: what they read and write past the end is padding that every buffer here has.
 */
import { acos, asin, atan, cosh, hardShare, selu, sinh } from './circular';
import { all, bellArea, choose, erf, exp, expm1, geluInner, half, log, log1p, one, sigmoid, softplus, tanh } from './functions';

const NEG: i32 = 0;
const ABS: i32 = 1;
const EXP: i32 = 2;
const LOG: i32 = 3;
const LOG1P: i32 = 4;
const SQRT: i32 = 5;
const RSQRT: i32 = 6;
const SQUARE: i32 = 7;
const RECIPROCAL: i32 = 8;
const TANH: i32 = 9;
const ERF: i32 = 10;
const SIGN: i32 = 11;
const FLOOR: i32 = 12;
const ROUND: i32 = 13;
const SIGMOID: i32 = 14;
const SOFTPLUS: i32 = 15;
const RELU: i32 = 16;
const LEAKY_RELU: i32 = 17;
const ELU: i32 = 18;
const SILU: i32 = 19;
const MISH: i32 = 20;
const GELU: i32 = 21;
const GELU_TANH: i32 = 22;
const CLAMP: i32 = 23;
const LOGICAL_NOT: i32 = 24;
const IS_POSITIVE: i32 = 25;
const CEIL: i32 = 26;
const ASIN: i32 = 27;
const ACOS: i32 = 28;
const ATAN: i32 = 29;
const SINH: i32 = 30;
const COSH: i32 = 31;
const SELU: i32 = 32;
const CELU: i32 = 33;
const THRESHOLD: i32 = 34;
const SOFTSIGN: i32 = 35;
const HARDSIGMOID: i32 = 36;
const HARDSWISH: i32 = 37;

// `f` is a constant wherever this is called, so only one branch is left in each loop.
// @ts-ignore: decorator
@inline
function apply(f: i32, x: v128, a: v128, b: v128): v128 {
  if (f == NEG) return f32x4.neg(x);
  if (f == ABS) return f32x4.abs(x);
  if (f == EXP) return exp(x);
  if (f == LOG) return log(x);
  if (f == LOG1P) return log1p(x);
  if (f == SQRT) return f32x4.sqrt(x);
  if (f == RSQRT) return f32x4.div(one(), f32x4.sqrt(x));
  if (f == SQUARE) return f32x4.mul(x, x);
  if (f == RECIPROCAL) return f32x4.div(one(), x);
  if (f == TANH) return tanh(x);
  if (f == ERF) return erf(x);
  if (f == SIGN) return f32x4.sub(v128.and(f32x4.gt(x, all(0)), one()), v128.and(f32x4.lt(x, all(0)), one()));
  if (f == FLOOR) return f32x4.floor(x);
  if (f == ROUND) return f32x4.nearest(x);
  if (f == SIGMOID) return sigmoid(x);
  if (f == SOFTPLUS) return softplus(x);
  if (f == RELU) return f32x4.pmax(x, all(0)); // x < 0 ? 0 : x, one instruction, and a NaN in x passes
  if (f == LEAKY_RELU) return choose(f32x4.gt(x, all(0)), x, f32x4.mul(x, a));
  if (f == ELU) return choose(f32x4.gt(x, all(0)), x, f32x4.mul(expm1(x), a));
  if (f == SILU) return f32x4.mul(x, sigmoid(x));
  if (f == MISH) return f32x4.mul(x, tanh(softplus(x)));
  if (f == GELU) return f32x4.mul(x, bellArea(x));
  if (f == GELU_TANH) return f32x4.mul(f32x4.mul(x, half()), f32x4.add(tanh(geluInner(x)), one()));
  if (f == CLAMP) return f32x4.pmin(f32x4.pmax(x, a), b);
  if (f == LOGICAL_NOT) return v128.and(f32x4.eq(x, all(0)), one());
  if (f == IS_POSITIVE) return v128.and(f32x4.gt(x, all(0)), one());
  if (f == CEIL) return f32x4.ceil(x);
  if (f == ASIN) return asin(x);
  if (f == ACOS) return acos(x);
  if (f == ATAN) return atan(x);
  if (f == SINH) return sinh(x);
  if (f == COSH) return cosh(x);
  if (f == SELU) return selu(x);
  if (f == CELU) return choose(f32x4.gt(x, all(0)), x, f32x4.mul(expm1(f32x4.div(x, a)), a));
  if (f == THRESHOLD) return choose(f32x4.le(x, a), b, x); // a NaN in x is not below anything
  if (f == SOFTSIGN) return f32x4.div(x, f32x4.add(f32x4.abs(x), one()));
  const share = hardShare(x);
  return f == HARDSWISH ? f32x4.mul(x, share) : share; // HARDSIGMOID
}

// @ts-ignore: decorator
@inline
function run(f: i32, n: i32, x: usize, out: usize, a: f32, b: f32): void {
  const va = all(a);
  const vb = all(b);
  const end = x + (<usize>n << 2);
  for (; x < end; x += 16) {
    v128.store(out, apply(f, v128.load(x), va, vb));
    out += 16;
  }
}

// Each function is a loop of its own, which the engine compiles and optimizes for itself: out[i] = f(x[i]; a, b) for i < n.

export function mapNeg(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(NEG, n, x, out, a, b);
}

export function mapAbs(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(ABS, n, x, out, a, b);
}

export function mapExp(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(EXP, n, x, out, a, b);
}

export function mapLog(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(LOG, n, x, out, a, b);
}

export function mapLog1p(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(LOG1P, n, x, out, a, b);
}

export function mapSqrt(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(SQRT, n, x, out, a, b);
}

export function mapRsqrt(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(RSQRT, n, x, out, a, b);
}

export function mapSquare(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(SQUARE, n, x, out, a, b);
}

export function mapReciprocal(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(RECIPROCAL, n, x, out, a, b);
}

export function mapTanh(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(TANH, n, x, out, a, b);
}

export function mapErf(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(ERF, n, x, out, a, b);
}

export function mapSign(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(SIGN, n, x, out, a, b);
}

export function mapFloor(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(FLOOR, n, x, out, a, b);
}

export function mapRound(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(ROUND, n, x, out, a, b);
}

export function mapSigmoid(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(SIGMOID, n, x, out, a, b);
}

export function mapSoftplus(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(SOFTPLUS, n, x, out, a, b);
}

export function mapRelu(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(RELU, n, x, out, a, b);
}

export function mapLeakyRelu(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(LEAKY_RELU, n, x, out, a, b);
}

export function mapElu(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(ELU, n, x, out, a, b);
}

export function mapSilu(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(SILU, n, x, out, a, b);
}

export function mapMish(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(MISH, n, x, out, a, b);
}

export function mapGelu(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(GELU, n, x, out, a, b);
}

export function mapGeluTanh(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(GELU_TANH, n, x, out, a, b);
}

export function mapClamp(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(CLAMP, n, x, out, a, b);
}

export function mapLogicalNot(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(LOGICAL_NOT, n, x, out, a, b);
}

export function mapIsPositive(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(IS_POSITIVE, n, x, out, a, b);
}

export function mapCeil(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(CEIL, n, x, out, a, b);
}

export function mapAsin(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(ASIN, n, x, out, a, b);
}

export function mapAcos(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(ACOS, n, x, out, a, b);
}

export function mapAtan(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(ATAN, n, x, out, a, b);
}

export function mapSinh(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(SINH, n, x, out, a, b);
}

export function mapCosh(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(COSH, n, x, out, a, b);
}

export function mapSelu(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(SELU, n, x, out, a, b);
}

export function mapCelu(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(CELU, n, x, out, a, b);
}

export function mapThreshold(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(THRESHOLD, n, x, out, a, b);
}

export function mapSoftsign(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(SOFTSIGN, n, x, out, a, b);
}

export function mapHardsigmoid(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(HARDSIGMOID, n, x, out, a, b);
}

export function mapHardswish(n: i32, x: usize, out: usize, a: f32, b: f32): void {
  run(HARDSWISH, n, x, out, a, b);
}
