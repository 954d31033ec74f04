/**
 * Folds. Sums run in double precision, like the reference, so that a long float32 sum does not lose its tail; the order is
 * fixed (four lanes, each adding every fourth number), so that the same data gives the same bits.
 */
import { maxLanes, minLanes } from './lanes';

const SUM: i32 = 0;
const MAX: i32 = 1;
// 2: the minimum

// @ts-ignore: decorator
@inline
export function low(x: v128): v128 {
  return f64x2.promote_low_f32x4(x);
}

// @ts-ignore: decorator
@inline
export function high(x: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<i32>(x, x, 2, 3, 2, 3));
}

/** Σ of `blocks` runs of n numbers, the runs blockStep apart. */
export function sumRun(blocks: i32, blockStep: i32, n: i32, x: usize): f64 {
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let rest: f64 = 0;
  for (let b = 0; b < blocks; b++) {
    let at = x;
    let i = 0;
    for (; i + 4 <= n; i += 4) {
      const v = v128.load(at);
      s0 = f64x2.add(s0, low(v));
      s1 = f64x2.add(s1, high(v));
      at += 16;
    }
    for (; i < n; i++) {
      rest += <f64>load<f32>(at);
      at += 4;
    }
    x += <usize>(blockStep << 2);
  }
  const s = f64x2.add(s0, s1);
  return f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1) + rest;
}

// @ts-ignore: decorator
@inline
function extremeRun(f: i32, blocks: i32, blockStep: i32, n: i32, x: usize): f32 {
  let best: f32 = f == MAX ? -Infinity : Infinity;
  let lanes = f32x4.splat(best);
  for (let b = 0; b < blocks; b++) {
    let at = x;
    let i = 0;
    for (; i + 4 <= n; i += 4) {
      lanes = f == MAX ? f32x4.max(lanes, v128.load(at)) : f32x4.min(lanes, v128.load(at));
      at += 16;
    }
    for (; i < n; i++) {
      best = f == MAX ? max(best, load<f32>(at)) : min(best, load<f32>(at));
      at += 4;
    }
    x += <usize>(blockStep << 2);
  }
  return f == MAX ? max(best, maxLanes(lanes)) : min(best, minLanes(lanes));
}

/** Numbers to fold lie side by side: out[row] = fold of `blocks` runs of n. */
export function reduceAlong(f: i32, rows: i32, rowStep: i32, blocks: i32, blockStep: i32, n: i32, x: usize, out: usize): void {
  for (let row = 0; row < rows; row++) {
    if (f == SUM) store<f32>(out, <f32>sumRun(blocks, blockStep, n, x));
    else if (f == MAX) store<f32>(out, extremeRun(MAX, blocks, blockStep, n, x));
    else store<f32>(out, extremeRun(2, blocks, blockStep, n, x));
    x += <usize>(rowStep << 2);
    out += 4;
  }
}

/** Results lie side by side: out[column] = fold of `blocks` × `rows` numbers below each other. */
export function reduceAcross(f: i32, blocks: i32, blockStep: i32, rows: i32, rowStep: i32, columns: i32, x: usize, out: usize): void {
  let j = 0;
  if (f == SUM) {
    for (; j + 8 <= columns; j += 8) sumEight(blocks, blockStep, rows, rowStep, x + (<usize>j << 2), out + (<usize>j << 2));
  } else {
    for (; j + 4 <= columns; j += 4) {
      if (f == MAX) extremeFour(MAX, blocks, blockStep, rows, rowStep, x + (<usize>j << 2), out + (<usize>j << 2));
      else extremeFour(2, blocks, blockStep, rows, rowStep, x + (<usize>j << 2), out + (<usize>j << 2));
    }
  }
  for (; j < columns; j++) {
    let total: f64 = f == SUM ? 0 : f == MAX ? -Infinity : Infinity;
    for (let b = 0; b < blocks; b++) {
      let at = x + (<usize>j << 2) + <usize>((b * blockStep) << 2);
      for (let i = 0; i < rows; i++) {
        const v = <f64>load<f32>(at);
        total = f == SUM ? total + v : f == MAX ? max(total, v) : min(total, v);
        at += <usize>(rowStep << 2);
      }
    }
    store<f32>(out + (<usize>j << 2), <f32>total);
  }
}

function sumEight(blocks: i32, blockStep: i32, rows: i32, rowStep: i32, x: usize, out: usize): void {
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let s2 = f64x2.splat(0);
  let s3 = f64x2.splat(0);
  for (let b = 0; b < blocks; b++) {
    let at = x + <usize>((b * blockStep) << 2);
    for (let i = 0; i < rows; i++) {
      const v0 = v128.load(at);
      const v1 = v128.load(at, 16);
      s0 = f64x2.add(s0, low(v0));
      s1 = f64x2.add(s1, high(v0));
      s2 = f64x2.add(s2, low(v1));
      s3 = f64x2.add(s3, high(v1));
      at += <usize>(rowStep << 2);
    }
  }
  v128.store(out, narrow(s0, s1));
  v128.store(out, narrow(s2, s3), 16);
}

/** Two pairs of doubles as four floats. */
// @ts-ignore: decorator
@inline
function narrow(a: v128, b: v128): v128 {
  return v128.shuffle<i64>(f32x4.demote_f64x2_zero(a), f32x4.demote_f64x2_zero(b), 0, 2);
}

// @ts-ignore: decorator
@inline
function extremeFour(f: i32, blocks: i32, blockStep: i32, rows: i32, rowStep: i32, x: usize, out: usize): void {
  let best = f32x4.splat(f == MAX ? -Infinity : Infinity);
  for (let b = 0; b < blocks; b++) {
    let at = x + <usize>((b * blockStep) << 2);
    for (let i = 0; i < rows; i++) {
      best = f == MAX ? f32x4.max(best, v128.load(at)) : f32x4.min(best, v128.load(at));
      at += <usize>(rowStep << 2);
    }
  }
  v128.store(out, best);
}

/** Place of the largest (smallest) of each row of n; the first of equal ones; NaN counts as the extreme. out: int32 [rows] */
export function argReduce(smallest: i32, rows: i32, rowStep: i32, n: i32, step: i32, x: usize, out: usize): void {
  for (let row = 0; row < rows; row++) {
    let at = x;
    let best = 0;
    let champion = smallest ? -load<f32>(at) : load<f32>(at);
    for (let i = 1; i < n; i++) {
      at += <usize>(step << 2);
      const value = smallest ? -load<f32>(at) : load<f32>(at);
      if (value > champion || (value != value && champion == champion)) {
        best = i;
        champion = value;
      }
    }
    store<i32>(out, best);
    x += <usize>(rowStep << 2);
    out += 4;
  }
}
