/**
 * Packing: the operands of a matrix product are copied into panels in exactly the order in which the micro-kernel will read
 * them, so that its loads never miss and transposes cost nothing. A panel is `width` lanes wide and `depth` long:
 * panel[k · width + lane]. Lanes past the edge are zero. Source: Goto & van de Geijn, "Anatomy of high-performance matrix
 * multiplication" (2008), §4.
 *
 * All strides here are in bytes.
 */
import { FLOAT } from './lanes';

/** Four lanes of a panel: to[k · step + lane] = from[lane · across + k · along] for lane < lanes, else 0. */
export function packLanes(from: usize, across: usize, along: usize, lanes: i32, depth: i32, to: usize, step: usize): void {
  if (lanes < 4) {
    packRagged(from, across, along, lanes, depth, to, step);
  } else if (across == FLOAT) {
    for (let k = 0; k < depth; k++) {
      v128.store(to, v128.load(from));
      from += along;
      to += step;
    }
  } else if (along == FLOAT) {
    packTransposed(from, across, depth, to, step);
  } else {
    for (let k = 0; k < depth; k++) {
      store<f32>(to, load<f32>(from));
      store<f32>(to + 4, load<f32>(from + across));
      store<f32>(to + 8, load<f32>(from + 2 * across));
      store<f32>(to + 12, load<f32>(from + 3 * across));
      from += along;
      to += step;
    }
  }
}

/** Rows that lie flat become columns: 4 × 4 blocks are transposed in registers. */
function packTransposed(from: usize, across: usize, depth: i32, to: usize, step: usize): void {
  let r0 = from;
  let r1 = from + across;
  let r2 = from + 2 * across;
  let r3 = from + 3 * across;
  let k = 0;
  for (; k + 4 <= depth; k += 4) {
    transposeInto(v128.load(r0), v128.load(r1), v128.load(r2), v128.load(r3), to, step);
    r0 += 16;
    r1 += 16;
    r2 += 16;
    r3 += 16;
    to += 4 * step;
  }
  for (; k < depth; k++) {
    store<f32>(to, load<f32>(r0));
    store<f32>(to + 4, load<f32>(r1));
    store<f32>(to + 8, load<f32>(r2));
    store<f32>(to + 12, load<f32>(r3));
    r0 += 4;
    r1 += 4;
    r2 += 4;
    r3 += 4;
    to += step;
  }
}

/** Four vectors a, b, c, d become the rows (a0 b0 c0 d0), (a1 b1 c1 d1) … at to, to + step, … */
// @ts-ignore: decorator
@inline
export function transposeInto(a: v128, b: v128, c: v128, d: v128, to: usize, step: usize): void {
  const ab01 = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
  const ab23 = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  const cd01 = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
  const cd23 = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<i64>(ab01, cd01, 0, 2));
  v128.store(to + step, v128.shuffle<i64>(ab01, cd01, 1, 3));
  v128.store(to + 2 * step, v128.shuffle<i64>(ab23, cd23, 0, 2));
  v128.store(to + 3 * step, v128.shuffle<i64>(ab23, cd23, 1, 3));
}

function packRagged(from: usize, across: usize, along: usize, lanes: i32, depth: i32, to: usize, step: usize): void {
  for (let k = 0; k < depth; k++) {
    v128.store(to, i32x4.splat(0));
    for (let lane = 0; lane < lanes; lane++) store<f32>(to + (<usize>lane << 2), load<f32>(from + <usize>lane * across));
    from += along;
    to += step;
  }
}

/** All panels of the left matrix, 4 rows each. a: [rows, depth] → panels [rows / 4, depth, 4] */
export function packLeft(a: usize, rowStep: usize, depthStep: usize, rows: i32, depth: i32, to: usize): void {
  for (let i = 0; i < rows; i += 4) {
    packLanes(a, rowStep, depthStep, min(4, rows - i), depth, to, 16);
    a += 4 * rowStep;
    to += <usize>depth << 4;
  }
}

/** All panels of the right matrix, 8 columns each. b: [depth, columns] → panels [columns / 8, depth, 8] */
export function packRight(b: usize, depthStep: usize, columnStep: usize, depth: i32, columns: i32, to: usize): void {
  for (let j = 0; j < columns; j += 8) {
    if (columnStep == FLOAT && j + 8 <= columns) {
      let from = b;
      for (let k = 0; k < depth; k++) {
        v128.store(to, v128.load(from));
        v128.store(to, v128.load(from, 16), 16);
        from += depthStep;
        to += 32;
      }
    } else {
      packLanes(b, columnStep, depthStep, min(4, columns - j), depth, to, 32);
      packLanes(b + 4 * columnStep, columnStep, depthStep, max(0, min(4, columns - j - 4)), depth, to + 16, 32);
      to += <usize>depth << 5;
    }
    b += 8 * columnStep;
  }
}
