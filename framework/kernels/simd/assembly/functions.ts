/**
 * Transcendental functions on four float32 lanes, without branches: both sides are computed and a mask chooses. Each is within
 * 4 units in the last place of the exact value (simd/functions.test.ts measures it); NaN stays NaN. (gelu: see bellArea).
 * Sources: S. L. Moshier's Cephes library (1992), expf, logf: the same reductions and polynomials; erf: N. Juffa's float minimax
 * approximation, in the form 1 - e^polynomial away from 0.
 *
 * Coefficients lie in memory. An engine builds a vector of a literal anew in each round of a loop, three instructions each; loading it is
 * one (measured in Node 24: e^x twice as fast).
 */
import { madd } from './lanes';

/** Entry i of a table, in all lanes. */
// @ts-ignore: decorator
@inline
function entry(table: usize, i: usize): v128 {
  return v128.load32_splat(table + (i << 2));
}

const NUMBERS: usize = memory.data<f32>([1, 0.5]);
/** The sign bit alone. */
const SIGN_BIT: usize = memory.data<u32>([0x80000000]);

// @ts-ignore: decorator
@inline
export function one(): v128 {
  return entry(NUMBERS, 0);
}

// @ts-ignore: decorator
@inline
export function half(): v128 {
  return entry(NUMBERS, 1);
}

/** The sign bit of each lane. */
// @ts-ignore: decorator
@inline
function signBit(): v128 {
  return entry(SIGN_BIT, 0);
}

// @ts-ignore: decorator
@inline
export function all(x: f32): v128 {
  return f32x4.splat(x);
}

/** mask ? x : y, lane by lane. */
// @ts-ignore: decorator
@inline
export function choose(mask: v128, x: v128, y: v128): v128 {
  return v128.bitselect(x, y, mask);
}

const EXP: usize = memory.data<f32>([
  89, // from here on e^x is ∞
  -104, // and from here down 0
  -87.3,
  12582912, // 1.5 · 2^23: adding it rounds to a whole number and leaves that in the low bits
  1.44269504088896341, // 1 / ln 2
  -0.693359375, // -ln 2 in two parts
  2.1219444e-4,
  1.98756915e-4, // e^r = 1 + r + r² (these six)
  1.3981999507e-3,
  8.3334519073e-3,
  4.1665795894e-2,
  1.6666665459e-1,
  5.0000001201e-1,
]);
const EXPONENT_BIAS: usize = memory.data<i32>([127, 126 << 23]);

/** e^r for |r| ≤ ln 2 / 2 */
// @ts-ignore: decorator
@inline
function expNear(r: v128): v128 {
  let p = madd(entry(EXP, 7), r, entry(EXP, 8));
  p = madd(p, r, entry(EXP, 9));
  p = madd(p, r, entry(EXP, 10));
  p = madd(p, r, entry(EXP, 11));
  p = madd(p, r, entry(EXP, 12));
  return f32x4.add(madd(p, f32x4.mul(r, r), r), one());
}

/**
 * e^x = 2^n · e^r with n = round(x / ln 2), |r| ≤ ln 2 / 2. The power of two is applied in two halves, so that results below the normal
 * range fade out instead of jumping to 0.
 */
// @ts-ignore: decorator
@inline
export function exp(x: v128): v128 {
  const bounded = f32x4.pmax(f32x4.pmin(x, entry(EXP, 0)), entry(EXP, 1)); // in this order a NaN in x passes
  const magic = entry(EXP, 3);
  const shifted = madd(bounded, entry(EXP, 4), magic);
  const n = f32x4.sub(shifted, magic);
  const r = madd(n, entry(EXP, 6), madd(n, entry(EXP, 5), bounded));
  const whole = i32x4.sub(shifted, magic);
  const part = i32x4.shr_s(whole, 1);
  const bias = entry(EXPONENT_BIAS, 0);
  const low = i32x4.shl(i32x4.add(part, bias), 23);
  const high = i32x4.shl(i32x4.add(i32x4.sub(whole, part), bias), 23);
  return f32x4.mul(f32x4.mul(expNear(r), low), high);
}

/**
 * The same where nobody needs what is smaller than 2e-38, which becomes 0: no subnormal numbers, which are computed a hundred times more
 * slowly (a causal mask makes half of all weights such), and the power of two in one go. Twice the polynomial, for 2^n by itself has no
 * exponent at n = 128.
 */
// @ts-ignore: decorator
@inline
export function quickExp(x: v128): v128 {
  const bounded = f32x4.pmax(f32x4.pmin(x, entry(EXP, 0)), entry(EXP, 2));
  const magic = entry(EXP, 3);
  const shifted = madd(bounded, entry(EXP, 4), magic);
  const n = f32x4.sub(shifted, magic);
  const p = expNear(madd(n, entry(EXP, 6), madd(n, entry(EXP, 5), bounded)));
  const scale = i32x4.add(i32x4.shl(shifted, 23), entry(EXPONENT_BIAS, 1)); // 2^(n-1)
  return f32x4.mul(f32x4.add(p, p), scale);
}

const LOG: usize = memory.data<f32>([
  1.17549435e-38, // smaller ones are subnormal
  8388608, // 2^23
  23,
  7.0376836292e-2, // ln(1 + z) = z - z²/2 + z³ (these nine)
  -1.151461031e-1,
  1.1676998740e-1,
  -1.2420140846e-1,
  1.4249322787e-1,
  -1.6668057665e-1,
  2.0000714765e-1,
  -2.4999993993e-1,
  3.3333331174e-1,
  -2.1219444e-4, // ln 2 in two parts
  0.693359375,
  -0.5,
  Infinity,
  -Infinity,
]);
const ROOT_HALF: usize = memory.data<i32>([0x3f3504f3]);

/** ln x = e ln 2 + ln m with m in [√½, √2). ln 0 = -∞, ln of a negative number is NaN. */
// @ts-ignore: decorator
@inline
export function log(x: v128): v128 {
  const tiny = f32x4.lt(x, entry(LOG, 0)); // subnormal numbers are lifted by 2^23 first
  const lifted = choose(tiny, f32x4.mul(x, entry(LOG, 1)), x);
  // Subtracting the bits of √½ makes the exponent field round at √½ instead of at 1.
  const bits = i32x4.sub(lifted, entry(ROOT_HALF, 0));
  const exponent = i32x4.shr_s(bits, 23);
  const m = i32x4.sub(lifted, i32x4.shl(exponent, 23));
  const e = f32x4.sub(f32x4.convert_i32x4_s(exponent), v128.and(tiny, entry(LOG, 2)));
  const z = f32x4.sub(m, one());
  const square = f32x4.mul(z, z);
  let p = madd(entry(LOG, 3), z, entry(LOG, 4));
  p = madd(p, z, entry(LOG, 5));
  p = madd(p, z, entry(LOG, 6));
  p = madd(p, z, entry(LOG, 7));
  p = madd(p, z, entry(LOG, 8));
  p = madd(p, z, entry(LOG, 9));
  p = madd(p, z, entry(LOG, 10));
  p = madd(p, z, entry(LOG, 11));
  p = f32x4.mul(f32x4.mul(p, z), square);
  p = madd(e, entry(LOG, 12), p);
  p = madd(square, entry(LOG, 14), p);
  const normal = madd(e, entry(LOG, 13), f32x4.add(z, p));
  // 0 → -∞, ∞ → ∞, negative and NaN → NaN
  const positive = f32x4.gt(x, all(0));
  const odd = v128.not(v128.and(positive, f32x4.lt(x, entry(LOG, 15))));
  const limit = choose(f32x4.eq(x, all(0)), entry(LOG, 16), choose(positive, x, f32x4.div(f32x4.sub(x, x), all(0))));
  return choose(odd, limit, normal);
}

/** ln(1 + x), exact for tiny x: the rounding error of u = 1 + x is divided out. Source: W. Kahan, in the HP-15C handbook (1982). */
// @ts-ignore: decorator
@inline
export function log1p(x: v128): v128 {
  const u = f32x4.add(x, one());
  const d = f32x4.sub(u, one());
  const corrected = f32x4.mul(log(u), f32x4.div(x, d));
  const plain = v128.or(f32x4.eq(d, all(0)), f32x4.eq(x, entry(LOG, 15)));
  return choose(plain, x, choose(f32x4.eq(f32x4.neg(x), one()), entry(LOG, 16), corrected));
}

const TANH: usize = memory.data<f32>([
  -5.70498872745e-3, // near 0: x + x³ (these five, in x²)
  2.06390887954e-2,
  -5.37397155531e-2,
  1.33314422036e-1,
  -3.33332819422e-1,
  0.625, // up to here
  2,
]);

/** Odd polynomial near 0, 1 - 2 / (e^2|x| + 1) away from it. Source: Cephes, tanhf. */
// @ts-ignore: decorator
@inline
export function tanh(x: v128): v128 {
  const sign = v128.and(x, signBit());
  const size = v128.xor(x, sign);
  const square = f32x4.mul(x, x);
  let p = madd(entry(TANH, 0), square, entry(TANH, 1));
  p = madd(p, square, entry(TANH, 2));
  p = madd(p, square, entry(TANH, 3));
  p = madd(p, square, entry(TANH, 4));
  const near = f32x4.add(f32x4.mul(f32x4.mul(p, square), x), x);
  const power = quickExp(f32x4.add(size, size));
  const far = f32x4.sub(one(), f32x4.div(entry(TANH, 6), f32x4.add(power, one())));
  return choose(f32x4.lt(size, entry(TANH, 5)), near, v128.or(far, sign));
}

// @ts-ignore: decorator
@inline
export function sigmoid(x: v128): v128 {
  return f32x4.div(one(), f32x4.add(one(), quickExp(f32x4.neg(x))));
}

/** ln(1 + e^x) = max(x, 0) + ln(1 + e^-|x|) */
// @ts-ignore: decorator
@inline
export function softplus(x: v128): v128 {
  const power = quickExp(v128.or(x, signBit()));
  return f32x4.add(f32x4.max(x, all(0)), log1p(power));
}

/** e^x - 1 for x ≤ 0 without cancellation near 0: tanh(x/2) (e^x + 1). */
// @ts-ignore: decorator
@inline
export function expm1(x: v128): v128 {
  return f32x4.mul(tanh(f32x4.mul(x, half())), f32x4.add(quickExp(x), one()));
}

const ERF: usize = memory.data<f32>([
  0.927734375, // near 0 up to here
  10, // erf is 1 from here on
  -5.96761703e-4, // near: x + x (these six, in x²)
  4.99119423e-3,
  -2.67681349e-2,
  1.12819925e-1,
  -3.76125336e-1,
  1.28379166e-1,
  -1.7285347e-5, // far: 1 - erf t = e^(t (these seven) - t)
  3.83197126e-4,
  -3.88396438e-3,
  2.42546219e-2,
  -1.06777877e-1,
  -6.34846687e-1,
  -1.28717512e-1,
]);

/** The exponent r(t) with 1 - erf t = e^r, for t > 0.927. */
// @ts-ignore: decorator
@inline
function erfExponent(t: v128): v128 {
  const square = f32x4.mul(t, t);
  let r = madd(entry(ERF, 8), t, entry(ERF, 9));
  r = madd(r, square, madd(entry(ERF, 10), t, entry(ERF, 11)));
  r = madd(r, t, entry(ERF, 12));
  r = madd(r, t, entry(ERF, 13));
  r = madd(r, t, entry(ERF, 14));
  return madd(r, t, f32x4.neg(t));
}

// @ts-ignore: decorator
@inline
function erfNear(x: v128): v128 {
  const square = f32x4.mul(x, x);
  let r = madd(entry(ERF, 2), square, entry(ERF, 3));
  r = madd(r, square, entry(ERF, 4));
  r = madd(r, square, entry(ERF, 5));
  r = madd(r, square, entry(ERF, 6));
  r = madd(r, square, entry(ERF, 7));
  return f32x4.add(f32x4.mul(r, x), x);
}

// @ts-ignore: decorator
@inline
export function erf(x: v128): v128 {
  const sign = v128.and(x, signBit());
  const size = v128.xor(x, sign);
  const far = f32x4.sub(one(), quickExp(erfExponent(f32x4.pmin(size, entry(ERF, 1)))));
  return choose(f32x4.gt(size, entry(ERF, 0)), v128.or(far, sign), erfNear(x));
}

const BELL: usize = memory.data<f32>([
  0.23164188, // 0.3275911 / √2
  0.5307027145, // half of the published coefficients: erf counts from -1 to 1
  -0.7265760135,
  0.7107068705,
  -0.142248368,
  0.127414796,
  -0.5,
]);

/**
 * Φ(x), the area under the bell curve up to x. Absolute error below 1.5e-7.
 * Source: Abramowitz & Stegun, Handbook of Mathematical Functions, 7.1.26 (Hastings), with z = |x|/√2.
 */
// @ts-ignore: decorator
@inline
export function bellArea(x: v128): v128 {
  const t = f32x4.div(one(), madd(f32x4.abs(x), entry(BELL, 0), one()));
  let p = madd(entry(BELL, 1), t, entry(BELL, 2));
  p = madd(p, t, entry(BELL, 3));
  p = madd(p, t, entry(BELL, 4));
  p = madd(p, t, entry(BELL, 5));
  const tail = f32x4.mul(f32x4.mul(p, t), bellCurve(x));
  return choose(f32x4.lt(x, all(0)), tail, f32x4.sub(one(), tail));
}

/** e^(-x²/2) */
// @ts-ignore: decorator
@inline
export function bellCurve(x: v128): v128 {
  return quickExp(f32x4.mul(f32x4.mul(x, x), entry(BELL, 6)));
}

const GELU: usize = memory.data<f32>([
  0.79788456080286536, // √(2/π)
  0.044715,
  0.134145, // 3 · 0.044715
  0.39894228040143268, // 1/√(2π)
  1e-30,
]);

/** What the approximation of gelu by tanh bends: √(2/π) (x + 0.044715 x³). Source: Hendrycks & Gimpel (2016), §2. */
// @ts-ignore: decorator
@inline
export function geluInner(x: v128): v128 {
  return f32x4.mul(entry(GELU, 0), madd(f32x4.mul(f32x4.mul(x, x), entry(GELU, 1)), x, x));
}

/** Its slope. */
// @ts-ignore: decorator
@inline
export function geluInnerSlope(x: v128): v128 {
  return f32x4.mul(entry(GELU, 0), madd(f32x4.mul(x, x), entry(GELU, 2), one()));
}

/** d/dx x Φ(x) = Φ(x) + x φ(x), where y = x Φ(x) is at hand: its quotient by x is Φ(x), which is ½ where x is next to nothing. */
// @ts-ignore: decorator
@inline
export function geluSlope(x: v128, y: v128): v128 {
  const area = choose(f32x4.lt(f32x4.abs(x), entry(GELU, 4)), half(), f32x4.div(y, x));
  return madd(f32x4.mul(x, bellCurve(x)), entry(GELU, 3), area);
}
