/**
 * The micro-kernel: a tile of 4 rows × 8 columns of the product stays in eight vector registers while k runs. Each step loads
 * two vectors of the right panel and four numbers of the left one, and does 64 flops with them. 4 × 8 is the largest tile that
 * needs no spilling with 16 registers when multiply and add are separate instructions (measured: design/kernels.md).
 */
import { madd } from './lanes';

/** How a tile is written: the first block over k overwrites, later ones add; the last one adds the bias and bends. */
export const FIRST: i32 = 1;
export const LAST: i32 = 2;

export const NO_BIAS: i32 = 0;
export const COLUMN_BIAS: i32 = 1; // bias[column]: a linear layer
export const ROW_BIAS: i32 = 2; // bias[row]: a convolution, whose rows are channels

/** A tile that hangs over the edge is written here first (4 × 8 floats), and only its valid part copied on. Each thread has its own. */
let overhang: usize = 0;

export function setOverhang(at: usize): void {
  overhang = at;
}

/**
 * rows × columns (≤ 4 × 8) of c = left · right.
 *
 * left: entry (i, k) at left + i · leftRow + k · leftStep; right: panel [depth, 8] with rows rightStep bytes apart;
 * c: rows cStep bytes apart; bias: already at this tile's first row or column.
 */
// @ts-ignore: decorator
@inline
export function tile(
  depth: i32,
  left: usize,
  leftRow: usize,
  leftStep: usize,
  right: usize,
  rightStep: usize,
  c: usize,
  cStep: usize,
  rows: i32,
  columns: i32,
  phase: i32,
  bias: usize,
  biasKind: i32,
  relu: i32,
): void {
  let c00 = f32x4.splat(0);
  let c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0);
  let c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0);
  let c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0);
  let c31 = f32x4.splat(0);
  // Rows past the edge read the last valid row again; what comes of them is not written.
  let p0 = left;
  let p1 = rows > 1 ? left + leftRow : p0;
  let p2 = rows > 2 ? left + 2 * leftRow : p1;
  let p3 = rows > 3 ? left + 3 * leftRow : p2;
  let q = right;
  for (let k = depth; k > 0; k--) {
    const b0 = v128.load(q);
    const b1 = v128.load(q, 16);
    let a = v128.load32_splat(p0);
    c00 = madd(a, b0, c00);
    c01 = madd(a, b1, c01);
    a = v128.load32_splat(p1);
    c10 = madd(a, b0, c10);
    c11 = madd(a, b1, c11);
    a = v128.load32_splat(p2);
    c20 = madd(a, b0, c20);
    c21 = madd(a, b1, c21);
    a = v128.load32_splat(p3);
    c30 = madd(a, b0, c30);
    c31 = madd(a, b1, c31);
    p0 += leftStep;
    p1 += leftStep;
    p2 += leftStep;
    p3 += leftStep;
    q += rightStep;
  }
  finish(c00, c01, c10, c11, c20, c21, c30, c31, c, cStep, rows, columns, phase, bias, biasKind, relu);
}

/** The same over a packed left panel [depth, 4]: one pointer instead of four. */
// @ts-ignore: decorator
@inline
export function packedTile(
  depth: i32,
  left: usize,
  right: usize,
  c: usize,
  cStep: usize,
  rows: i32,
  columns: i32,
  phase: i32,
  bias: usize,
  biasKind: i32,
  relu: i32,
): void {
  let c00 = f32x4.splat(0);
  let c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0);
  let c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0);
  let c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0);
  let c31 = f32x4.splat(0);
  let p = left;
  let q = right;
  for (let k = depth; k > 0; k--) {
    const b0 = v128.load(q);
    const b1 = v128.load(q, 16);
    let a = v128.load32_splat(p);
    c00 = madd(a, b0, c00);
    c01 = madd(a, b1, c01);
    a = v128.load32_splat(p, 4);
    c10 = madd(a, b0, c10);
    c11 = madd(a, b1, c11);
    a = v128.load32_splat(p, 8);
    c20 = madd(a, b0, c20);
    c21 = madd(a, b1, c21);
    a = v128.load32_splat(p, 12);
    c30 = madd(a, b0, c30);
    c31 = madd(a, b1, c31);
    p += 16;
    q += 32;
  }
  finish(c00, c01, c10, c11, c20, c21, c30, c31, c, cStep, rows, columns, phase, bias, biasKind, relu);
}

// @ts-ignore: decorator
@inline
function finish(
  c00: v128,
  c01: v128,
  c10: v128,
  c11: v128,
  c20: v128,
  c21: v128,
  c30: v128,
  c31: v128,
  c: usize,
  cStep: usize,
  rows: i32,
  columns: i32,
  phase: i32,
  bias: usize,
  biasKind: i32,
  relu: i32,
): void {
  if (rows == 4 && columns == 8) {
    if (phase == (FIRST | LAST) && biasKind == NO_BIAS && !relu) {
      v128.store(c, c00);
      v128.store(c, c01, 16);
      c += cStep;
      v128.store(c, c10);
      v128.store(c, c11, 16);
      c += cStep;
      v128.store(c, c20);
      v128.store(c, c21, 16);
      c += cStep;
      v128.store(c, c30);
      v128.store(c, c31, 16);
    } else {
      writeRow(c00, c01, c, phase, bias, 0, biasKind, relu);
      writeRow(c10, c11, c + cStep, phase, bias, 1, biasKind, relu);
      writeRow(c20, c21, c + 2 * cStep, phase, bias, 2, biasKind, relu);
      writeRow(c30, c31, c + 3 * cStep, phase, bias, 3, biasKind, relu);
    }
  } else {
    v128.store(overhang, c00);
    v128.store(overhang, c01, 16);
    v128.store(overhang, c10, 32);
    v128.store(overhang, c11, 48);
    v128.store(overhang, c20, 64);
    v128.store(overhang, c21, 80);
    v128.store(overhang, c30, 96);
    v128.store(overhang, c31, 112);
    writeEdge(c, cStep, rows, columns, phase, bias, biasKind, relu);
  }
}

// @ts-ignore: decorator
@inline
function writeRow(x0: v128, x1: v128, c: usize, phase: i32, bias: usize, row: i32, biasKind: i32, relu: i32): void {
  if (!(phase & FIRST)) {
    x0 = f32x4.add(v128.load(c), x0);
    x1 = f32x4.add(v128.load(c, 16), x1);
  }
  if (phase & LAST) {
    if (biasKind == COLUMN_BIAS) {
      x0 = f32x4.add(x0, v128.load(bias));
      x1 = f32x4.add(x1, v128.load(bias, 16));
    } else if (biasKind == ROW_BIAS) {
      const b = v128.load32_splat(bias + (<usize>row << 2));
      x0 = f32x4.add(x0, b);
      x1 = f32x4.add(x1, b);
    }
    if (relu) {
      x0 = f32x4.pmax(x0, f32x4.splat(0)); // as map.ts does it: NaN passes
      x1 = f32x4.pmax(x1, f32x4.splat(0));
    }
  }
  v128.store(c, x0);
  v128.store(c, x1, 16);
}

function writeEdge(
  c: usize,
  cStep: usize,
  rows: i32,
  columns: i32,
  phase: i32,
  bias: usize,
  biasKind: i32,
  relu: i32,
): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const at = c + (<usize>j << 2);
      let x = load<f32>(overhang + (<usize>(i * 8 + j) << 2));
      if (!(phase & FIRST)) x = load<f32>(at) + x;
      if (phase & LAST) {
        if (biasKind == COLUMN_BIAS) x += load<f32>(bias + (<usize>j << 2));
        else if (biasKind == ROW_BIAS) x += load<f32>(bias + (<usize>i << 2));
        if (relu) x = x < 0 ? 0 : x;
      }
      store<f32>(at, x);
    }
    c += cStep;
  }
}
