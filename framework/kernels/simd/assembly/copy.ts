/** Straighten a strided view of four-byte elements, and its reverse. Steps in elements, of either sign. */
import { transposeInto } from './pack';

/** out[a, b, r, c] = x[…]: four axes, out dense. */
export function copy(
  na: i32, nb: i32, rows: i32, columns: i32,
  x: usize, aStep: i32, bStep: i32, rowStep: i32, columnStep: i32,
  out: usize,
): void {
  for (let a = 0; a < na; a++) {
    for (let b = 0; b < nb; b++) {
      copyRows(rows, columns, x + <usize>((a * aStep + b * bStep) << 2), rowStep, columnStep, out);
      out += (<usize>rows * <usize>columns) << 2;
    }
  }
}

function copyRows(rows: i32, columns: i32, x: usize, rowStep: i32, columnStep: i32, out: usize): void {
  const rowBytes = <usize>(rowStep << 2);
  const outBytes = <usize>columns << 2;
  if (columnStep == 1) {
    for (let r = 0; r < rows; r++) {
      copyDense(columns, x, out);
      x += rowBytes;
      out += outBytes;
    }
  } else if (rowStep == 1 && rows >= 4) {
    transpose(rows, columns, x, <usize>(columnStep << 2), out);
  } else {
    const step = <usize>(columnStep << 2);
    for (let r = 0; r < rows; r++) {
      let from = x;
      for (const end = out + outBytes; out < end; out += 4) {
        store<f32>(out, load<f32>(from));
        from += step;
      }
      x += rowBytes;
    }
  }
}

/** Short rows by hand: memory.copy has a cost of its own. */
function copyDense(n: i32, x: usize, out: usize): void {
  if (n >= 64) {
    memory.copy(out, x, <usize>n << 2);
    return;
  }
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    v128.store(out, v128.load(x));
    x += 16;
    out += 16;
  }
  for (; i < n; i++) {
    store<i32>(out, load<i32>(x));
    x += 4;
    out += 4;
  }
}

/** Rows lie one element apart: 4 × 4 blocks are turned in registers. columnBytes: from column to column of x. */
function transpose(rows: i32, columns: i32, x: usize, columnBytes: usize, out: usize): void {
  const outBytes = <usize>columns << 2;
  let r = 0;
  for (; r + 4 <= rows; r += 4) {
    let from = x + (<usize>r << 2);
    let to = out + <usize>r * outBytes;
    let c = 0;
    for (; c + 4 <= columns; c += 4) {
      transposeInto(
        v128.load(from), v128.load(from + columnBytes), v128.load(from + 2 * columnBytes), v128.load(from + 3 * columnBytes),
        to, outBytes,
      );
      from += 4 * columnBytes;
      to += 16;
    }
    for (; c < columns; c++) {
      store<f32>(to, load<f32>(from));
      store<f32>(to + outBytes, load<f32>(from, 4));
      store<f32>(to + 2 * outBytes, load<f32>(from, 8));
      store<f32>(to + 3 * outBytes, load<f32>(from, 12));
      from += columnBytes;
      to += 4;
    }
  }
  for (; r < rows; r++) {
    let from = x + (<usize>r << 2);
    let to = out + <usize>r * outBytes;
    for (let c = 0; c < columns; c++) {
      store<f32>(to, load<f32>(from));
      from += columnBytes;
      to += 4;
    }
  }
}

/** out[r, c] = x[r, c] where both have steps: a window of a larger tensor is filled. */
export function paste(rows: i32, columns: i32, x: usize, xRow: i32, xStep: i32, out: usize, outRow: i32, outStep: i32): void {
  for (let r = 0; r < rows; r++) {
    if (xStep == 1 && outStep == 1) {
      copyDense(columns, x, out);
    } else {
      let from = x;
      let to = out;
      for (let c = 0; c < columns; c++) {
        store<i32>(to, load<i32>(from));
        from += <usize>(xStep << 2);
        to += <usize>(outStep << 2);
      }
    }
    x += <usize>(xRow << 2);
    out += <usize>(outRow << 2);
  }
}

export function fill(n: i32, value: f32, out: usize): void {
  const v = f32x4.splat(value);
  for (const end = out + (<usize>n << 2); out < end; out += 16) v128.store(out, v);
}
