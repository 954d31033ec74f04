/**
 * What a gradient does to a parameter, in place, four at a time. The rules and their sources stand in reference/<name>Step.ts;
 * settings that depend only on the step (bias corrections) arrive computed. All buffers dense.
 */
import { all, choose } from './functions';

// @ts-ignore: decorator
@inline
function decayed(p: usize, g: usize, decay: v128): v128 {
  return f32x4.add(v128.load(g), f32x4.mul(decay, v128.load(p)));
}

/** mean ← keep · mean + (1 - keep) · x */
// @ts-ignore: decorator
@inline
function follow(mean: usize, keep: v128, rest: v128, x: v128): v128 {
  const next = f32x4.add(f32x4.mul(keep, v128.load(mean)), f32x4.mul(rest, x));
  v128.store(mean, next);
  return next;
}

export function sgd(
  n: i32, p: usize, g: usize, velocity: usize,
  lr: f32, momentum: f32, share: f32, weightDecay: f32, nesterov: i32, first: i32,
): void {
  const rate = all(lr);
  const keep = all(momentum);
  const add = all(share);
  const decay = all(weightDecay);
  for (const end = p + (<usize>n << 2); p < end; p += 16) {
    let x = decayed(p, g, decay);
    if (velocity) {
      const v = first ? x : f32x4.add(f32x4.mul(keep, v128.load(velocity)), f32x4.mul(add, x));
      v128.store(velocity, v);
      x = nesterov ? f32x4.add(x, f32x4.mul(keep, v)) : v;
      velocity += 16;
    }
    v128.store(p, f32x4.sub(v128.load(p), f32x4.mul(rate, x)));
    g += 16;
  }
}

/** shrink: 1 - lr · decay for AdamW, else 1; l2: decay for Adam, else 0; meanScale: lr / (1 - β1^t); varianceScale: 1 / (1 - β2^t). */
export function adam(
  n: i32, p: usize, g: usize, mean: usize, variance: usize,
  beta1: f32, rest1: f32, beta2: f32, rest2: f32, eps: f32, shrink: f32, l2: f32, meanScale: f32, varianceScale: f32,
): void {
  const keep1 = all(beta1);
  const add1 = all(rest1);
  const keep2 = all(beta2);
  const add2 = all(rest2);
  const small = all(eps);
  const less = all(shrink);
  const decay = all(l2);
  const scale1 = all(meanScale);
  const scale2 = all(varianceScale);
  for (const end = p + (<usize>n << 2); p < end; p += 16) {
    const x = decayed(p, g, decay);
    const m = follow(mean, keep1, add1, x);
    const v = follow(variance, keep2, add2, f32x4.mul(x, x));
    const spread = f32x4.add(f32x4.sqrt(f32x4.mul(v, scale2)), small);
    v128.store(p, f32x4.sub(f32x4.mul(less, v128.load(p)), f32x4.div(f32x4.mul(scale1, m), spread)));
    g += 16;
    mean += 16;
    variance += 16;
  }
}

export function rmsprop(
  n: i32, p: usize, g: usize, squares: usize, mean: usize, velocity: usize,
  lr: f32, alpha: f32, rest: f32, eps: f32, momentum: f32, weightDecay: f32,
): void {
  const rate = all(lr);
  const keep = all(alpha);
  const add = all(rest);
  const small = all(eps);
  const speed = all(momentum);
  const decay = all(weightDecay);
  for (const end = p + (<usize>n << 2); p < end; p += 16) {
    const x = decayed(p, g, decay);
    let spread = follow(squares, keep, add, f32x4.mul(x, x));
    if (mean) {
      const m = follow(mean, keep, add, x);
      spread = f32x4.sub(spread, f32x4.mul(m, m));
      mean += 16;
    }
    let change = f32x4.div(x, f32x4.add(f32x4.sqrt(spread), small));
    if (velocity) {
      change = f32x4.add(f32x4.mul(speed, v128.load(velocity)), change);
      v128.store(velocity, change);
      velocity += 16;
    }
    v128.store(p, f32x4.sub(v128.load(p), f32x4.mul(rate, change)));
    g += 16;
    squares += 16;
  }
}

export function adagrad(n: i32, p: usize, g: usize, sum: usize, lr: f32, eps: f32, weightDecay: f32): void {
  const rate = all(lr);
  const small = all(eps);
  const decay = all(weightDecay);
  for (const end = p + (<usize>n << 2); p < end; p += 16) {
    const x = decayed(p, g, decay);
    const total = f32x4.add(v128.load(sum), f32x4.mul(x, x));
    v128.store(sum, total);
    v128.store(p, f32x4.sub(v128.load(p), f32x4.div(f32x4.mul(rate, x), f32x4.add(f32x4.sqrt(total), small))));
    g += 16;
    sum += 16;
  }
}

export function adadelta(n: i32, p: usize, g: usize, squares: usize, changes: usize, lr: f32, rho: f32, rest: f32, eps: f32, weightDecay: f32): void {
  const rate = all(lr);
  const keep = all(rho);
  const add = all(rest);
  const small = all(eps);
  const decay = all(weightDecay);
  for (const end = p + (<usize>n << 2); p < end; p += 16) {
    const x = decayed(p, g, decay);
    const square = follow(squares, keep, add, f32x4.mul(x, x));
    const ratio = f32x4.div(f32x4.sqrt(f32x4.add(v128.load(changes), small)), f32x4.sqrt(f32x4.add(square, small)));
    const change = f32x4.mul(ratio, x);
    follow(changes, keep, add, f32x4.mul(change, change));
    v128.store(p, f32x4.sub(v128.load(p), f32x4.mul(rate, change)));
    g += 16;
    squares += 16;
    changes += 16;
  }
}

export function nadam(
  n: i32, p: usize, g: usize, mean: usize, variance: usize,
  beta1: f32, rest1: f32, beta2: f32, rest2: f32, eps: f32, weightDecay: f32, gradientRate: f32, meanRate: f32, varianceScale: f32,
): void {
  const keep1 = all(beta1);
  const add1 = all(rest1);
  const keep2 = all(beta2);
  const add2 = all(rest2);
  const small = all(eps);
  const decay = all(weightDecay);
  for (const end = p + (<usize>n << 2); p < end; p += 16) {
    const x = decayed(p, g, decay);
    const m = follow(mean, keep1, add1, x);
    const v = follow(variance, keep2, add2, f32x4.mul(x, x));
    const spread = f32x4.add(f32x4.sqrt(f32x4.mul(v, all(varianceScale))), small);
    const change = f32x4.add(f32x4.mul(all(gradientRate), x), f32x4.mul(all(meanRate), m));
    v128.store(p, f32x4.sub(v128.load(p), f32x4.div(change, spread)));
    g += 16;
    mean += 16;
    variance += 16;
  }
}

export function lion(n: i32, p: usize, g: usize, mean: usize, lr: f32, beta1: f32, rest1: f32, beta2: f32, rest2: f32, shrink: f32): void {
  const rate = all(lr);
  const zero = all(0);
  for (const end = p + (<usize>n << 2); p < end; p += 16) {
    const x = v128.load(g);
    const m = v128.load(mean);
    const blend = f32x4.add(f32x4.mul(all(beta1), m), f32x4.mul(all(rest1), x));
    const step = choose(f32x4.gt(blend, zero), rate, choose(f32x4.lt(blend, zero), f32x4.neg(rate), zero));
    v128.store(p, f32x4.sub(f32x4.mul(all(shrink), v128.load(p)), step));
    v128.store(mean, f32x4.add(f32x4.mul(all(beta2), m), f32x4.mul(all(rest2), x)));
    g += 16;
    mean += 16;
  }
}
