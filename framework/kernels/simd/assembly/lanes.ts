/**
 * Four float32 lanes at a time: the few idioms every other file uses. The same sources are compiled twice: `relaxed` may
 * fuse a multiply and an add into one rounding (faster, last bits differ between machines), `strict` never does.
 */

export const FLOAT: usize = 4; // bytes of a float32
export const VECTOR: usize = 16; // bytes of a v128

/** Bytes of i numbers. */
// @ts-ignore: decorator
@inline
export function byte(i: i32): usize {
  return <usize>i << 2;
}

/** The lanes of the vector at i that belong to a row of n. */
// @ts-ignore: decorator
@inline
export function inside(i: i32, n: i32): v128 {
  return i32x4.lt_s(i32x4.add(i32x4(0, 1, 2, 3), i32x4.splat(i)), i32x4.splat(n));
}

/**
 * x · y + z. z must be another value than x and y: without AVX, V8 (Node 24, Chromium 156) adds the product to itself when y is z. For
 * x · y + y write add(mul(x, y), y).
 */
// @ts-ignore: decorator
@inline
export function madd(x: v128, y: v128, z: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.relaxed_madd<f32>(x, y, z);
  return f32x4.add(f32x4.mul(x, y), z);
}

// @ts-ignore: decorator
@inline
export function load(at: usize): v128 {
  return v128.load(at);
}

// @ts-ignore: decorator
@inline
export function splatAt(at: usize): v128 {
  return v128.load32_splat(at);
}

/** Four numbers, `at` plus four distances. */
// @ts-ignore: decorator
@inline
export function gather4(at: usize, d0: usize, d1: usize, d2: usize, d3: usize): v128 {
  let x = v128.load32_zero(at + d0);
  x = v128.load_lane<f32>(at + d1, x, 1);
  x = v128.load_lane<f32>(at + d2, x, 2);
  return v128.load_lane<f32>(at + d3, x, 3);
}

/** Lane 0 + lane 1 + lane 2 + lane 3, always in the order (0 + 2) + (1 + 3). */
// @ts-ignore: decorator
@inline
export function sumLanes(x: v128): f32 {
  const pairs = f32x4.add(x, v128.shuffle<i32>(x, x, 2, 3, 0, 1));
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1);
}

// @ts-ignore: decorator
@inline
export function maxLanes(x: v128): f32 {
  const pairs = f32x4.max(x, v128.shuffle<i32>(x, x, 2, 3, 0, 1));
  return max(f32x4.extract_lane(pairs, 0), f32x4.extract_lane(pairs, 1));
}

// @ts-ignore: decorator
@inline
export function minLanes(x: v128): f32 {
  const pairs = f32x4.min(x, v128.shuffle<i32>(x, x, 2, 3, 0, 1));
  return min(f32x4.extract_lane(pairs, 0), f32x4.extract_lane(pairs, 1));
}
