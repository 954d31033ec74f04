/**
 * Attention, head by head, four queries at a time: their scores are made, bent to weights and used while they are in the first cache. What
 * a causal mask hides is never computed, which saves almost half. Sources: the blocks: Dao et al., "FlashAttention" (2022), §3.1 (here rows
 * are short enough to be kept whole, and the weights are stored for the way back); the products: gemm.ts.
 *
 * Letters: L queries, S keys, D features of a query and a key, E of a value. Steps (of batch, head, row, column) are elements.
 */
import { all, quickExp } from './functions';
import { byte, inside, maxLanes, sumLanes } from './lanes';
import { packRight } from './pack';
import { FIRST, LAST, NO_BIAS, tile } from './tile';

// @ts-ignore: decorator
@inline
function roundUp(n: i32, to: i32): i32 {
  return (n + to - 1) & -to;
}

/** rows (≤ 4) × columns of c = left · right; right: panels of 8 columns, `panelDepth` rows long, from which the first `depth` are used. */
function strip(
  rows: i32, columns: i32, depth: i32,
  left: usize, leftRow: usize, leftStep: usize,
  right: usize, panelDepth: i32,
  c: usize, cRow: usize,
): void {
  for (let j = 0; j < columns; j += 8) {
    tile(depth, left, leftRow, leftStep, right, 32, c + byte(j), cRow, rows, min(8, columns - j), FIRST | LAST, 0, NO_BIAS, 0);
    right += byte(panelDepth) << 3;
  }
}

/** In place: the first n scores, times scale, to weights that add up to 1; the rest of the row (width, a multiple of 4) to 0. */
function weigh(row: usize, n: i32, width: i32, scale: v128): void {
  const least = all(-Infinity);
  let best = least;
  for (let i = 0; i < n; i += 4) {
    let x = f32x4.mul(v128.load(row + byte(i)), scale);
    if (i + 4 > n) x = v128.bitselect(x, least, inside(i, n));
    v128.store(row + byte(i), x);
    best = f32x4.pmax(best, x); // passes over NaN: the sum will have it
  }
  const shift = all(maxLanes(best));
  let sum = all(0);
  for (let i = 0; i < n; i += 4) {
    let e = quickExp(f32x4.sub(v128.load(row + byte(i)), shift));
    if (i + 4 > n) e = v128.and(e, inside(i, n));
    v128.store(row + byte(i), e);
    sum = f32x4.add(sum, e);
  }
  const share = all(1 / sumLanes(sum));
  for (let i = 0; i < n; i += 4) v128.store(row + byte(i), f32x4.mul(v128.load(row + byte(i)), share));
  for (let i = roundUp(n, 4); i < width; i += 4) v128.store(row + byte(i), all(0));
}

/** Scores' gradient of one row: scale · p (ḡ - Σ ḡ p), in place of ḡ; the rest of the row to 0. */
function unweigh(row: usize, weights: usize, n: i32, width: i32, scale: v128): void {
  let sum = all(0);
  for (let i = 0; i < n; i += 4) {
    let product = f32x4.mul(v128.load(row + byte(i)), v128.load(weights + byte(i)));
    if (i + 4 > n) product = v128.and(product, inside(i, n));
    sum = f32x4.add(sum, product);
  }
  const common = all(sumLanes(sum));
  for (let i = 0; i < n; i += 4) {
    const at = row + byte(i);
    let x = f32x4.mul(f32x4.mul(v128.load(weights + byte(i)), f32x4.sub(v128.load(at), common)), scale);
    if (i + 4 > n) x = v128.and(x, inside(i, n));
    v128.store(at, x);
  }
  for (let i = roundUp(n, 4); i < width; i += 4) v128.store(row + byte(i), all(0));
}

/** Bytes that `attention` needs at `work`. */
export function attentionWork(s: i32, d: i32, e: i32): i32 {
  return 4 * (roundUp(s, 8) * (d + 4) + roundUp(e, 8) * s) + 64;
}

/**
 * out[b, l, h] = Σ_s weights[b, h, l, s] · v[b, h, s], weights = softmax(scale · q kᵀ). causal: query l sees keys 0 … l.
 * out: [B, L, H, E], weights: [B, H, L, S], dense.
 */
export function attention(
  batches: i32, heads: i32, l: i32, s: i32, d: i32, e: i32, scale: f32, causal: i32,
  q: usize, qBatch: i32, qHead: i32, qRow: i32, qColumn: i32,
  k: usize, kBatch: i32, kHead: i32, kRow: i32, kColumn: i32,
  v: usize, vBatch: i32, vHead: i32, vRow: i32, vColumn: i32,
  out: usize, weights: usize, work: usize,
): void {
  const width = roundUp(s, 8);
  const keys = work; // [S/8, D, 8]
  const values = keys + byte(width * d); // [E/8, S, 8]
  const block = values + byte(roundUp(e, 8) * s); // [4, S]
  const factor = all(scale);
  const outRow = byte(heads * e);
  for (let b = 0; b < batches; b++) {
    for (let h = 0; h < heads; h++) {
      packRight(k + byte(b * kBatch + h * kHead), byte(kColumn), byte(kRow), d, s, keys);
      packRight(v + byte(b * vBatch + h * vHead), byte(vRow), byte(vColumn), s, e, values);
      let query = q + byte(b * qBatch + h * qHead);
      let to = out + byte(b * l * heads * e + h * e);
      for (let i = 0; i < l; i += 4) {
        const rows = min(4, l - i);
        const seen = causal ? min(s, i + rows) : s;
        strip(rows, roundUp(seen, 8), d, query, byte(qRow), byte(qColumn), keys, d, block, byte(width));
        for (let r = 0; r < rows; r++) {
          const row = block + byte(r * width);
          weigh(row, causal ? min(s, i + r + 1) : s, width, factor);
          memory.copy(weights, row, byte(s));
          weights += byte(s);
        }
        strip(rows, e, seen, block, byte(width), 4, values, s, to, outRow);
        query += byte(4 * qRow);
        to += 4 * outRow;
      }
    }
  }
}

/** Bytes that `attentionGrad` needs at `work`. */
export function attentionGradWork(l: i32, s: i32, d: i32, e: i32): i32 {
  return 4 * (roundUp(s, 8) * (e + roundUp(l, 4)) + roundUp(d, 8) * (s + l) + roundUp(e, 8) * l) + 64;
}

/** From ∂/∂out [B, H, L, E] (any steps) and the weights to ∂/∂q [B, L, H, D], ∂/∂k [B, S, H, D], ∂/∂v [B, S, H, E], dense. */
export function attentionGrad(
  batches: i32, heads: i32, l: i32, s: i32, d: i32, e: i32, scale: f32, causal: i32,
  g: usize, gBatch: i32, gHead: i32, gRow: i32, gColumn: i32,
  q: usize, qBatch: i32, qHead: i32, qRow: i32, qColumn: i32,
  k: usize, kBatch: i32, kHead: i32, kRow: i32, kColumn: i32,
  v: usize, vBatch: i32, vHead: i32, vRow: i32, vColumn: i32,
  weights: usize, qGrad: usize, kGrad: usize, vGrad: usize, work: usize,
): void {
  const width = roundUp(s, 8);
  const values = work; // vᵀ: [S/8, E, 8]
  const keys = values + byte(width * e); // [D/8, S, 8]
  const queries = keys + byte(roundUp(d, 8) * s); // [D/8, L, 8]
  const gradients = queries + byte(roundUp(d, 8) * l); // [E/8, L, 8]
  const scores = gradients + byte(roundUp(e, 8) * l); // their gradients: [L, S]
  const factor = all(scale);
  for (let b = 0; b < batches; b++) {
    for (let h = 0; h < heads; h++) {
      const gradient = g + byte(b * gBatch + h * gHead);
      packRight(v + byte(b * vBatch + h * vHead), byte(vColumn), byte(vRow), e, s, values);
      packRight(k + byte(b * kBatch + h * kHead), byte(kRow), byte(kColumn), s, d, keys);
      packRight(q + byte(b * qBatch + h * qHead), byte(qRow), byte(qColumn), l, d, queries);
      packRight(gradient, byte(gRow), byte(gColumn), l, e, gradients);
      for (let i = 0; i < l; i += 4) {
        const rows = min(4, l - i);
        const seen = causal ? min(s, i + rows) : s;
        const block = scores + byte(i * width);
        strip(rows, roundUp(seen, 8), e, gradient + byte(i * gRow), byte(gRow), byte(gColumn), values, e, block, byte(width));
        for (let r = 0; r < rows; r++) {
          unweigh(block + byte(r * width), weights + byte((i + r) * s), causal ? min(s, i + r + 1) : s, width, factor);
        }
        strip(rows, d, seen, block, byte(width), 4, keys, s, qGrad + byte(((b * l + i) * heads + h) * d), byte(heads * d));
      }
      // Transposed: key j is seen by all queries, or by those from j on. Four keys lie side by side in a row of weights.
      for (let j = 0; j < s; j += 4) {
        const rows = min(4, s - j);
        const from = causal ? min(j, l) : 0;
        const place = (b * s + j) * heads + h;
        strip(rows, e, l - from, weights + byte(from * s + j), 4, byte(s), gradients + (byte(from) << 3), l, vGrad + byte(place * e), byte(heads * e));
        strip(rows, d, l - from, scores + byte(from * width + j), 4, byte(width), queries + (byte(from) << 3), l, kGrad + byte(place * d), byte(heads * d));
      }
      weights += byte(l * s);
    }
  }
}
