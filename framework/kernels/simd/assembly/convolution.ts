/**
 * Convolution as a matrix product whose right matrix is never stored ("implicit im2col"): the packer reads the window of each
 * output cell straight from the image. Two tables make that simple: `taps` holds, for every weight of a kernel, how far its
 * cell lies from the window's first cell, and the place of a window follows from its row and column. Images are copied with
 * their padding first where they have any, so that no reading needs a check.
 * Source: Chellapilla, Puri & Simard, "High performance convolutional neural networks for document processing" (2006), §3;
 * the implicit form: Chetlur et al., "cuDNN" (2014), §3.
 *
 * Letters: C channels, H W height and width (of the padded image), K = C·KH·KW weights of one kernel, P = OH·OW output cells.
 */
import { packedBlock } from './gemm';
import { gather4 } from './lanes';
import { packLeft, transposeInto } from './pack';
import { FIRST, LAST, NO_BIAS, ROW_BIAS } from './tile';

const DEPTH: i32 = 320; // rows of a packed block: a 3×3 kernel over 32 channels fits
const CELLS: i32 = 512; // output cells packed at once

/** n zeros, and up to three more, which whatever comes behind overwrites. */
// @ts-ignore: decorator
@inline
function clear(to: usize, n: i32): void {
  const end = to + (<usize>n << 2);
  for (; to < end; to += 16) v128.store(to, i32x4.splat(0));
}

/**
 * Copy C planes of H×W (any strides, in elements) into a frame of zeros; a negative margin crops. to: [C, FH, FW], and room for a vector behind:
 * each row is written from left to right in whole vectors, whose ends the next part covers. (An engine calls out for `memory.copy` and
 * `memory.fill`, which costs more than such short rows themselves.)
 */
export function frame(
  from: usize,
  channels: i32,
  height: i32,
  width: i32,
  channelStep: i32,
  rowStep: i32,
  columnStep: i32,
  top: i32,
  left: i32,
  frameHeight: i32,
  frameWidth: i32,
  to: usize,
): void {
  const rowBytes = <usize>frameWidth << 2;
  const firstX = max(0, -left);
  const lastX = min(width, frameWidth - left); // exclusive
  const count = max(0, lastX - firstX);
  const before = left + firstX;
  const after = frameWidth - before - count;
  for (let c = 0; c < channels; c++) {
    const plane = from + (<usize>(c * channelStep) << 2);
    for (let y = 0; y < frameHeight; y++) {
      const source = y - top;
      if (source < 0 || source >= height || count == 0) {
        clear(to, frameWidth);
      } else {
        let row = plane + (<usize>(source * rowStep + firstX * columnStep) << 2);
        clear(to, before);
        let at = to + (<usize>before << 2);
        const end = at + (<usize>count << 2);
        if (columnStep == 1) {
          for (; at < end; at += 16) {
            v128.store(at, v128.load(row));
            row += 16;
          }
        } else {
          for (; at < end; at += 4) {
            store<f32>(at, load<f32>(row));
            row += <usize>(columnStep << 2);
          }
        }
        clear(end, after);
      }
      to += rowBytes;
    }
  }
}

/** Where each weight reads, relative to its window's first cell, in bytes. flipped: the kernel turned around. to: int32 [K] */
export function fillTaps(
  channels: i32,
  kernelH: i32,
  kernelW: i32,
  dilationY: i32,
  dilationX: i32,
  channelStep: i32,
  rowStep: i32,
  flipped: i32,
  to: usize,
): void {
  for (let c = 0; c < channels; c++) {
    for (let y = 0; y < kernelH; y++) {
      for (let x = 0; x < kernelW; x++) {
        const ky = flipped ? kernelH - 1 - y : y;
        const kx = flipped ? kernelW - 1 - x : x;
        store<i32>(to, (c * channelStep + ky * dilationY * rowStep + kx * dilationX) << 2);
        to += 4;
      }
    }
  }
}

/** Where each output cell's window begins, in bytes; padded with its last entry to a multiple of 8. to: int32 [P] */
export function fillCells(outH: i32, outW: i32, strideY: i32, strideX: i32, rowStep: i32, to: usize): void {
  let last = 0;
  for (let y = 0; y < outH; y++) {
    for (let x = 0; x < outW; x++) {
      last = (y * strideY * rowStep + x * strideX) << 2;
      store<i32>(to, last);
      to += 4;
    }
  }
  for (let i = outH * outW; i & 7; i++) {
    store<i32>(to, last);
    to += 4;
  }
}

/** [A, B, T] → [B, A, T]: weights [O, C, KH·KW] as the input gradient wants them, [C, O, KH·KW]. */
export function swapLeading(from: usize, a: i32, b: i32, t: i32, to: usize): void {
  for (let j = 0; j < b; j++) {
    for (let i = 0; i < a; i++) {
      memory.copy(to, from + (<usize>((i * b + j) * t) << 2), <usize>t << 2);
      to += <usize>t << 2;
    }
  }
}

/** Four neighbouring windows start side by side. */
// @ts-ignore: decorator
@inline
function adjacent(cells: usize): bool {
  const first = load<i32>(cells);
  return load<i32>(cells, 4) == first + 4 && load<i32>(cells, 8) == first + 8 && load<i32>(cells, 12) == first + 12;
}

/** Panels of 8 output cells × `depth` weights. cells, taps: already at the block's first entry. */
function packWindows(image: usize, taps: usize, depth: i32, cells: usize, count: i32, to: usize): void {
  for (let j = 0; j < count; j += 8) {
    packHalf(image, taps, depth, cells, to);
    if (j + 4 < count) packHalf(image, taps, depth, cells + 16, to + 16);
    else clearHalf(depth, to + 16);
    cells += 32;
    to += <usize>depth << 5;
  }
}

function clearHalf(depth: i32, to: usize): void {
  for (let k = 0; k < depth; k++) {
    v128.store(to, i32x4.splat(0));
    to += 32;
  }
}

function packHalf(image: usize, taps: usize, depth: i32, cells: usize, to: usize): void {
  const end = taps + (<usize>depth << 2);
  if (adjacent(cells)) {
    const at = image + <usize>load<i32>(cells);
    for (; taps < end; taps += 4) {
      v128.store(to, v128.load(at + <usize>load<i32>(taps)));
      to += 32;
    }
  } else {
    const d0 = <usize>load<i32>(cells);
    const d1 = <usize>load<i32>(cells, 4);
    const d2 = <usize>load<i32>(cells, 8);
    const d3 = <usize>load<i32>(cells, 12);
    for (; taps < end; taps += 4) {
      v128.store(to, gather4(image + <usize>load<i32>(taps), d0, d1, d2, d3));
      to += 32;
    }
  }
}

/** The weights [M, K] of one group in blocks of DEPTH columns, each block packed for the left side. */
export function packWeights(weights: usize, rows: i32, k: i32, to: usize): void {
  const rowBytes = <usize>k << 2;
  for (let p = 0; p < k; p += DEPTH) {
    const depth = min(DEPTH, k - p);
    packLeft(weights + (<usize>p << 2), rowBytes, 4, rows, depth, to);
    to += <usize>(((rows + 3) & ~3) * depth) << 2;
  }
}

/**
 * One image: out[M, P] = weights[M, K] · windows[K, P] (+ bias of each row, then max(0, ·)).
 * packed: from packWeights; work: 4 · min(K, 320) · 512 bytes.
 */
export function convolve(
  image: usize,
  taps: usize,
  k: i32,
  cells: usize,
  p: i32,
  packed: usize,
  m: i32,
  out: usize,
  bias: usize,
  relu: i32,
  work: usize,
): void {
  const rows = (m + 3) & ~3;
  for (let j = 0; j < p; j += CELLS) {
    const count = min(CELLS, p - j);
    let left = packed;
    for (let q = 0; q < k; q += DEPTH) {
      const depth = min(DEPTH, k - q);
      packWindows(image, taps + (<usize>q << 2), depth, cells + (<usize>j << 2), count, work);
      packedBlock(
        m, count, depth, left, work, out + (<usize>j << 2), <usize>p << 2,
        (q == 0 ? FIRST : 0) | (q + depth == k ? LAST : 0), bias, bias ? ROW_BIAS : NO_BIAS, relu,
      );
      left += <usize>(rows * depth) << 2;
    }
  }
}

/** Panels of 8 weights × `count` output cells: the windows, transposed. */
function packWindowsAcross(image: usize, taps: usize, k: i32, cells: usize, count: i32, to: usize): void {
  for (let i = 0; i < k; i += 4) {
    const lanes = min(4, k - i);
    const panel = to + ((<usize>(i >> 3) * <usize>count) << 5) + (<usize>(i & 4) << 2);
    const t0 = image + <usize>load<i32>(taps);
    const t1 = lanes > 1 ? image + <usize>load<i32>(taps, 4) : t0;
    const t2 = lanes > 2 ? image + <usize>load<i32>(taps, 8) : t0;
    const t3 = lanes > 3 ? image + <usize>load<i32>(taps, 12) : t0;
    packCells(t0, t1, t2, t3, cells, count, panel);
    taps += 16;
  }
  if (k & 7 && (k & 7) <= 4) clearHalf(count, to + ((<usize>(k >> 3) * <usize>count) << 5) + 16);
}

function packCells(t0: usize, t1: usize, t2: usize, t3: usize, cells: usize, count: i32, to: usize): void {
  let j = 0;
  for (; j + 4 <= count; j += 4) {
    if (adjacent(cells)) {
      const d = <usize>load<i32>(cells);
      transposeInto(v128.load(t0 + d), v128.load(t1 + d), v128.load(t2 + d), v128.load(t3 + d), to, 32);
      to += 128;
      cells += 16;
    } else {
      for (let i = 0; i < 4; i++) {
        const d = <usize>load<i32>(cells);
        v128.store(to, gather4(d, t0, t1, t2, t3));
        to += 32;
        cells += 4;
      }
    }
  }
  for (; j < count; j++) {
    const d = <usize>load<i32>(cells);
    v128.store(to, gather4(d, t0, t1, t2, t3));
    to += 32;
    cells += 4;
  }
}

/**
 * One image's part of the weights' gradient: out[M, K] (+)= grad[M, P] · windowsᵀ[P, K], or of some columns of it: rows of out lie
 * outRow elements apart. work: 4 · 320 · (K rounded up to 8, plus M rounded up to 4) bytes.
 */
export function correlate(
  grad: usize,
  gradRow: i32,
  image: usize,
  taps: usize,
  k: i32,
  cells: usize,
  p: i32,
  m: i32,
  out: usize,
  outRow: i32,
  accumulate: i32,
  work: usize,
): void {
  for (let j = 0; j < p; j += DEPTH) {
    const depth = min(DEPTH, p - j);
    const left = work + ((<usize>((k + 7) & ~7) * <usize>depth) << 2);
    packWindowsAcross(image, taps, k, cells + (<usize>j << 2), depth, work);
    packLeft(grad + (<usize>j << 2), <usize>gradRow << 2, 4, m, depth, left);
    packedBlock(m, k, depth, left, work, out, <usize>outRow << 2, (j == 0 && !accumulate ? FIRST : 0) | LAST, 0, NO_BIAS, 0);
  }
}

/** What im2col read, written back and added up: frame[cell + tap] += columns[tap, cell]. columns: [K, P] */
export function addWindows(columns: usize, taps: usize, k: i32, cells: usize, p: i32, image: usize): void {
  for (let q = 0; q < k; q++) {
    const at = image + <usize>load<i32>(taps + (<usize>q << 2));
    let cell = cells;
    for (let j = 0; j < p; j++) {
      const to = at + <usize>load<i32>(cell);
      store<f32>(to, load<f32>(to) + load<f32>(columns));
      cell += 4;
      columns += 4;
    }
  }
}

/** One channel, one small kernel (depthwise): out[P] = Σ_k weights[k] · window cell k, (+ bias). */
export function convolveOne(image: usize, taps: usize, k: i32, cells: usize, p: i32, weights: usize, out: usize, bias: usize, relu: i32): void {
  const start = bias ? v128.load32_splat(bias) : f32x4.splat(0);
  for (let j = 0; j < p; j += 4) {
    let sum = start;
    const close = adjacent(cells);
    const d0 = <usize>load<i32>(cells);
    const d1 = <usize>load<i32>(cells, 4);
    const d2 = <usize>load<i32>(cells, 8);
    const d3 = <usize>load<i32>(cells, 12);
    for (let q = 0; q < k; q++) {
      const at = image + <usize>load<i32>(taps + (<usize>q << 2));
      const x = close ? v128.load(at + d0) : gather4(at, d0, d1, d2, d3);
      sum = f32x4.add(f32x4.mul(x, v128.load32_splat(weights + (<usize>q << 2))), sum);
    }
    if (relu) sum = f32x4.pmax(sum, f32x4.splat(0));
    if (j + 4 <= p) {
      v128.store(out, sum);
    } else {
      v128.store_lane<f32>(out, sum, 0);
      if (j + 1 < p) v128.store_lane<f32>(out + 4, sum, 1);
      if (j + 2 < p) v128.store_lane<f32>(out + 8, sum, 2);
    }
    cells += 16;
    out += 16;
  }
}
