/**
 * Inverse circular and hyperbolic functions, and activations made of straight pieces, on four float32 lanes without branches, as in
 * functions.ts. Reductions and coefficients: S. L. Moshier's Cephes library (1992), asinf, atanf, sinhf.
 */
import { all, choose, exp, expm1, one } from './functions';
import { madd } from './lanes';

// @ts-ignore: decorator
@inline
function entry(table: usize, i: usize): v128 {
  return v128.load32_splat(table + (i << 2));
}

const SIGN_BIT: usize = memory.data<u32>([0x80000000]);

const ARC: usize = memory.data<f32>([
  8.05374449538e-2, // atan r = r + r³ (these four, in r²)
  -1.38776856032e-1,
  1.99777106478e-1,
  -3.33329491539e-1,
  4.2163199048e-2, // asin r = r + r³ (these five, in r²)
  2.4181311049e-2,
  4.5470025998e-2,
  7.4953002686e-2,
  1.6666752422e-1,
  2.414213562373095, // tan 3π/8
  0.4142135623730950, // tan π/8
  1.5707963267948966, // π/2
  0.7853981633974483, // π/4
  3.141592653589793, // π
  0.5,
  2,
  -1,
]);

/** Angles beyond π/8 are measured from π/4 or π/2: the tangent of the difference is small. */
// @ts-ignore: decorator
@inline
export function atan(x: v128): v128 {
  const sign = v128.and(x, entry(SIGN_BIT, 0));
  const size = v128.xor(x, sign);
  const steep = f32x4.gt(size, entry(ARC, 9));
  const middle = v128.and(f32x4.gt(size, entry(ARC, 10)), v128.not(steep));
  const above = choose(steep, entry(ARC, 16), choose(middle, f32x4.sub(size, one()), size));
  const below = choose(steep, size, choose(middle, f32x4.add(size, one()), one()));
  const r = f32x4.div(above, below);
  const square = f32x4.mul(r, r);
  let p = madd(entry(ARC, 0), square, entry(ARC, 1));
  p = madd(p, square, entry(ARC, 2));
  p = madd(p, square, entry(ARC, 3));
  const near = f32x4.add(f32x4.mul(f32x4.mul(p, square), r), r);
  const start = choose(steep, entry(ARC, 11), v128.and(middle, entry(ARC, 12)));
  return v128.xor(f32x4.add(start, near), sign);
}

/** For |r| ≤ ½ */
// @ts-ignore: decorator
@inline
function asinNear(r: v128): v128 {
  const square = f32x4.mul(r, r);
  let p = madd(entry(ARC, 4), square, entry(ARC, 5));
  p = madd(p, square, entry(ARC, 6));
  p = madd(p, square, entry(ARC, 7));
  p = madd(p, square, entry(ARC, 8));
  return f32x4.add(f32x4.mul(f32x4.mul(p, square), r), r);
}

/** Beyond ½ by half the angle from the pole: asin z = π/2 - 2 asin √((1 - z)/2). Outside [-1, 1] the root is NaN. */
// @ts-ignore: decorator
@inline
export function asin(x: v128): v128 {
  const sign = v128.and(x, entry(SIGN_BIT, 0));
  const size = v128.xor(x, sign);
  const far = f32x4.gt(size, entry(ARC, 14));
  const root = f32x4.sqrt(f32x4.mul(f32x4.sub(one(), size), entry(ARC, 14)));
  const angle = asinNear(choose(far, root, size));
  return v128.xor(choose(far, f32x4.sub(entry(ARC, 11), f32x4.add(angle, angle)), angle), sign);
}

// @ts-ignore: decorator
@inline
export function acos(x: v128): v128 {
  const sign = v128.and(x, entry(SIGN_BIT, 0));
  const size = v128.xor(x, sign);
  const far = f32x4.gt(size, entry(ARC, 14));
  const root = f32x4.sqrt(f32x4.mul(f32x4.sub(one(), size), entry(ARC, 14)));
  const angle = asinNear(choose(far, root, x));
  const twice = f32x4.add(angle, angle);
  const outer = choose(f32x4.lt(x, all(0)), f32x4.sub(entry(ARC, 13), twice), twice);
  return choose(far, outer, f32x4.sub(entry(ARC, 11), angle));
}

const HYPERBOLIC: usize = memory.data<f32>([
  2.03721912945e-4, // sinh x = x + x³ (these three, in x²)
  8.33028376239e-3,
  1.66667160211e-1,
  80, // from here on e^x might be ∞ before e^x/2 is: half the power is squared
  0.5,
]);

/** e^|x| / 2, and what e^-|x| / 2 adds or takes away. */
// @ts-ignore: decorator
@inline
function half(size: v128, sign: v128): v128 {
  const far = f32x4.gt(size, entry(HYPERBOLIC, 3));
  const power = exp(choose(far, f32x4.mul(size, entry(HYPERBOLIC, 4)), size));
  const half = f32x4.mul(power, entry(HYPERBOLIC, 4));
  const back = v128.xor(f32x4.div(entry(HYPERBOLIC, 4), power), sign);
  return choose(far, f32x4.mul(half, power), f32x4.add(half, back));
}

/** Odd polynomial up to 1, (e^|x| - e^-|x|) / 2 beyond. */
// @ts-ignore: decorator
@inline
export function sinh(x: v128): v128 {
  const sign = v128.and(x, entry(SIGN_BIT, 0));
  const size = v128.xor(x, sign);
  const square = f32x4.mul(x, x);
  let p = madd(entry(HYPERBOLIC, 0), square, entry(HYPERBOLIC, 1));
  p = madd(p, square, entry(HYPERBOLIC, 2));
  const near = f32x4.add(f32x4.mul(f32x4.mul(p, square), x), x);
  return choose(f32x4.le(size, one()), near, v128.xor(half(size, entry(SIGN_BIT, 0)), sign));
}

// @ts-ignore: decorator
@inline
export function cosh(x: v128): v128 {
  return half(f32x4.abs(x), all(0));
}

const PIECES: usize = memory.data<f32>([
  1.7580993408473766, // α · scale of SELU. Source: Klambauer et al. (2017), appendix A
  1.0507009873554805, // its scale
  3,
  6,
]);

// @ts-ignore: decorator
@inline
export function selu(x: v128): v128 {
  const bent = f32x4.mul(expm1(x), entry(PIECES, 0));
  return choose(f32x4.gt(x, all(0)), f32x4.mul(x, entry(PIECES, 1)), bent);
}

/** A sigmoid of three straight pieces: from 0 at -3 to 1 at 3. In this order a NaN in x passes. */
// @ts-ignore: decorator
@inline
export function hardShare(x: v128): v128 {
  const lifted = f32x4.add(x, entry(PIECES, 2));
  return f32x4.div(f32x4.pmin(f32x4.pmax(lifted, all(0)), entry(PIECES, 3)), entry(PIECES, 3));
}
