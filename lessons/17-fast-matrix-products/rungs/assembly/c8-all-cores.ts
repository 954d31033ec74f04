/**
 * The same on every core. Each thread takes its own rows of C, so nobody waits
 * for anybody and no number is summed in another order: same bits as alone. They
 * share the memory that holds A and B, and each packs into a scratch place of
 * its own.
 *
 *     asc -O3 --enable simd --enable relaxed-simd --enable threads --sharedMemory --maximumMemory 4096
 */
export function matmul(a: usize, b: usize, c: usize, m: i32, k: i32, n: i32, scratch: usize): void {
  rows(a, b, c, 0, m, k, n, scratch);
}

/** What one thread does: rows `top` up to `bottom` of C. Cut the rows at multiples of 4, and tiles stay whole. */
export function rows(a: usize, b: usize, c: usize, top: i32, bottom: i32, k: i32, n: i32, scratch: usize): void {
  const stripsB = scratch + 128; // after the 4×8 numbers of a tile that sticks out
  const stripsA = stripsB + 4 * DEPTH * roundUp(n, 8);
  for (let p = 0; p < k; p += DEPTH) {
    const depth = min(DEPTH, k - p);
    packB(b + at(p, 0, n), stripsB, depth, n);
    for (let i = top; i < bottom; i += ROWS) {
      const height = min(ROWS, bottom - i);
      packA(a + at(i, p, k), stripsA, height, depth, k);
      block(stripsA, stripsB, c + at(i, 0, n), height, depth, n, p == 0, scratch);
    }
  }
}

const DEPTH: i32 = 256; // steps of k a pass
const ROWS: i32 = 64; // rows of A a pass: 64 × 256 floats are 64 KiB

/** Rows of B, cut into strips of 8 columns: [n / 8, depth, 8]. */
function packB(b: usize, to: usize, depth: i32, n: i32): void {
  for (let j = 0; j < n; j += 8) {
    for (let p = 0; p < depth; p++) {
      const row = b + at(p, j, n);
      if (j + 8 <= n) {
        v128.store(to, v128.load(row));
        v128.store(to, v128.load(row, 16), 16);
      } else {
        for (let q = 0; q < 8; q++) store<f32>(to + (q << 2), j + q < n ? load<f32>(row + (q << 2)) : 0);
      }
      to += 32;
    }
  }
}

/** Rows of A, cut into strips of 4 rows, column by column: [m / 4, depth, 4]. */
function packA(a: usize, to: usize, height: i32, depth: i32, k: i32): void {
  for (let i = 0; i < height; i += 4) {
    for (let p = 0; p < depth; p++) {
      for (let r = 0; r < 4; r++) {
        store<f32>(to, i + r < height ? load<f32>(a + at(i + r, p, k)) : 0);
        to += 4;
      }
    }
  }
}

/** All tiles of some rows of C: a strip of B stays in the nearest cache while the strips of A pass by. */
function block(a: usize, b: usize, c: usize, height: i32, depth: i32, n: i32, first: bool, spare: usize): void {
  for (let j = 0; j < n; j += 8) {
    const stripB = b + at(j, 0, depth);
    for (let i = 0; i < height; i += 4) {
      const stripA = a + at(i, 0, depth);
      const cell = c + at(i, j, n);
      if (i + 4 <= height && j + 8 <= n) tile(stripA, stripB, cell, depth, n, first);
      else {
        tile(stripA, stripB, spare, depth, 8, true);
        cut(spare, cell, min(4, height - i), min(8, n - j), n, first);
      }
    }
  }
}

/** `a`: [depth, 4], `b`: [depth, 8], `c`: the 4×8 tile they make, or, after the first pass, are added to. */
function tile(a: usize, b: usize, c: usize, depth: i32, n: i32, first: bool): void {
  let c00 = f32x4.splat(0);
  let c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0);
  let c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0);
  let c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0);
  let c31 = f32x4.splat(0);
  for (let p = 0; p < depth; p++) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = v128.load32_splat(a);
    c00 = v128.relaxed_madd<f32>(a0, b0, c00);
    c01 = v128.relaxed_madd<f32>(a0, b1, c01);
    const a1 = v128.load32_splat(a, 4);
    c10 = v128.relaxed_madd<f32>(a1, b0, c10);
    c11 = v128.relaxed_madd<f32>(a1, b1, c11);
    const a2 = v128.load32_splat(a, 8);
    c20 = v128.relaxed_madd<f32>(a2, b0, c20);
    c21 = v128.relaxed_madd<f32>(a2, b1, c21);
    const a3 = v128.load32_splat(a, 12);
    c30 = v128.relaxed_madd<f32>(a3, b0, c30);
    c31 = v128.relaxed_madd<f32>(a3, b1, c31);
    a += 16;
    b += 32;
  }
  keep(c + at(0, 0, n), c00, c01, first);
  keep(c + at(1, 0, n), c10, c11, first);
  keep(c + at(2, 0, n), c20, c21, first);
  keep(c + at(3, 0, n), c30, c31, first);
}

function keep(c: usize, left: v128, right: v128, first: bool): void {
  v128.store(c, first ? left : f32x4.add(v128.load(c), left));
  v128.store(c, first ? right : f32x4.add(v128.load(c, 16), right), 16);
}

/** Of a tile that sticks out, the part that lies inside. */
function cut(tile: usize, c: usize, height: i32, width: i32, n: i32, first: bool): void {
  for (let i = 0; i < height; i++) {
    for (let j = 0; j < width; j++) {
      const cell = c + at(i, j, n);
      const sum = load<f32>(tile + at(i, j, 8));
      store<f32>(cell, first ? sum : load<f32>(cell) + sum);
    }
  }
}

/** Where row `row`, column `column` lies, in bytes, in a matrix of float32 that is `width` wide. */
function at(row: i32, column: i32, width: i32): usize {
  return <usize>(row * width + column) << 2;
}

function roundUp(size: i32, to: i32): i32 {
  return ((size + to - 1) / to) * to;
}
