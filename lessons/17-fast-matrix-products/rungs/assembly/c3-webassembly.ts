/**
 * The same loops once more, compiled to WebAssembly while the site is built
 * (AssemblyScript: TypeScript's syntax, machine types). Arrays become addresses,
 * and the sums are true 32-bit floats: JavaScript had to widen each number to 64
 * bits and back.
 *
 *     asc -O3
 */
export function matmul(a: usize, b: usize, c: usize, m: i32, k: i32, n: i32): void {
  const rows = m - (m % 4);
  const columns = n - (n % 4);
  for (let j = 0; j < columns; j += 4) {
    for (let i = 0; i < rows; i += 4) block(a + at(i, 0, k), b + at(0, j, n), c + at(i, j, n), k, n);
  }
  oneByOne(a, b, c, 0, rows, columns, n, k, n); // what is left at the right
  oneByOne(a, b, c, rows, m, 0, n, k, n); // and below
}

/** `a`: four rows, `b`: four columns, `c`: the 4×4 block they make. */
function block(a: usize, b: usize, c: usize, k: i32, n: i32): void {
  let c00: f32 = 0;
  let c01: f32 = 0;
  let c02: f32 = 0;
  let c03: f32 = 0;
  let c10: f32 = 0;
  let c11: f32 = 0;
  let c12: f32 = 0;
  let c13: f32 = 0;
  let c20: f32 = 0;
  let c21: f32 = 0;
  let c22: f32 = 0;
  let c23: f32 = 0;
  let c30: f32 = 0;
  let c31: f32 = 0;
  let c32: f32 = 0;
  let c33: f32 = 0;
  for (let p = 0; p < k; p++) {
    const a0 = load<f32>(a + at(0, p, k));
    const a1 = load<f32>(a + at(1, p, k));
    const a2 = load<f32>(a + at(2, p, k));
    const a3 = load<f32>(a + at(3, p, k));
    const row = b + at(p, 0, n);
    const b0 = load<f32>(row);
    const b1 = load<f32>(row, 4);
    const b2 = load<f32>(row, 8);
    const b3 = load<f32>(row, 12);
    c00 += a0 * b0;
    c01 += a0 * b1;
    c02 += a0 * b2;
    c03 += a0 * b3;
    c10 += a1 * b0;
    c11 += a1 * b1;
    c12 += a1 * b2;
    c13 += a1 * b3;
    c20 += a2 * b0;
    c21 += a2 * b1;
    c22 += a2 * b2;
    c23 += a2 * b3;
    c30 += a3 * b0;
    c31 += a3 * b1;
    c32 += a3 * b2;
    c33 += a3 * b3;
  }
  keep(c + at(0, 0, n), c00, c01, c02, c03);
  keep(c + at(1, 0, n), c10, c11, c12, c13);
  keep(c + at(2, 0, n), c20, c21, c22, c23);
  keep(c + at(3, 0, n), c30, c31, c32, c33);
}

function keep(c: usize, c0: f32, c1: f32, c2: f32, c3: f32): void {
  store<f32>(c, c0);
  store<f32>(c, c1, 4);
  store<f32>(c, c2, 8);
  store<f32>(c, c3, 12);
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
