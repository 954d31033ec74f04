/**
 * SIMD: one instruction on four numbers. Four neighbouring columns of C share a
 * 128-bit register; one number of A, copied into all four lanes, meets four
 * numbers of a row of B.
 *
 *     asc -O3 --enable simd
 */
export function matmul(a: usize, b: usize, c: usize, m: i32, k: i32, n: i32): void {
  const columns = n - (n % 4);
  for (let j = 0; j < columns; j += 4) {
    for (let i = 0; i < m; i++) fourColumns(a + at(i, 0, k), b + at(0, j, n), c + at(i, j, n), k, n);
  }
  oneByOne(a, b, c, 0, m, columns, n, k, n); // what is left at the right
}

/** `a`: one row, `b`: four columns, `c`: the four cells they make. */
function fourColumns(a: usize, b: usize, c: usize, k: i32, n: i32): void {
  let sums = f32x4.splat(0);
  for (let p = 0; p < k; p++) {
    const factor = v128.load32_splat(a + at(0, p, k));
    sums = f32x4.add(sums, f32x4.mul(factor, v128.load(b + at(p, 0, n))));
  }
  v128.store(c, sums);
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
