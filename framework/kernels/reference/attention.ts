/**
 * Attention and its way back, head by head and query by query. Source: Vaswani et al., "Attention is all you need" (2017), equation 1.
 *
 * A query's row of weights is p = softmax(scale · K q). Backward: v̄_s = Σ_l p_ls ȳ_l, and through the softmax
 * s̄_l = scale · p ⊙ (p̄ - Σ p̄ p) with p̄ = V ȳ_l, from which q̄_l = Σ_s s̄_ls k_s and k̄_s = Σ_l s̄_ls q_l.
 */
import type { DataBuffer } from '../../tensor/dtype.ts';
import type { AttentionSettings, CpuKernels, Strided } from '../Kernels.ts';

/** Calls back for each query of each head: how many keys it sees, where its weights begin, and the place of [b, h]. */
function forEachQuery(
  query: Strided,
  keys: number,
  { causal }: AttentionSettings,
  visit: (b: number, h: number, i: number, seen: number, weightsAt: number) => void,
): void {
  const [batches, heads, length] = query.shape as [number, number, number]; // [B, H, L, D]
  let weightsAt = 0;
  for (let b = 0; b < batches; b++) {
    for (let h = 0; h < heads; h++) {
      for (let i = 0; i < length; i++, weightsAt += keys) {
        visit(b, h, i, causal ? Math.min(keys, i + 1) : keys, weightsAt);
      }
    }
  }
}

const at = ({ memory, offset, strides }: Strided, b: number, h: number, row: number, column: number): number =>
  memory[offset + b * strides[0]! + h * strides[1]! + row * strides[2]! + column * strides[3]!]!;

export const attention: CpuKernels['attention'] = (query, key, value, settings, out, weights) => {
  const [, heads, length, features] = query.shape as [number, number, number, number];
  const [keys, outputs] = [key.shape[2]!, value.shape[3]!];
  const row = new Float64Array(keys);
  forEachQuery(query, keys, settings, (b, h, i, seen, weightsAt) => {
    row.fill(0);
    let largest = Number.NEGATIVE_INFINITY;
    for (let s = 0; s < seen; s++) {
      for (let d = 0; d < features; d++) row[s]! += at(query, b, h, i, d) * at(key, b, h, s, d);
      row[s]! *= settings.scale;
      largest = Math.max(largest, row[s]!);
    }
    let total = 0;
    for (let s = 0; s < seen; s++) {
      row[s] = Math.exp(row[s]! - largest);
      total += row[s]!;
    }
    for (let s = 0; s < keys; s++) {
      row[s]! /= total;
      weights[weightsAt + s] = row[s]!;
    }
    const to = ((b * length + i) * heads + h) * outputs; // out [B, L, H, E]
    for (let e = 0; e < outputs; e++) {
      let sum = 0;
      for (let s = 0; s < seen; s++) sum += row[s]! * at(value, b, h, s, e);
      out[to + e] = sum;
    }
  });
};

export const attentionGrad: CpuKernels['attentionGrad'] = (
  grad,
  inputs,
  weights,
  settings,
  forQuery,
  forKey,
  forValue,
) => {
  const { query, key, value } = inputs;
  const [, heads, length, features] = query.shape as [number, number, number, number];
  const [keys, outputs] = [key.shape[2]!, value.shape[3]!];
  const [alongQuery, alongKey, alongValue] = [forQuery, forKey, forValue].map(
    (out: DataBuffer) => new Float64Array(out.length),
  ) as [Float64Array, Float64Array, Float64Array];
  const row = new Float64Array(keys);
  forEachQuery(query, keys, settings, (b, h, i, seen, weightsAt) => {
    const placeOf = (position: number, positions: number): number => (b * positions + position) * heads + h;
    let common = 0;
    for (let s = 0; s < seen; s++) {
      const p = weights[weightsAt + s]!;
      row[s] = 0;
      for (let e = 0; e < outputs; e++) {
        row[s]! += at(grad, b, h, i, e) * at(value, b, h, s, e);
        alongValue[placeOf(s, keys) * outputs + e]! += p * at(grad, b, h, i, e);
      }
      common += row[s]! * p;
    }
    for (let s = 0; s < seen; s++) {
      const score = settings.scale * weights[weightsAt + s]! * (row[s]! - common);
      for (let d = 0; d < features; d++) {
        alongQuery[placeOf(i, length) * features + d]! += score * at(key, b, h, s, d);
        alongKey[placeOf(s, keys) * features + d]! += score * at(query, b, h, i, d);
      }
    }
  });
  forQuery.set(alongQuery);
  forKey.set(alongKey);
  forValue.set(alongValue);
};
