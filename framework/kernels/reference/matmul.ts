/**
 * Matrix product in the order i, k, j: the innermost loop runs along a row of B and a row of the result, so memory streams.
 * A row is summed in double precision. B is first copied row by row when its rows do not lie flat (a transposed view).
 */
import type { DataBuffer } from '../../tensor/dtype.ts';
import type { Kernels, Strided } from '../Kernels.ts';

export const matmul: Kernels['matmul'] = (a, b, out) => {
  const [batches, m, k] = a.shape as [number, number, number]; // a [B, M, K]
  const n = b.shape[2]!; // b [B, K, N]
  const left = a.memory;
  const row = new Float64Array(n);
  const packed = b.strides[2] === 1 ? null : new Float64Array(k * n);
  for (let batch = 0; batch < batches; batch++) {
    const baseA = a.offset + batch * a.strides[0]!;
    const baseB = b.offset + batch * b.strides[0]!;
    if (packed !== null) pack(b, baseB, k, n, packed);
    const rows: DataBuffer = packed ?? b.memory;
    const firstRow = packed === null ? baseB : 0;
    const rowStep = packed === null ? b.strides[1]! : n;
    for (let i = 0; i < m; i++) {
      row.fill(0);
      for (let p = 0; p < k; p++) {
        const factor = left[baseA + i * a.strides[1]! + p * a.strides[2]!]!;
        const start = firstRow + p * rowStep;
        for (let j = 0; j < n; j++) row[j]! += factor * rows[start + j]!;
      }
      out.set(row, (batch * m + i) * n);
    }
  }
};

function pack(b: Strided, base: number, k: number, n: number, into: Float64Array): void {
  for (let p = 0; p < k; p++) {
    for (let j = 0; j < n; j++) into[p * n + j] = b.memory[base + p * b.strides[1]! + j * b.strides[2]!]!;
  }
}
