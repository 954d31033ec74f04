/**
 * A function of two numbers that stand at the same place, rows × columns at a time. Along a row each operand either walks
 * (step 1) or stays (step 0: it was broadcast); from row to row it moves by any step. Rows of `out` follow each other without
 * gaps, and are written from first to last, so that a vector which hangs over the end of a row is overwritten by the next; what
 * stood behind the last row is put back.
 */
import { all, choose } from './functions';

const ADD: i32 = 0;
const SUB: i32 = 1;
const MUL: i32 = 2;
const DIV: i32 = 3;
const MAXIMUM: i32 = 4;
const MINIMUM: i32 = 5;

// @ts-ignore: decorator
@inline
function apply(f: i32, x: v128, y: v128): v128 {
  if (f == ADD) return f32x4.add(x, y);
  if (f == SUB) return f32x4.sub(x, y);
  if (f == MUL) return f32x4.mul(x, y);
  if (f == DIV) return f32x4.div(x, y);
  if (f == MAXIMUM) return f32x4.max(x, y);
  return f32x4.min(x, y); // MINIMUM
}

// @ts-ignore: decorator
@inline
function run(f: i32, rows: i32, columns: i32, x: usize, xRow: i32, xStep: i32, y: usize, yRow: i32, yStep: i32, out: usize): void {
  const bytes = <usize>columns << 2;
  const behind = out + <usize>rows * bytes;
  const neighbour = v128.load(behind);
  for (let row = 0; row < rows; row++) {
    let p = x;
    let q = y;
    const end = out + bytes;
    if (xStep && yStep) {
      for (let to = out; to < end; to += 16) {
        v128.store(to, apply(f, v128.load(p), v128.load(q)));
        p += 16;
        q += 16;
      }
    } else if (xStep) {
      const v = v128.load32_splat(q);
      for (let to = out; to < end; to += 16) {
        v128.store(to, apply(f, v128.load(p), v));
        p += 16;
      }
    } else if (yStep) {
      const v = v128.load32_splat(p);
      for (let to = out; to < end; to += 16) {
        v128.store(to, apply(f, v, v128.load(q)));
        q += 16;
      }
    } else {
      const v = apply(f, v128.load32_splat(p), v128.load32_splat(q));
      for (let to = out; to < end; to += 16) v128.store(to, v);
    }
    x += <usize>(xRow << 2);
    y += <usize>(yRow << 2);
    out = end;
  }
  v128.store(behind, neighbour);
}

// out[row, i] = f(x[row, i], y[row, i]); row steps in elements.

export function zipAdd(rows: i32, columns: i32, x: usize, xRow: i32, xStep: i32, y: usize, yRow: i32, yStep: i32, out: usize): void {
  run(ADD, rows, columns, x, xRow, xStep, y, yRow, yStep, out);
}

export function zipSub(rows: i32, columns: i32, x: usize, xRow: i32, xStep: i32, y: usize, yRow: i32, yStep: i32, out: usize): void {
  run(SUB, rows, columns, x, xRow, xStep, y, yRow, yStep, out);
}

export function zipMul(rows: i32, columns: i32, x: usize, xRow: i32, xStep: i32, y: usize, yRow: i32, yStep: i32, out: usize): void {
  run(MUL, rows, columns, x, xRow, xStep, y, yRow, yStep, out);
}

export function zipDiv(rows: i32, columns: i32, x: usize, xRow: i32, xStep: i32, y: usize, yRow: i32, yStep: i32, out: usize): void {
  run(DIV, rows, columns, x, xRow, xStep, y, yRow, yStep, out);
}

export function zipMaximum(rows: i32, columns: i32, x: usize, xRow: i32, xStep: i32, y: usize, yRow: i32, yStep: i32, out: usize): void {
  run(MAXIMUM, rows, columns, x, xRow, xStep, y, yRow, yStep, out);
}

export function zipMinimum(rows: i32, columns: i32, x: usize, xRow: i32, xStep: i32, y: usize, yRow: i32, yStep: i32, out: usize): void {
  run(MINIMUM, rows, columns, x, xRow, xStep, y, yRow, yStep, out);
}

const EQ: i32 = 0;
const NE: i32 = 1;
const LT: i32 = 2;
const LE: i32 = 3;
const GT: i32 = 4;
const GE: i32 = 5;

// @ts-ignore: decorator
@inline
function holds(f: i32, x: v128, y: v128): v128 {
  if (f == EQ) return f32x4.eq(x, y);
  if (f == NE) return f32x4.ne(x, y);
  if (f == LT) return f32x4.lt(x, y);
  if (f == LE) return f32x4.le(x, y);
  if (f == GT) return f32x4.gt(x, y);
  return f32x4.ge(x, y); // GE
}

/** out[row, i] = x[row, i] < y[row, i] … as one byte, 0 or 1. Four bytes are written at a time. */
// @ts-ignore: decorator
@inline
function compare(f: i32, rows: i32, columns: i32, x: usize, xRow: i32, xStep: i32, y: usize, yRow: i32, yStep: i32, out: usize): void {
  const one = i8x16.splat(1);
  const behind = out + <usize>(rows * columns);
  const neighbour = load<i32>(behind);
  for (let row = 0; row < rows; row++) {
    let p = x;
    let q = y;
    for (let i = 0; i < columns; i += 4) {
      const a = xStep ? v128.load(p) : v128.load32_splat(p);
      const b = yStep ? v128.load(q) : v128.load32_splat(q);
      const mask = holds(f, a, b);
      const narrow = i16x8.narrow_i32x4_s(mask, mask);
      v128.store_lane<i32>(out + <usize>i, v128.and(i8x16.narrow_i16x8_s(narrow, narrow), one), 0);
      p += <usize>xStep << 4;
      q += <usize>yStep << 4;
    }
    x += <usize>(xRow << 2);
    y += <usize>(yRow << 2);
    out += <usize>columns;
  }
  store<i32>(behind, neighbour);
}

export function compareEq(rows: i32, columns: i32, x: usize, xRow: i32, xStep: i32, y: usize, yRow: i32, yStep: i32, out: usize): void {
  compare(EQ, rows, columns, x, xRow, xStep, y, yRow, yStep, out);
}

export function compareNe(rows: i32, columns: i32, x: usize, xRow: i32, xStep: i32, y: usize, yRow: i32, yStep: i32, out: usize): void {
  compare(NE, rows, columns, x, xRow, xStep, y, yRow, yStep, out);
}

export function compareLt(rows: i32, columns: i32, x: usize, xRow: i32, xStep: i32, y: usize, yRow: i32, yStep: i32, out: usize): void {
  compare(LT, rows, columns, x, xRow, xStep, y, yRow, yStep, out);
}

export function compareLe(rows: i32, columns: i32, x: usize, xRow: i32, xStep: i32, y: usize, yRow: i32, yStep: i32, out: usize): void {
  compare(LE, rows, columns, x, xRow, xStep, y, yRow, yStep, out);
}

export function compareGt(rows: i32, columns: i32, x: usize, xRow: i32, xStep: i32, y: usize, yRow: i32, yStep: i32, out: usize): void {
  compare(GT, rows, columns, x, xRow, xStep, y, yRow, yStep, out);
}

export function compareGe(rows: i32, columns: i32, x: usize, xRow: i32, xStep: i32, y: usize, yRow: i32, yStep: i32, out: usize): void {
  compare(GE, rows, columns, x, xRow, xStep, y, yRow, yStep, out);
}

/** Four bytes become four masks: all bits set where the byte is not 0. */
// @ts-ignore: decorator
@inline
function maskOfBytes(at: usize): v128 {
  const wide = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(at)));
  return i32x4.ne(wide, i32x4.splat(0));
}

/** out[i] = condition[i] ? x[i] : y[i]; condition: bytes, dense; x, y: step 1 or 0. */
export function select(n: i32, condition: usize, x: usize, xStep: i32, y: usize, yStep: i32, out: usize): void {
  const behind = out + (<usize>n << 2);
  const neighbour = v128.load(behind);
  for (let i = 0; i < n; i += 4) {
    const a = xStep ? v128.load(x) : v128.load32_splat(x);
    const b = yStep ? v128.load(y) : v128.load32_splat(y);
    v128.store(out, choose(maskOfBytes(condition), a, b));
    condition += 4;
    x += <usize>xStep << 4;
    y += <usize>yStep << 4;
    out += 16;
  }
  v128.store(behind, neighbour);
}

/** Bytes (bool) become numbers. */
export function widen(n: i32, x: usize, out: usize): void {
  for (let i = 0; i < n; i += 4) {
    const wide = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(x)));
    v128.store(out, f32x4.convert_i32x4_u(wide));
    x += 4;
    out += 16;
  }
}

