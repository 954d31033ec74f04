/**
 * A tile of 4 rows and 8 columns in eight registers. Two loads of B and four of
 * A now feed 32 multiplications, and the eight sums do not wait for each other:
 * a core that can start two additions at once is kept busy.
 *
 *     asc -O3 --enable simd
 */
export function matmul(a: usize, b: usize, c: usize, m: i32, k: i32, n: i32): void {
  const rows = m - (m % 4);
  const columns = n - (n % 8);
  for (let j = 0; j < columns; j += 8) {
    for (let i = 0; i < rows; i += 4) tile(a + at(i, 0, k), b + at(0, j, n), c + at(i, j, n), k, n);
  }
  oneByOne(a, b, c, 0, rows, columns, n, k, n); // what is left at the right
  oneByOne(a, b, c, rows, m, 0, n, k, n); // and below
}

/** `a`: four rows, `b`: eight columns, `c`: the 4×8 tile they make; a register holds four columns of one row. */
function tile(a: usize, b: usize, c: usize, k: i32, n: i32): void {
  let c00 = f32x4.splat(0);
  let c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0);
  let c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0);
  let c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0);
  let c31 = f32x4.splat(0);
  for (let p = 0; p < k; p++) {
    const row = b + at(p, 0, n);
    const b0 = v128.load(row);
    const b1 = v128.load(row, 16);
    const a0 = v128.load32_splat(a + at(0, p, k));
    c00 = f32x4.add(c00, f32x4.mul(a0, b0));
    c01 = f32x4.add(c01, f32x4.mul(a0, b1));
    const a1 = v128.load32_splat(a + at(1, p, k));
    c10 = f32x4.add(c10, f32x4.mul(a1, b0));
    c11 = f32x4.add(c11, f32x4.mul(a1, b1));
    const a2 = v128.load32_splat(a + at(2, p, k));
    c20 = f32x4.add(c20, f32x4.mul(a2, b0));
    c21 = f32x4.add(c21, f32x4.mul(a2, b1));
    const a3 = v128.load32_splat(a + at(3, p, k));
    c30 = f32x4.add(c30, f32x4.mul(a3, b0));
    c31 = f32x4.add(c31, f32x4.mul(a3, b1));
  }
  v128.store(c + at(0, 0, n), c00);
  v128.store(c + at(0, 0, n), c01, 16);
  v128.store(c + at(1, 0, n), c10);
  v128.store(c + at(1, 0, n), c11, 16);
  v128.store(c + at(2, 0, n), c20);
  v128.store(c + at(2, 0, n), c21, 16);
  v128.store(c + at(3, 0, n), c30);
  v128.store(c + at(3, 0, n), c31, 16);
}

/** The cells from (top, left) up to (bottom, right), one sum after the other: for edges that fill no whole tile. */
function oneByOne(a: usize, b: usize, c: usize, top: i32, bottom: i32, left: i32, right: i32, k: i32, n: i32): void {
  for (let i = top; i < bottom; i++) {
    for (let j = left; j < right; j++) {
      let sum: f32 = 0;
      for (let p = 0; p < k; p++) sum += load<f32>(a + at(i, p, k)) * load<f32>(b + at(p, j, n));
      store<f32>(c + at(i, j, n), sum);
    }
  }
}

/** Where row `row`, column `column` lies, in bytes, in a matrix of float32 that is `width` wide. */
function at(row: i32, column: i32, width: i32): usize {
  return <usize>(row * width + column) << 2;
}
