/**
 * A 4×4 block of C at a time, its sixteen sums in local variables. Eight loads
 * feed sixteen multiplications (before: three loads and a store for each), and a
 * sum visits memory once, when it is finished.
 */
export function matmul(
  a: Float32Array, // [m, k]
  b: Float32Array, // [k, n]
  c: Float32Array, // [m, n]
  m: number,
  k: number,
  n: number,
): void {
  const [rows, columns] = [m - (m % 4), n - (n % 4)];
  for (let j = 0; j < columns; j += 4) {
    for (let i = 0; i < rows; i += 4) block(a, b, c, i, j, k, n);
  }
  oneByOne(a, b, c, 0, rows, columns, n, k, n); // what is left at the right
  oneByOne(a, b, c, rows, m, 0, n, k, n); // and below
}

type Matrix = Float32Array;

function block(a: Matrix, b: Matrix, c: Matrix, i: number, j: number, k: number, n: number): void {
  let c00 = 0,
    c01 = 0,
    c02 = 0,
    c03 = 0;
  let c10 = 0,
    c11 = 0,
    c12 = 0,
    c13 = 0;
  let c20 = 0,
    c21 = 0,
    c22 = 0,
    c23 = 0;
  let c30 = 0,
    c31 = 0,
    c32 = 0,
    c33 = 0;
  for (let p = 0; p < k; p++) {
    const a0 = a[i * k + p]!;
    const a1 = a[(i + 1) * k + p]!;
    const a2 = a[(i + 2) * k + p]!;
    const a3 = a[(i + 3) * k + p]!;
    const row = p * n + j;
    const b0 = b[row]!;
    const b1 = b[row + 1]!;
    const b2 = b[row + 2]!;
    const b3 = b[row + 3]!;
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
  store(c, i * n + j, c00, c01, c02, c03);
  store(c, (i + 1) * n + j, c10, c11, c12, c13);
  store(c, (i + 2) * n + j, c20, c21, c22, c23);
  store(c, (i + 3) * n + j, c30, c31, c32, c33);
}

function store(c: Matrix, at: number, c0: number, c1: number, c2: number, c3: number): void {
  c[at] = c0;
  c[at + 1] = c1;
  c[at + 2] = c2;
  c[at + 3] = c3;
}

function oneByOne(
  a: Matrix,
  b: Matrix,
  c: Matrix,
  top: number,
  bottom: number,
  left: number,
  right: number,
  k: number,
  n: number,
): void {
  for (let i = top; i < bottom; i++) {
    for (let j = left; j < right; j++) {
      let sum = 0;
      for (let p = 0; p < k; p++) sum += a[i * k + p]! * b[p * n + j]!;
      c[i * n + j] = sum;
    }
  }
}
