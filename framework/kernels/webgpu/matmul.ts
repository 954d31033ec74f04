/** Batched matrix product: rows and columns are found through strides, so a transposed view costs nothing. */
import type { Kernels } from '../Kernels.ts';
import { converted } from './elements.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { gemm } from './gemm.ts';
import type { GpuView } from './layout.ts';
import { wgslType } from './types.ts';
import { wgsl } from './wgsl.ts';

export const matmul: Kernels<GpuMemory>['matmul'] = (a, b, out) => multiply(a, b, null, out);

/** a: [B, M, K], b: [B, K, N], bias: [N], one number for each column, or null → out [B, M, N] */
export function multiply(a: GpuView, b: GpuView, bias: GpuView | null, out: GpuMemory): void {
  const [batches, rows, inner] = a.shape as [number, number, number]; // a [B, M, K]
  const columns = b.shape[2]!; // b [B, K, N]
  const [leftType, rightType] = [wgslType(a.dtype), wgslType(b.dtype)];
  const [leftBatch, leftRow, leftInner] = a.strides as [number, number, number];
  const [rightBatch, rightInner, rightColumn] = b.strides as [number, number, number];
  gemm(
    {
      key: `matmul ${leftType} ${rightType} ${bias === null ? '' : wgslType(bias.dtype)}`,
      batches,
      rows,
      columns,
      inner,
      types: {
        left_offset: 'i32',
        left_batch: 'i32',
        left_row: 'i32',
        left_inner: 'i32',
        right_offset: 'i32',
        right_batch: 'i32',
        right_inner: 'i32',
        right_column: 'i32',
        ...(bias === null ? {} : { bias_offset: 'i32', bias_step: 'i32' }),
      },
      values: {
        left_offset: a.offset,
        left_batch: leftBatch,
        left_row: leftRow,
        left_inner: leftInner,
        right_offset: b.offset,
        right_batch: rightBatch,
        right_inner: rightInner,
        right_column: rightColumn,
        ...(bias === null ? {} : { bias_offset: bias.offset, bias_step: bias.strides[0]! }),
      },
      functions: wgsl`
fn leftAt(batch: u32, row: u32, k: u32) -> f32 {
  let at = p.left_offset + i32(batch) * p.left_batch + i32(row) * p.left_row + i32(k) * p.left_inner;
  return ${converted('left[at]', leftType, 'f32')};
}
fn rightAt(batch: u32, k: u32, column: u32) -> f32 {
  let at = p.right_offset + i32(batch) * p.right_batch + i32(k) * p.right_inner + i32(column) * p.right_column;
  return ${converted('right[at]', rightType, 'f32')};
}
fn placeOf(batch: u32, row: u32, column: u32) -> u32 { return (batch * p.rows + row) * p.columns + column; }
${bias === null ? '' : biasAt(bias)}`,
      left: a.memory,
      right: b.memory,
      leftType,
      rightType,
      ...(bias === null ? {} : { bias: bias.memory }),
    },
    out,
  );
}

const biasAt = (bias: GpuView): string => wgsl`
fn biasAt(batch: u32, row: u32, column: u32) -> f32 {
  return ${converted('bias[p.bias_offset + i32(column) * p.bias_step]', wgslType(bias.dtype), 'f32')};
}`;
