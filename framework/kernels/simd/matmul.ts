/** Matrix products. The loops: assembly/gemm.ts. */
import type { DataBuffer } from '../../tensor/dtype.ts';
import type { Strided } from '../Kernels.ts';
import type { Attempt } from './attempt.ts';
import { scratch, type Wasm, wasm } from './engine.ts';
import { addressOf, addressOfDense, deliver, targetOf } from './stage.ts';
import { handsFor, share } from './threads.ts';

type Three = readonly [batch: number, row: number, column: number];

/** Dense products c[B, M, N] = a[B, M, K] · b[B, K, N] at addresses, with strides; `shift`: address of a bias [N], or 0. */
interface Product {
  readonly batches: number;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly a: number;
  readonly stepsA: Three;
  readonly b: number;
  readonly stepsB: Three;
  readonly c: number;
  readonly shift: number;
  /** 1: what is negative becomes 0. */
  readonly relu: 0 | 1;
}

const COLUMN_BIAS = 1; // as in assembly/tile.ts
/** Columns and rows of a panel, as in assembly/pack.ts: a part that is no multiple of them would waste the rest of one. */
const PANEL = 8;

/** All of it, or cut over the batch, or across the longer side of one product: the operand of the other side is then packed twice. */
function multiply(whole: Product): void {
  const { batches, m, n, k, a, stepsA, b, stepsB, c, shift } = whole;
  const hands = handsFor(2 * batches * m * n * k);
  if (hands === 1) {
    part(wasm, whole, batches, m, n, a, b, c, shift, scratch(wasm.gemmWork(m, n, k)));
    return;
  }
  const parts = batches > 1 ? Math.min(batches, hands) : hands;
  const [tasks, batch, rows, columns] =
    batches > 1
      ? [parts, Math.ceil(batches / parts), m, n]
      : n >= m
        ? [parts, 1, m, partOf(n, parts)]
        : [parts, 1, partOf(m, parts), n];
  share(hands, tasks, wasm.gemmWork(rows, columns, k), (i, loops, work) => {
    const first = batches > 1 ? i * batch : 0;
    const top = rows < m ? i * rows : 0;
    const left = columns < n ? i * columns : 0;
    const [count, height, width] = [
      Math.min(batch, batches - first),
      Math.min(rows, m - top),
      Math.min(columns, n - left),
    ];
    if (count <= 0 || height <= 0 || width <= 0) return;
    const fromA = a + 4 * (first * stepsA[0] + top * stepsA[1]);
    const fromB = b + 4 * (first * stepsB[0] + left * stepsB[2]);
    const to = c + 4 * (first * m * n + top * n + left);
    part(loops, whole, count, height, width, fromA, fromB, to, shift === 0 ? 0 : shift + 4 * left, work);
  });
}

/** `count` products of height × width, cut out of the whole at these addresses. */
function part(
  loops: Wasm,
  { m, n, k, stepsA, stepsB, relu }: Product,
  count: number,
  height: number,
  width: number,
  a: number,
  b: number,
  c: number,
  bias: number,
  work: number,
): void {
  const [batchA, rowA, columnA] = stepsA;
  const [batchB, rowB, columnB] = stepsB;
  const kind = bias === 0 ? 0 : COLUMN_BIAS;
  loops.gemm(
    count,
    height,
    width,
    k,
    a,
    batchA,
    rowA,
    columnA,
    b,
    batchB,
    rowB,
    columnB,
    c,
    m * n,
    n,
    0,
    bias,
    kind,
    relu,
    work,
  );
}

const partOf = (side: number, parts: number): number => Math.min(side, PANEL * Math.ceil(side / (PANEL * parts)));

export const matmul: Attempt<'matmul'> = (a, b, out) => {
  const [batches, m, k] = a.shape as [number, number, number]; // a [B, M, K]
  const n = b.shape[2]!; // b [B, K, N]
  if (a.dtype !== 'float32' || b.dtype !== 'float32' || !(out instanceof Float32Array)) return false;
  if (out.length === 0 || k === 0) return false;
  const stepsA = a.strides as unknown as Three;
  const stepsB = b.strides as unknown as Three;
  // One right matrix for all, and the left ones lie below each other: that is one tall product.
  const tall = batches > 1 && stepsB[0] === 0 && stepsA[0] === m * stepsA[1];
  const to = targetOf(out);
  multiply({
    batches: tall ? 1 : batches,
    m: tall ? batches * m : m,
    n,
    k,
    a: addressOf(a),
    stepsA,
    b: addressOf(b),
    stepsB,
    c: to,
    shift: 0,
    relu: 0,
  });
  deliver(out, to);
  return true;
};

export const linear: Attempt<'linear'> = (x, weight, bias, out) => weighted(x, weight, bias, out, 0);

export const linearRelu: Attempt<'linearRelu'> = (x, weight, bias, out) => weighted(x, weight, bias, out, 1);

function weighted(x: Strided, weight: Strided, bias: Strided, out: DataBuffer, relu: 0 | 1): boolean {
  if (x.dtype !== 'float32' || weight.dtype !== 'float32' || bias.dtype !== 'float32') return false;
  const [m, k] = x.shape as [number, number]; // x [M, K]
  const n = weight.shape[0]!; // weight [N, K]
  if (!(out instanceof Float32Array) || out.length === 0 || k === 0) return false;
  const to = targetOf(out);
  const [rowX, columnX] = x.strides as [number, number];
  const [rowW, columnW] = weight.strides as [number, number];
  multiply({
    batches: 1,
    m,
    n,
    k,
    a: addressOf(x),
    stepsA: [0, rowX, columnX],
    b: addressOf(weight),
    stepsB: [0, columnW, rowW],
    c: to,
    shift: addressOfDense(bias),
    relu,
  });
  deliver(out, to);
  return true;
}
