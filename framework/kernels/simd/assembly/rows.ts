/**
 * Kernels that treat each row as a whole: softmax, its logarithm, cross-entropy, layer norm, both ways. Rows of n numbers
 * without gaps. Vectors past the end of a row are masked where they count and overwritten by the next row where they do not;
 * what stands behind the last row is put back.
 */
import { all, choose, quickExp } from './functions';
import { byte, inside, maxLanes, sumLanes } from './lanes';
import { sumRun } from './reduce';

function largest(x: usize, n: i32): f32 {
  const least = all(-Infinity);
  let best = least;
  let i = 0;
  for (; i + 4 <= n; i += 4) best = f32x4.pmax(best, v128.load(x + byte(i))); // passes over NaN: the sum will have it
  if (i < n) best = f32x4.pmax(best, choose(inside(i, n), v128.load(x + byte(i)), least));
  return maxLanes(best);
}

/** out = e^(x - m); returns the sum. */
function powers(x: usize, n: i32, m: f32, out: usize): f32 {
  const shift = all(m);
  let sum = all(0);
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    const e = quickExp(f32x4.sub(v128.load(x + byte(i)), shift));
    sum = f32x4.add(sum, e);
    v128.store(out + byte(i), e);
  }
  if (i < n) {
    const e = quickExp(f32x4.sub(v128.load(x + byte(i)), shift));
    sum = f32x4.add(sum, v128.and(e, inside(i, n)));
    v128.store(out + byte(i), e);
  }
  return sumLanes(sum);
}

export function softmax(rows: i32, n: i32, x: usize, out: usize): void {
  const behind = out + byte(rows * n);
  const neighbour = v128.load(behind);
  for (let row = 0; row < rows; row++) {
    const share = all(1 / powers(x, n, largest(x, n), out));
    for (let i = 0; i < n; i += 4) v128.store(out + byte(i), f32x4.mul(v128.load(out + byte(i)), share));
    x += byte(n);
    out += byte(n);
  }
  v128.store(behind, neighbour);
}

/** Σ a · b over a row */
function dot(a: usize, b: usize, n: i32): f32 {
  let sum = all(0);
  let i = 0;
  for (; i + 4 <= n; i += 4) sum = f32x4.add(sum, f32x4.mul(v128.load(a + byte(i)), v128.load(b + byte(i))));
  if (i < n) sum = f32x4.add(sum, v128.and(f32x4.mul(v128.load(a + byte(i)), v128.load(b + byte(i))), inside(i, n)));
  return sumLanes(sum);
}

export function softmaxGrad(rows: i32, n: i32, grad: usize, y: usize, out: usize): void {
  const behind = out + byte(rows * n);
  const neighbour = v128.load(behind);
  for (let row = 0; row < rows; row++) {
    const common = all(dot(grad, y, n));
    for (let i = 0; i < n; i += 4) {
      const at = byte(i);
      v128.store(out + at, f32x4.mul(v128.load(y + at), f32x4.sub(v128.load(grad + at), common)));
    }
    grad += byte(n);
    y += byte(n);
    out += byte(n);
  }
  v128.store(behind, neighbour);
}

export function logSoftmax(rows: i32, n: i32, x: usize, out: usize): void {
  const behind = out + byte(rows * n);
  const neighbour = v128.load(behind);
  for (let row = 0; row < rows; row++) {
    const m = largest(x, n);
    const shift = all(m); // taken off first: m + ln Σ would lose the logarithm's digits where m is large
    const total = all(<f32>Math.log(<f64>powers(x, n, m, out)));
    for (let i = 0; i < n; i += 4) {
      v128.store(out + byte(i), f32x4.sub(f32x4.sub(v128.load(x + byte(i)), shift), total));
    }
    x += byte(n);
    out += byte(n);
  }
  v128.store(behind, neighbour);
}

export function logSoftmaxGrad(rows: i32, n: i32, grad: usize, y: usize, out: usize): void {
  const behind = out + byte(rows * n);
  const neighbour = v128.load(behind);
  for (let row = 0; row < rows; row++) {
    const total = all(<f32>sumRun(1, 0, n, grad));
    for (let i = 0; i < n; i += 4) {
      const at = byte(i);
      v128.store(out + at, f32x4.sub(v128.load(grad + at), f32x4.mul(quickExp(v128.load(y + at)), total)));
    }
    grad += byte(n);
    y += byte(n);
    out += byte(n);
  }
  v128.store(behind, neighbour);
}

/** losses[row] = ln Σ e^x - x[target]; probabilities: softmax. */
export function crossEntropy(rows: i32, n: i32, x: usize, targets: usize, losses: usize, probabilities: usize): void {
  const behind = probabilities + byte(rows * n);
  const neighbour = v128.load(behind);
  for (let row = 0; row < rows; row++) {
    const m = largest(x, n);
    const total = powers(x, n, m, probabilities);
    const share = all(1 / total);
    for (let i = 0; i < n; i += 4) v128.store(probabilities + byte(i), f32x4.mul(v128.load(probabilities + byte(i)), share));
    const right = load<f32>(x + byte(load<i32>(targets)));
    store<f32>(losses, <f32>Math.log(<f64>total) + (m - right));
    x += byte(n);
    probabilities += byte(n);
    targets += 4;
    losses += 4;
  }
  v128.store(behind, neighbour);
}

/** out = (p - [k = target]) · grad[row]; gradStep 0: one gradient for all rows. */
export function crossEntropyGrad(rows: i32, n: i32, probabilities: usize, targets: usize, grad: usize, gradStep: i32, out: usize): void {
  const behind = out + byte(rows * n);
  const neighbour = v128.load(behind);
  for (let row = 0; row < rows; row++) {
    const g = load<f32>(grad);
    const scale = all(g);
    for (let i = 0; i < n; i += 4) v128.store(out + byte(i), f32x4.mul(v128.load(probabilities + byte(i)), scale));
    const right = load<i32>(targets);
    store<f32>(out + byte(right), (load<f32>(probabilities + byte(right)) - 1) * g);
    probabilities += byte(n);
    out += byte(n);
    targets += 4;
    grad += <usize>(gradStep << 2);
  }
  v128.store(behind, neighbour);
}

/** (x - mean)^power, power 1 or 2. */
// @ts-ignore: decorator
@inline
function deviation(x: v128, mean: v128, power: i32): v128 {
  const d = f32x4.sub(x, mean);
  return power == 1 ? d : f32x4.mul(d, d);
}

/** Σ (x - mean)^power over a row. Sixteen partial sums: an addition need not wait for the one before it. */
// @ts-ignore: decorator
@inline
function moment(x: usize, n: i32, mean: v128, power: i32): f32 {
  let s0 = all(0);
  let s1 = all(0);
  let s2 = all(0);
  let s3 = all(0);
  let i = 0;
  for (; i + 16 <= n; i += 16) {
    const at = x + byte(i);
    s0 = f32x4.add(s0, deviation(v128.load(at), mean, power));
    s1 = f32x4.add(s1, deviation(v128.load(at, 16), mean, power));
    s2 = f32x4.add(s2, deviation(v128.load(at, 32), mean, power));
    s3 = f32x4.add(s3, deviation(v128.load(at, 48), mean, power));
  }
  for (; i < n; i += 4) {
    const d = deviation(v128.load(x + byte(i)), mean, power);
    s0 = f32x4.add(s0, i + 4 <= n ? d : v128.and(d, inside(i, n)));
  }
  return sumLanes(f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)));
}

/** moments[row] = mean, 1/√(variance + eps); weight and bias may be 0 (left out). */
export function layerNorm(rows: i32, n: i32, x: usize, weight: usize, bias: usize, eps: f64, out: usize, moments: usize): void {
  const behind = out + byte(rows * n);
  const neighbour = v128.load(behind);
  for (let row = 0; row < rows; row++) {
    const mean = all(moment(x, n, all(0), 1) / <f32>n);
    const inverse = all(<f32>(1 / Math.sqrt(<f64>moment(x, n, mean, 2) / <f64>n + eps)));
    for (let i = 0; i < n; i += 4) {
      const at = byte(i);
      let hat = f32x4.mul(f32x4.sub(v128.load(x + at), mean), inverse);
      if (weight) hat = f32x4.mul(hat, v128.load(weight + at));
      if (bias) hat = f32x4.add(hat, v128.load(bias + at));
      v128.store(out + at, hat);
    }
    store<f32>(moments, f32x4.extract_lane(mean, 0));
    store<f32>(moments, f32x4.extract_lane(inverse, 0), 4);
    x += byte(n);
    out += byte(n);
    moments += 8;
  }
  v128.store(behind, neighbour);
}

/** weightGrad and biasGrad: n floats, rounded up to whole vectors, that start at 0. */
export function layerNormGrad(
  rows: i32, n: i32, grad: usize, x: usize, weight: usize, moments: usize,
  out: usize, weightGrad: usize, biasGrad: usize,
): void {
  const behind = out + byte(rows * n);
  const neighbour = v128.load(behind);
  const parts = all(<f32>n);
  for (let row = 0; row < rows; row++) {
    const mean = v128.load32_splat(moments);
    const inverse = v128.load32_splat(moments, 4);
    let common = all(0);
    let stretch = all(0);
    for (let i = 0; i < n; i += 4) {
      const at = byte(i);
      let g = v128.load(grad + at);
      if (i + 4 > n) g = v128.and(g, inside(i, n));
      let hat = f32x4.mul(f32x4.sub(v128.load(x + at), mean), inverse);
      if (i + 4 > n) hat = v128.and(hat, inside(i, n)); // there may be NaN behind the end
      let inner = g;
      if (weight) {
        inner = f32x4.mul(g, v128.load(weight + at));
        if (i + 4 > n) inner = v128.and(inner, inside(i, n));
      }
      common = f32x4.add(common, inner);
      stretch = f32x4.add(stretch, f32x4.mul(inner, hat));
      v128.store(weightGrad + at, f32x4.add(v128.load(weightGrad + at), f32x4.mul(g, hat)));
      v128.store(biasGrad + at, f32x4.add(v128.load(biasGrad + at), g));
    }
    common = f32x4.div(all(sumLanes(common)), parts);
    stretch = f32x4.div(all(sumLanes(stretch)), parts);
    for (let i = 0; i < n; i += 4) {
      const at = byte(i);
      const g = v128.load(grad + at);
      const hat = f32x4.mul(f32x4.sub(v128.load(x + at), mean), inverse);
      const inner = weight ? f32x4.mul(g, v128.load(weight + at)) : g;
      v128.store(out + at, f32x4.mul(f32x4.sub(f32x4.sub(inner, common), f32x4.mul(hat, stretch)), inverse));
    }
    grad += byte(n);
    x += byte(n);
    out += byte(n);
    moments += 8;
  }
  v128.store(behind, neighbour);
}
