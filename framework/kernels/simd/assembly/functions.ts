/**
 * Transcendental functions on four float32 lanes, without branches: both sides are computed and a mask chooses. Each is within
 * 4 units in the last place of the exact value (simd/functions.test.ts measures it); NaN stays NaN.
 * (gelu: see bellArea). Sources: S. L. Moshier's Cephes library (1992), expf, logf, tanhf: the same reductions and polynomials; erf: N. Juffa's
 * float minimax approximation, in the form 1 - e^polynomial away from 0.
 */
import { madd } from './lanes';

// @ts-ignore: decorator
@inline
const ONE: f32 = 1.0;

/** The sign bit of each lane. */
// @ts-ignore: decorator
@inline
const SIGN: i32 = 0x80000000;

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

/**
 * e^x = 2^n · e^r with n = round(x / ln 2), |r| ≤ ln 2 / 2. Adding 1.5 · 2^23 rounds to a whole number and leaves it in the low
 * bits. The power of two is applied in two halves, so that results below the normal range fade out instead of jumping to 0.
 */
// @ts-ignore: decorator
@inline
export function exp(x: v128): v128 {
  const bounded = f32x4.pmax(f32x4.pmin(x, all(89)), all(-104)); // in this order a NaN in x passes
  const magic = all(12582912);
  const shifted = madd(bounded, all(1.44269504088896341), magic);
  const n = f32x4.sub(shifted, magic);
  let r = madd(n, all(-0.693359375), bounded);
  r = madd(n, all(2.12194440e-4), r);
  let p = madd(all(1.9875691500e-4), r, all(1.3981999507e-3));
  p = madd(p, r, all(8.3334519073e-3));
  p = madd(p, r, all(4.1665795894e-2));
  p = madd(p, r, all(1.6666665459e-1));
  p = madd(p, r, all(5.0000001201e-1));
  p = f32x4.add(madd(p, f32x4.mul(r, r), r), all(ONE));
  const whole = i32x4.sub(shifted, magic);
  const half = i32x4.shr_s(whole, 1);
  const low = i32x4.shl(i32x4.add(half, i32x4.splat(127)), 23);
  const high = i32x4.shl(i32x4.add(i32x4.sub(whole, half), i32x4.splat(127)), 23);
  return f32x4.mul(f32x4.mul(p, low), high);
}

/** ln x = e ln 2 + ln m with m in [√½, √2). ln 0 = -∞, ln of a negative number is NaN. */
// @ts-ignore: decorator
@inline
export function log(x: v128): v128 {
  const tiny = f32x4.lt(x, all(1.17549435e-38)); // subnormal numbers are lifted by 2^23 first
  const lifted = choose(tiny, f32x4.mul(x, all(8388608)), x);
  // Subtracting the bits of √½ makes the exponent field round at √½ instead of at 1.
  const bits = i32x4.sub(lifted, i32x4.splat(0x3f3504f3));
  const exponent = i32x4.shr_s(bits, 23);
  const m = i32x4.sub(lifted, i32x4.shl(exponent, 23));
  const e = f32x4.sub(f32x4.convert_i32x4_s(exponent), v128.and(tiny, all(23)));
  const z = f32x4.sub(m, all(ONE));
  const square = f32x4.mul(z, z);
  let p = madd(all(7.0376836292e-2), z, all(-1.1514610310e-1));
  p = madd(p, z, all(1.1676998740e-1));
  p = madd(p, z, all(-1.2420140846e-1));
  p = madd(p, z, all(1.4249322787e-1));
  p = madd(p, z, all(-1.6668057665e-1));
  p = madd(p, z, all(2.0000714765e-1));
  p = madd(p, z, all(-2.4999993993e-1));
  p = madd(p, z, all(3.3333331174e-1));
  p = f32x4.mul(f32x4.mul(p, z), square);
  p = madd(e, all(-2.12194440e-4), p);
  p = madd(square, all(-0.5), p);
  const normal = madd(e, all(0.693359375), f32x4.add(z, p));
  const odd = v128.not(v128.and(f32x4.gt(x, all(0)), f32x4.lt(x, all(f32.MAX_VALUE * 2)))); // 0, negative, ∞, NaN
  // 0 → -∞, ∞ → ∞, negative and NaN → NaN
  const limit = choose(f32x4.eq(x, all(0)), all(-Infinity), choose(f32x4.gt(x, all(0)), x, f32x4.div(f32x4.sub(x, x), all(0))));
  return choose(odd, limit, normal);
}

/** ln(1 + x), exact for tiny x: the rounding error of u = 1 + x is divided out. Source: W. Kahan, in the HP-15C handbook (1982). */
// @ts-ignore: decorator
@inline
export function log1p(x: v128): v128 {
  const u = f32x4.add(x, all(ONE));
  const d = f32x4.sub(u, all(ONE));
  const corrected = f32x4.mul(log(u), f32x4.div(x, d));
  const plain = v128.or(f32x4.eq(d, all(0)), f32x4.eq(x, all(Infinity)));
  return choose(plain, x, choose(f32x4.eq(x, all(-1)), all(-Infinity), corrected));
}

/** Odd polynomial near 0, 1 - 2 / (e^2|x| + 1) away from it. */
// @ts-ignore: decorator
@inline
export function tanh(x: v128): v128 {
  const sign = v128.and(x, i32x4.splat(SIGN));
  const size = v128.xor(x, sign);
  const square = f32x4.mul(x, x);
  let p = madd(all(-5.70498872745e-3), square, all(2.06390887954e-2));
  p = madd(p, square, all(-5.37397155531e-2));
  p = madd(p, square, all(1.33314422036e-1));
  p = madd(p, square, all(-3.33332819422e-1));
  const near = madd(f32x4.mul(p, square), x, x);
  const power = exp(f32x4.add(size, size));
  const far = f32x4.sub(all(ONE), f32x4.div(all(2), f32x4.add(power, all(ONE))));
  return choose(f32x4.lt(size, all(0.625)), near, v128.or(far, sign));
}

// @ts-ignore: decorator
@inline
export function sigmoid(x: v128): v128 {
  return f32x4.div(all(ONE), f32x4.add(all(ONE), exp(f32x4.neg(x))));
}

/** ln(1 + e^x) = max(x, 0) + ln(1 + e^-|x|) */
// @ts-ignore: decorator
@inline
export function softplus(x: v128): v128 {
  const power = exp(v128.or(x, i32x4.splat(SIGN)));
  return f32x4.add(f32x4.max(x, all(0)), log1p(power));
}

/** e^x - 1 for x ≤ 0 without cancellation near 0: tanh(x/2) (e^x + 1). */
// @ts-ignore: decorator
@inline
export function expm1(x: v128): v128 {
  return f32x4.mul(tanh(f32x4.mul(x, all(0.5))), f32x4.add(exp(x), all(ONE)));
}

/** The exponent r(t) with 1 - erf t = e^r, for t > 0.927. */
// @ts-ignore: decorator
@inline
function erfExponent(t: v128): v128 {
  const s = f32x4.mul(t, t);
  let r = madd(all(-1.72853470e-5), t, all(3.83197126e-4));
  const u = madd(all(-3.88396438e-3), t, all(2.42546219e-2));
  r = madd(r, s, u);
  r = madd(r, t, all(-1.06777877e-1));
  r = madd(r, t, all(-6.34846687e-1));
  r = madd(r, t, all(-1.28717512e-1));
  return madd(r, t, f32x4.neg(t));
}

// @ts-ignore: decorator
@inline
function erfNear(x: v128): v128 {
  const s = f32x4.mul(x, x);
  let r = madd(all(-5.96761703e-4), s, all(4.99119423e-3));
  r = madd(r, s, all(-2.67681349e-2));
  r = madd(r, s, all(1.12819925e-1));
  r = madd(r, s, all(-3.76125336e-1));
  r = madd(r, s, all(1.28379166e-1));
  return madd(r, x, x);
}

const ERF_NEAR: f32 = 0.927734375;

// @ts-ignore: decorator
@inline
export function erf(x: v128): v128 {
  const sign = v128.and(x, i32x4.splat(SIGN));
  const size = v128.xor(x, sign);
  const far = f32x4.sub(all(ONE), exp(erfExponent(f32x4.pmin(size, all(10)))));
  return choose(f32x4.gt(size, all(ERF_NEAR)), v128.or(far, sign), erfNear(x));
}

/**
 * Φ(x), the area under the bell curve up to x, from bell = e^(-x²/2), which its slope needs as well. Absolute error below 1.5e-7.
 * Source: Abramowitz & Stegun, Handbook of Mathematical Functions, 7.1.26 (Hastings), with z = |x|/√2.
 */
// @ts-ignore: decorator
@inline
export function bellArea(x: v128, bell: v128): v128 {
  const t = f32x4.div(all(ONE), madd(f32x4.abs(x), all(0.23164188), all(ONE))); // 0.3275911 / √2
  let p = madd(all(0.5307027145), t, all(-0.7265760135)); // half of the published coefficients: erf counts from -1 to 1
  p = madd(p, t, all(0.7107068705));
  p = madd(p, t, all(-0.142248368));
  p = madd(p, t, all(0.127414796));
  const tail = f32x4.mul(f32x4.mul(p, t), bell);
  return choose(f32x4.lt(x, all(0)), tail, f32x4.sub(all(ONE), tail));
}

/** e^(-x²/2) */
// @ts-ignore: decorator
@inline
export function bellCurve(x: v128): v128 {
  return exp(f32x4.mul(f32x4.mul(x, x), all(-0.5)));
}
