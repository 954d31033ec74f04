/**
 * The product every rung has to make: C = A·B with entries between −1 and 1, the same ones each time, and the framework's own
 * reference product to judge by.
 */
import { backendName, type DataBuffer, Generator, matmul, noGrad, rand, tensor, useBackend } from '#framework';

export interface Problem {
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly a: Float32Array<ArrayBuffer>; // [m, k]
  readonly b: Float32Array<ArrayBuffer>; // [k, n]
  readonly expected: DataBuffer; // [m, n]
  /**
   * The most that rounding can explain, in whatever order a float32 sum is taken: |ĉ − c| ≤ k·u·Σ|a||b| ≤ k²·u with u = 2⁻²⁴
   * (Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., section 3.5). A forgotten product is far outside.
   */
  readonly tolerance: number;
}

const SEED = 7;
const UNIT_ROUNDOFF = 2 ** -24;

/** A problem of m×k times k×n. */
export function makeProblem(m: number, k: number, n: number): Problem {
  const generator = new Generator(SEED);
  const draw = (rows: number, columns: number): Float32Array<ArrayBuffer> =>
    Float32Array.from(rand([rows, columns], { generator }).dataSync(), (value) => 2 * value - 1);
  const [a, b] = [draw(m, k), draw(k, n)];
  return { m, k, n, a, b, expected: referenceProduct(a, b, m, k, n), tolerance: k * k * UNIT_ROUNDOFF };
}

function referenceProduct(a: Problem['a'], b: Problem['b'], m: number, k: number, n: number): DataBuffer {
  const before = backendName();
  useBackend('reference');
  try {
    return noGrad(() =>
      matmul(tensor(a, { shape: [m, k] }), tensor(b, { shape: [k, n] }))
        .dataSync()
        .slice(),
    );
  } finally {
    useBackend(before);
  }
}

/** Largest |difference| from what was expected; NaN where a number is none. */
export function differenceFrom(expected: ArrayLike<number>, got: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs(expected[i]! - got[i]!);
    if (Number.isNaN(difference)) return Number.NaN;
    if (difference > largest) largest = difference;
  }
  return largest;
}
