/**
 * Batch normalization: sums over a channel's runs, then one pass that writes. x: [N, C, P] without gaps, P numbers to a run. Sums are in
 * double precision: they are long. A vector past the end of a run is overwritten by the next run; what stands behind the last is put back.
 */
import { all } from './functions';
import { byte } from './lanes';
import { high, low, sumRun } from './reduce';

/** Σ (other - shift) (x - mean) over a channel, n runs of p numbers, `step` bytes apart: of x with itself, or with a gradient (shift 0). */
function together(n: i32, step: usize, p: i32, other: usize, shift: f32, x: usize, mean: f32): f64 {
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let rest: f64 = 0;
  const centre = all(mean);
  const origin = all(shift);
  for (let run = 0; run < n; run++) {
    let i = 0;
    for (; i + 4 <= p; i += 4) {
      const product = f32x4.mul(f32x4.sub(v128.load(other + byte(i)), origin), f32x4.sub(v128.load(x + byte(i)), centre));
      s0 = f64x2.add(s0, low(product));
      s1 = f64x2.add(s1, high(product));
    }
    for (; i < p; i++) rest += <f64>((load<f32>(other + byte(i)) - shift) * (load<f32>(x + byte(i)) - mean));
    x += step;
    other += step;
  }
  const s = f64x2.add(s0, s1);
  return f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1) + rest;
}

/** out = weight x̂ + bias; moments: mean, 1/√(variance + eps), variance, each [C]. weight and bias may be 0 (left out). */
export function batchNorm(n: i32, c: i32, p: i32, x: usize, weight: usize, bias: usize, eps: f64, out: usize, moments: usize): void {
  const count = <f64>n * <f64>p;
  const inverses = moments + byte(c);
  const variances = inverses + byte(c);
  for (let k = 0; k < c; k++) {
    const at = x + byte(k * p);
    const mean = <f32>(sumRun(n, c * p, p, at) / count);
    const variance = together(n, byte(c * p), p, at, mean, at, mean) / count;
    store<f32>(moments + byte(k), mean);
    store<f32>(inverses + byte(k), <f32>(1 / Math.sqrt(variance + eps)));
    store<f32>(variances + byte(k), <f32>variance);
  }
  const behind = out + byte(n * c * p);
  const neighbour = v128.load(behind);
  for (let run = 0; run < n; run++) {
    for (let k = 0; k < c; k++) {
      const mean = v128.load32_splat(moments + byte(k));
      const inverse = v128.load32_splat(inverses + byte(k));
      const scale = weight ? v128.load32_splat(weight + byte(k)) : all(1);
      const shift = bias ? v128.load32_splat(bias + byte(k)) : all(0);
      for (let i = 0; i < p; i += 4) {
        const hat = f32x4.mul(f32x4.sub(v128.load(x + byte(i)), mean), inverse);
        v128.store(out + byte(i), f32x4.add(f32x4.mul(hat, scale), shift));
      }
      x += byte(p);
      out += byte(p);
    }
  }
  v128.store(behind, neighbour);
}

/** out = weight / √(σ² + ε) · (ḡ - mean ḡ - x̂ mean(ḡ x̂)). weightGrad and biasGrad: [C], always written; they serve the second pass. */
export function batchNormGrad(
  n: i32, c: i32, p: i32, grad: usize, x: usize, weight: usize, moments: usize,
  out: usize, weightGrad: usize, biasGrad: usize,
): void {
  const inverses = moments + byte(c);
  for (let k = 0; k < c; k++) {
    const mean = load<f32>(moments + byte(k));
    const inverse = <f64>load<f32>(inverses + byte(k));
    store<f32>(biasGrad + byte(k), <f32>sumRun(n, c * p, p, grad + byte(k * p)));
    store<f32>(weightGrad + byte(k), <f32>(together(n, byte(c * p), p, grad + byte(k * p), 0, x + byte(k * p), mean) * inverse));
  }
  const share: f32 = <f32>(1 / (<f64>n * <f64>p));
  const behind = out + byte(n * c * p);
  const neighbour = v128.load(behind);
  for (let run = 0; run < n; run++) {
    for (let k = 0; k < c; k++) {
      const mean = v128.load32_splat(moments + byte(k));
      const inverse = v128.load32_splat(inverses + byte(k));
      const common = all(load<f32>(biasGrad + byte(k)) * share);
      const stretch = all(load<f32>(weightGrad + byte(k)) * share);
      const factor = weight ? f32x4.mul(v128.load32_splat(weight + byte(k)), inverse) : inverse;
      for (let i = 0; i < p; i += 4) {
        const hat = f32x4.mul(f32x4.sub(v128.load(x + byte(i)), mean), inverse);
        const rest = f32x4.sub(f32x4.sub(v128.load(grad + byte(i)), common), f32x4.mul(hat, stretch));
        v128.store(out + byte(i), f32x4.mul(rest, factor));
      }
      x += byte(p);
      grad += byte(p);
      out += byte(p);
    }
  }
  v128.store(behind, neighbour);
}
