/** Matrix products. The loops: assembly/gemm.ts. */
import type { Attempt } from './attempt.ts';
import { scratch, wasm } from './engine.ts';
import { addressOf, addressOfDense, deliver, targetOf } from './stage.ts';

export const matmul: Attempt<'matmul'> = (a, b, out) => {
  const [batches, m, k] = a.shape as [number, number, number]; // a [B, M, K]
  const n = b.shape[2]!; // b [B, K, N]
  if (a.dtype !== 'float32' || b.dtype !== 'float32' || !(out instanceof Float32Array)) return false;
  if (out.length === 0 || k === 0) return false;
  const [batchA, rowA, columnA] = a.strides as [number, number, number];
  const [batchB, rowB, columnB] = b.strides as [number, number, number];
  // One right matrix for all, and the left ones lie below each other: that is one tall product.
  const tall = batches > 1 && batchB === 0 && batchA === m * rowA;
  const [count, rows] = tall ? [1, batches * m] : [batches, m];
  const work = scratch(wasm.gemmWork(rows, n, k));
  const to = targetOf(out);
  wasm.gemm(
    count,
    rows,
    n,
    k,
    addressOf(a),
    batchA,
    rowA,
    columnA,
    addressOf(b),
    batchB,
    rowB,
    columnB,
    to,
    m * n,
    n,
    0,
    0,
    0,
    0,
    work,
  );
  deliver(out, to);
  return true;
};

const COLUMN_BIAS = 1; // as in assembly/tile.ts

export const linear: Attempt<'linear'> = (x, weight, bias, out) => {
  if (x.dtype !== 'float32' || weight.dtype !== 'float32' || bias.dtype !== 'float32') return false;
  const [m, k] = x.shape as [number, number]; // x [M, K]
  const n = weight.shape[0]!; // weight [N, K]
  if (!(out instanceof Float32Array) || out.length === 0 || k === 0) return false;
  const work = scratch(wasm.gemmWork(m, n, k));
  const to = targetOf(out);
  const [rowX, columnX] = x.strides as [number, number];
  const [rowW, columnW] = weight.strides as [number, number];
  const shift = addressOfDense(bias);
  const [left, right] = [addressOf(x), addressOf(weight)];
  wasm.gemm(1, m, n, k, left, 0, rowX, columnX, right, 0, columnW, rowW, to, 0, n, 0, shift, COLUMN_BIAS, 0, work);
  deliver(out, to);
  return true;
};
