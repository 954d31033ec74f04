/**
 * One matrix product for everything: c[M, N] (+)= a[M, K] · b[K, N], any strides on a and b (a transpose costs nothing), rows
 * of c dense. Blocks of KC rows of b are packed into panels of 8 columns, blocks of MC rows of a into panels of 4 rows; a panel
 * of b stays in the first cache, the block of a in the second. Source: Goto & van de Geijn (2008), figure 8 (GEBP).
 */
import { packLeft, packRight } from './pack';
import { COLUMN_BIAS, FIRST, LAST, packedTile, ROW_BIAS, tile } from './tile';

const KC: i32 = 512; // depth of a block: a panel of b is 16 KB
const MC: i32 = 64; // rows of a packed at once: 128 KB
const NC: i32 = 512; // columns of b packed at once: 1 MB
/** Below this many columns packing a costs more than it saves: each number of a would be read by few panels only. */
const FEW_COLUMNS: i32 = 16;

/** Bytes that `gemm` needs at `work`. */
export function gemmWork(m: i32, n: i32, k: i32): i32 {
  const depth = min(k, KC);
  const right = depth * ((min(n, NC) + 7) & ~7);
  const left = depth * ((min(m, MC) + 3) & ~3);
  return (right + left) * 4 + 64;
}

/**
 * batch × c[M, N] = a · b (+ bias, then max(0, ·) if relu). Strides in elements; accumulate: add to what c holds.
 * biasKind: 0 none, 1 one for each column, 2 one for each row.
 */
export function gemm(
  batch: i32,
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  aBatch: i32,
  aRow: i32,
  aColumn: i32,
  b: usize,
  bBatch: i32,
  bRow: i32,
  bColumn: i32,
  c: usize,
  cBatch: i32,
  cRow: i32,
  accumulate: i32,
  bias: usize,
  biasKind: i32,
  relu: i32,
  work: usize,
): void {
  for (let i = 0; i < batch; i++) {
    product(
      m, n, k,
      a, <usize>(aRow << 2), <usize>(aColumn << 2),
      b, <usize>(bRow << 2), <usize>(bColumn << 2),
      c, <usize>(cRow << 2),
      accumulate, bias, biasKind, relu, work,
    );
    a += <usize>(aBatch << 2);
    b += <usize>(bBatch << 2);
    c += <usize>(cBatch << 2);
  }
}

/** One matrix product; strides in bytes. */
export function product(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  bRow: usize,
  bColumn: usize,
  c: usize,
  cRow: usize,
  accumulate: i32,
  bias: usize,
  biasKind: i32,
  relu: i32,
  work: usize,
): void {
  // A transposed a is packed by plain copies, and read badly where it lies.
  const few = n <= FEW_COLUMNS && (aRow != 4 || n <= 8 || k == 1);
  for (let j = 0; j < n; j += NC) {
    const columns = min(NC, n - j);
    for (let p = 0; p < k; p += KC) {
      const depth = min(KC, k - p);
      const phase = (p == 0 && !accumulate ? FIRST : 0) | (p + depth == k ? LAST : 0);
      const right = work;
      packRight(b + <usize>p * bRow + <usize>j * bColumn, bRow, bColumn, depth, columns, right);
      const cBlock = c + (<usize>j << 2);
      const biasBlock = biasKind == COLUMN_BIAS ? bias + (<usize>j << 2) : bias;
      if (few) {
        directBlock(m, columns, depth, a + <usize>p * aColumn, aRow, aColumn, right, cBlock, cRow, phase, biasBlock, biasKind, relu);
      } else {
        const left = work + ((<usize>depth * <usize>((columns + 7) & ~7)) << 2);
        for (let i = 0; i < m; i += MC) {
          const rows = min(MC, m - i);
          packLeft(a + <usize>i * aRow + <usize>p * aColumn, aRow, aColumn, rows, depth, left);
          packedBlock(
            rows, columns, depth, left, right, cBlock + <usize>i * cRow, cRow, phase,
            biasKind == ROW_BIAS ? biasBlock + (<usize>i << 2) : biasBlock, biasKind, relu,
          );
        }
      }
    }
  }
}

/** Both operands packed: panel of b outside, so that it stays in the first cache while all panels of a pass by. */
export function packedBlock(
  rows: i32,
  columns: i32,
  depth: i32,
  left: usize,
  right: usize,
  c: usize,
  cRow: usize,
  phase: i32,
  bias: usize,
  biasKind: i32,
  relu: i32,
): void {
  for (let j = 0; j < columns; j += 8) {
    let panel = left;
    let to = c + (<usize>j << 2);
    const width = min(8, columns - j);
    for (let i = 0; i < rows; i += 4) {
      const at = biasKind == COLUMN_BIAS ? bias + (<usize>j << 2) : bias + (<usize>i << 2);
      packedTile(depth, panel, right, to, cRow, min(4, rows - i), width, phase, at, biasKind, relu);
      panel += <usize>depth << 4;
      to += 4 * cRow;
    }
    right += <usize>depth << 5;
  }
}

/** Only b packed; a is read where it lies. */
export function directBlock(
  rows: i32,
  columns: i32,
  depth: i32,
  a: usize,
  aRow: usize,
  aColumn: usize,
  right: usize,
  c: usize,
  cRow: usize,
  phase: i32,
  bias: usize,
  biasKind: i32,
  relu: i32,
): void {
  for (let j = 0; j < columns; j += 8) {
    let row = a;
    let to = c + (<usize>j << 2);
    const width = min(8, columns - j);
    for (let i = 0; i < rows; i += 4) {
      const at = biasKind == COLUMN_BIAS ? bias + (<usize>j << 2) : bias + (<usize>i << 2);
      tile(depth, row, aRow, aColumn, right, 32, to, cRow, min(4, rows - i), width, phase, at, biasKind, relu);
      row += 4 * aRow;
      to += 4 * cRow;
    }
    right += <usize>depth << 5;
  }
}
