/**
 * Winograd's convolution: a tile of 4×4 results of a 3×3 kernel costs 36 multiplications a channel, where the sliding window takes 144.
 * Source: Lavin & Gray, "Fast algorithms for convolutional neural networks" (2015), §4, F(4×4, 3×3).
 *
 * In one dimension: four results of three taps are coefficients of a product of polynomials, and a polynomial of degree 5 is known
 * from its values at six points (0, 1, −1, 2, −2, ∞). So the input is brought to six numbers (Bᵀd), the kernel to its values at
 * the six points (Gg), these are multiplied one by one, and Aᵀ goes back:  y = Aᵀ[(Gg) ⊙ (Bᵀd)]. In two dimensions the same is done
 * along rows, then along columns: Y = Aᵀ[(G g Gᵀ) ⊙ (Bᵀ d B)]A, with 36 points. The sum over channels is taken before going back, so
 * it is a matrix product at each of the 36 points.
 *
 * The gradient of the weights has three results of four "taps" (those of the gradient's tile): the same six points, F(3×3, 4×4).
 *
 * Letters: C channels in, O channels out, T tiles of a block. What belongs to one point lies together, `step` bytes from what belongs to the
 * next, in the panels of pack.ts. Four lanes are four tiles, or four channels: whatever stands at four addresses.
 */
import { packedBlock } from './gemm';
import { FLOAT, gather4, madd } from './lanes';
import { transposeInto } from './pack';
import { FIRST, LAST, NO_BIAS } from './tile';

const POINTS: i32 = 36;
/** Tiles whose 36 products are made at once. */
const BLOCK: i32 = 64;
/** Between the parts of two points: without it their distance is a power of two, and 36 parts share one place in the cache. */
const APART: usize = 64;
/** Bytes of 36 vectors, in which rows wait for their columns. */
const WAITING: usize = 640;

/** Bytes from point to point of a matrix of so many numbers. */
// @ts-ignore: decorator
@inline
function stepOf(numbers: i32): usize {
  return (<usize>numbers << 2) + APART;
}

// @ts-ignore: decorator
@inline
function up4(n: i32): i32 {
  return (n + 3) & ~3;
}

// @ts-ignore: decorator
@inline
function up8(n: i32): i32 {
  return (n + 7) & ~7;
}

/** Bᵀd: six numbers of the input, to: six vectors `step` apart. */
// @ts-ignore: decorator
@inline
function spread(d0: v128, d1: v128, d2: v128, d3: v128, d4: v128, d5: v128, to: usize, step: usize): void {
  const four = f32x4.splat(4);
  const even = f32x4.sub(d4, f32x4.mul(four, d2));
  const odd = f32x4.sub(d3, f32x4.mul(four, d1));
  const wide = f32x4.sub(d4, d2);
  const slope = f32x4.sub(d3, d1);
  const twice = f32x4.add(slope, slope);
  // 4 d0 − 5 d2 + d4 and 4 d1 − 5 d3 + d5
  v128.store(to, madd(four, f32x4.sub(d0, d2), wide));
  v128.store(to + step, f32x4.add(even, odd));
  v128.store(to + 2 * step, f32x4.sub(even, odd));
  v128.store(to + 3 * step, f32x4.add(wide, twice));
  v128.store(to + 4 * step, f32x4.sub(wide, twice));
  v128.store(to + 5 * step, f32x4.sub(f32x4.sub(d5, d3), f32x4.mul(four, slope)));
}

/** Gg: the values of g0 + g1·x + g2·x² (+ g3·x³) at the points, over what Lagrange divides by; at ∞ its highest coefficient. */
// @ts-ignore: decorator
@inline
function evaluate(g0: v128, g1: v128, g2: v128, g3: v128, highest: v128, to: usize, step: usize): void {
  const sixth = f32x4.splat(-1 / 6);
  const half = f32x4.splat(1 / 24);
  const four = f32x4.splat(4);
  const even = f32x4.add(g0, g2);
  const odd = f32x4.add(g1, g3);
  const evenAt2 = madd(four, g2, g0);
  const half3 = madd(four, g3, g1);
  const oddAt2 = f32x4.add(half3, half3);
  v128.store(to, f32x4.mul(g0, f32x4.splat(0.25)));
  v128.store(to + step, f32x4.mul(f32x4.add(even, odd), sixth));
  v128.store(to + 2 * step, f32x4.mul(f32x4.sub(even, odd), sixth));
  v128.store(to + 3 * step, f32x4.mul(f32x4.add(evenAt2, oddAt2), half));
  v128.store(to + 4 * step, f32x4.mul(f32x4.sub(evenAt2, oddAt2), half));
  v128.store(to + 5 * step, highest);
}

/** Aᵀm for four results. */
// @ts-ignore: decorator
@inline
function fourBack(m0: v128, m1: v128, m2: v128, m3: v128, m4: v128, m5: v128, to: usize, step: usize): void {
  const ones = f32x4.add(m1, m2);
  const twos = f32x4.add(m3, m4);
  const slope1 = f32x4.sub(m1, m2);
  const slope2 = f32x4.sub(m3, m4);
  v128.store(to, f32x4.add(f32x4.add(m0, ones), twos));
  v128.store(to + step, madd(f32x4.splat(2), slope2, slope1));
  v128.store(to + 2 * step, madd(f32x4.splat(4), twos, ones));
  v128.store(to + 3 * step, f32x4.add(madd(f32x4.splat(8), slope2, slope1), m5));
}

/** Aᵀm for three results. */
// @ts-ignore: decorator
@inline
function threeBack(m0: v128, m1: v128, m2: v128, m3: v128, m4: v128, m5: v128, to: usize, step: usize): void {
  const ones = f32x4.add(m1, m2);
  const twos = f32x4.add(m3, m4);
  v128.store(to, f32x4.add(f32x4.add(m0, ones), twos));
  v128.store(to + step, madd(f32x4.splat(2), f32x4.sub(m3, m4), f32x4.sub(m1, m2)));
  v128.store(to + 2 * step, f32x4.add(madd(f32x4.splat(4), twos, ones), m5));
}

/** Bᵀ d B of four 6×6 tiles, which begin at four addresses. waiting: 640 bytes */
// @ts-ignore: decorator
@inline
function spreadTiles(a0: usize, a1: usize, a2: usize, a3: usize, rowBytes: usize, to: usize, step: usize, waiting: usize): void {
  let at = waiting;
  for (let y = 0; y < 6; y++) {
    transposeInto(v128.load(a0), v128.load(a1), v128.load(a2), v128.load(a3), at, 16);
    // Columns 4 and 5 of two tiles fit one vector.
    const x01 = v128.load_lane<i64>(a1 + 16, v128.load64_zero(a0 + 16), 1);
    const x23 = v128.load_lane<i64>(a3 + 16, v128.load64_zero(a2 + 16), 1);
    const d4 = v128.shuffle<i32>(x01, x23, 0, 2, 4, 6);
    const d5 = v128.shuffle<i32>(x01, x23, 1, 3, 5, 7);
    spread(v128.load(at), v128.load(at, 16), v128.load(at, 32), v128.load(at, 48), d4, d5, at, 16);
    at += 96;
    a0 += rowBytes;
    a1 += rowBytes;
    a2 += rowBytes;
    a3 += rowBytes;
  }
  at = waiting;
  for (let x = 0; x < 6; x++) {
    spread(
      v128.load(at), v128.load(at, 96), v128.load(at, 192), v128.load(at, 288), v128.load(at, 384), v128.load(at, 480),
      to, 6 * step,
    );
    at += 16;
    to += step;
  }
}

/** G g Gᵀ of four 4×4 tiles of a gradient, which begin at four addresses. */
// @ts-ignore: decorator
@inline
function evaluateTiles(a0: usize, a1: usize, a2: usize, a3: usize, rowBytes: usize, to: usize, step: usize, waiting: usize): void {
  let at = waiting;
  for (let y = 0; y < 4; y++) {
    transposeInto(v128.load(a0), v128.load(a1), v128.load(a2), v128.load(a3), at, 16);
    const g3 = v128.load(at, 48);
    evaluate(v128.load(at), v128.load(at, 16), v128.load(at, 32), g3, g3, at, 16);
    at += 96;
    a0 += rowBytes;
    a1 += rowBytes;
    a2 += rowBytes;
    a3 += rowBytes;
  }
  at = waiting;
  for (let x = 0; x < 6; x++) {
    const g3 = v128.load(at, 288);
    evaluate(v128.load(at), v128.load(at, 96), v128.load(at, 192), g3, g3, to, 6 * step);
    at += 16;
    to += step;
  }
}

/** Bytes of O × C kernels at the 36 points. */
export function kernelBytes(o: i32, c: i32): i32 {
  return <i32>(<usize>POINTS * stepOf(up4(o) * c));
}

/**
 * G g Gᵀ of every 3×3 kernel, packed for the left side of a product: to [36][O / 4][C][4]. Kernels lie oStep and cStep elements apart;
 * turned: read from their last weight to their first, as the gradient of the input wants them.
 */
export function evaluateKernels(weights: usize, o: i32, c: i32, oStep: i32, cStep: i32, turned: i32, to: usize, waiting: usize): void {
  const step = stepOf(up4(o) * c);
  const tap: usize = turned ? <usize>-4 : 4;
  const row = 3 * tap;
  const zero = f32x4.splat(0);
  if (turned) weights += 32;
  for (let i = 0; i < o; i += 4) {
    const last = o - i - 1; // lanes past the edge read the last kernel again
    for (let j = 0; j < c; j++) {
      let a0 = weights + (<usize>(i * oStep + j * cStep) << 2);
      let a1 = a0 + (<usize>(min(1, last) * oStep) << 2);
      let a2 = a0 + (<usize>(min(2, last) * oStep) << 2);
      let a3 = a0 + (<usize>(min(3, last) * oStep) << 2);
      let at = waiting;
      for (let y = 0; y < 3; y++) {
        const g2 = gather4(2 * tap, a0, a1, a2, a3);
        evaluate(gather4(0, a0, a1, a2, a3), gather4(tap, a0, a1, a2, a3), g2, zero, g2, at, 16);
        at += 96;
        a0 += row;
        a1 += row;
        a2 += row;
        a3 += row;
      }
      at = waiting;
      let point = to;
      for (let x = 0; x < 6; x++) {
        const g2 = v128.load(at, 192);
        evaluate(v128.load(at), v128.load(at, 96), g2, zero, g2, point, 6 * step);
        at += 16;
        point += step;
      }
      to += 16;
    }
  }
}

/** Bytes that `winograd` needs at `work`. */
export function winogradWork(o: i32, c: i32, tiles: i32): i32 {
  const wide = up8(min(tiles, BLOCK));
  return <i32>(WAITING + <usize>POINTS * (stepOf(c * wide) + stepOf(o * wide)));
}

/**
 * One image: out[O, OH, OW] = its convolution (+ bias, then max(0, ·) if relu).
 * image: C channels channelStep elements apart, with room for whole tiles; places: where each tile begins, in bytes, padded to a multiple of 8
 * (fillCells); kernels: from evaluateKernels; broken: set to 1 where a result is infinite or no number.
 */
export function winograd(
  image: usize, channelStep: i32, rowStep: i32, places: usize, tiles: i32, tilesAcross: i32,
  c: i32, kernels: usize, o: i32,
  out: usize, outH: i32, outW: i32, bias: usize, relu: i32, broken: usize, work: usize,
): void {
  const rowBytes = <usize>rowStep << 2;
  const channelBytes = <usize>channelStep << 2;
  const kernelStep = stepOf(up4(o) * c);
  for (let first = 0; first < tiles; first += BLOCK) {
    const count = min(BLOCK, tiles - first);
    const wide = up8(count);
    const inStep = stepOf(c * wide);
    const outStep = stepOf(o * wide);
    const inputs = work + WAITING;
    const products = inputs + <usize>POINTS * inStep;
    let to = inputs;
    let place = places + (<usize>first << 2);
    for (let t = 0; t < wide; t += 8) {
      let plane = image;
      for (let i = 0; i < c; i++) {
        spreadFour(plane, place, rowBytes, to, inStep, work);
        spreadFour(plane, place + 16, rowBytes, to + 16, inStep, work);
        plane += channelBytes;
        to += 32;
      }
      place += 32;
    }
    for (let point = 0; point < POINTS; point++) {
      packedBlock(
        o, wide, c, kernels + <usize>point * kernelStep, inputs + <usize>point * inStep, products + <usize>point * outStep,
        <usize>wide << 2, FIRST | LAST, 0, NO_BIAS, 0,
      );
    }
    backToImage(products, outStep, wide, o, first, count, tilesAcross, out, outH, outW, bias, relu, broken, work);
  }
}

function spreadFour(plane: usize, place: usize, rowBytes: usize, to: usize, step: usize, waiting: usize): void {
  spreadTiles(
    plane + <usize>load<i32>(place), plane + <usize>load<i32>(place, 4), plane + <usize>load<i32>(place, 8), plane + <usize>load<i32>(place, 12),
    rowBytes, to, step, waiting,
  );
}

/** AᵀMA of a block's tiles, into the image. */
function backToImage(
  products: usize, step: usize, wide: i32, o: i32, first: i32, count: i32, tilesAcross: i32,
  out: usize, outH: i32, outW: i32, bias: usize, relu: i32, broken: usize, waiting: usize,
): void {
  const plane = <usize>(outH * outW) << 2;
  const zero = f32x4.splat(0);
  let odd = zero; // 0 while all is finite: x · 0 is NaN of what is not
  for (let i = 0; i < o; i++) {
    const shift = bias ? v128.load32_splat(bias + (<usize>i << 2)) : zero;
    for (let t = 0; t < count; t += 4) {
      let from = products + (<usize>(i * wide + t) << 2);
      let at = waiting;
      for (let x = 0; x < 6; x++) {
        fourBack(
          v128.load(from), v128.load(from + 6 * step), v128.load(from + 12 * step),
          v128.load(from + 18 * step), v128.load(from + 24 * step), v128.load(from + 30 * step),
          at, 96,
        );
        from += step;
        at += 16;
      }
      at = waiting;
      for (let y = 0; y < 4; y++) {
        // A row of four tiles is read before the four vectors are written over it.
        fourBack(
          v128.load(at), v128.load(at, 16), v128.load(at, 32), v128.load(at, 48), v128.load(at, 64), v128.load(at, 80),
          at, 16,
        );
        let y0 = v128.load(at);
        let y1 = v128.load(at, 16);
        let y2 = v128.load(at, 32);
        let y3 = v128.load(at, 48);
        odd = f32x4.add(odd, f32x4.mul(f32x4.add(f32x4.add(y0, y1), f32x4.add(y2, y3)), zero));
        y0 = f32x4.add(y0, shift);
        y1 = f32x4.add(y1, shift);
        y2 = f32x4.add(y2, shift);
        y3 = f32x4.add(y3, shift);
        if (relu) {
          y0 = f32x4.pmax(y0, zero); // as map.ts does it: NaN passes
          y1 = f32x4.pmax(y1, zero);
          y2 = f32x4.pmax(y2, zero);
          y3 = f32x4.pmax(y3, zero);
        }
        transposeInto(y0, y1, y2, y3, at, 16);
        at += 96;
      }
      writeTiles(waiting, min(4, count - t), first + t, tilesAcross, out, outH, outW);
    }
    out += plane;
  }
  if (v128.any_true(f32x4.ne(odd, odd))) store<i32>(broken, 1);
}

/** Up to four tiles, row y of tile n at from + 96 y + 16 n; what hangs over the image's edge is dropped. */
// @ts-ignore: decorator
@inline
function writeTiles(from: usize, count: i32, tile: i32, tilesAcross: i32, out: usize, outH: i32, outW: i32): void {
  for (let n = 0; n < count; n++) {
    const y = 4 * ((tile + n) / tilesAcross);
    const x = 4 * ((tile + n) % tilesAcross);
    const rows = min(4, outH - y);
    const columns = min(4, outW - x);
    let to = out + (<usize>(y * outW + x) << 2);
    let at = from + (<usize>n << 4);
    for (let row = 0; row < rows; row++) {
      if (columns == 4) v128.store(to, v128.load(at));
      else for (let i = 0; i < columns; i++) store<f32>(to + (<usize>i << 2), load<f32>(at + (<usize>i << 2)));
      at += 96;
      to += <usize>outW << 2;
    }
  }
}

/**
 * The tiles of one image for the gradient of the weights: lanes are channels, and tiles are what is summed over. places: where each tile
 * begins, in bytes; to [36][C / width][depth][width], from the panels' row `row` on. isGradient: 4×4 tiles of a gradient (width 4), else
 * 6×6 tiles of the input (width 8).
 */
export function tilesAcrossChannels(
  image: usize, channelStep: i32, rowStep: i32, places: usize, tiles: i32, c: i32,
  isGradient: i32, row: i32, depth: i32, to: usize, waiting: usize,
): void {
  const width = isGradient ? 4 : 8;
  const wide = isGradient ? up4(c) : up8(c);
  const step = stepOf(wide * depth);
  const rowBytes = <usize>rowStep << 2;
  const channelBytes = <usize>channelStep << 2;
  for (let i = 0; i < wide; i += 4) {
    const last = c - 1 - i; // lanes past the edge read the last channel again
    const a0 = image + <usize>min(i, c - 1) * channelBytes;
    const a1 = a0 + <usize>max(0, min(1, last)) * channelBytes;
    const a2 = a0 + <usize>max(0, min(2, last)) * channelBytes;
    const a3 = a0 + <usize>max(0, min(3, last)) * channelBytes;
    let at = to + (<usize>((i / width) * depth + row) * <usize>width << 2) + (<usize>(i % width) << 2);
    let place = places;
    for (let t = 0; t < tiles; t++) {
      const d = <usize>load<i32>(place);
      if (isGradient) evaluateTiles(a0 + d, a1 + d, a2 + d, a3 + d, rowBytes, at, step, waiting);
      else spreadTiles(a0 + d, a1 + d, a2 + d, a3 + d, rowBytes, at, step, waiting);
      at += <usize>width << 2;
      place += 4;
    }
  }
}

/** Bytes of what `tilesAcrossChannels` writes, and `addProducts` adds up. */
export function tileBytes(c: i32, depth: i32, width: i32): i32 {
  return <i32>(<usize>POINTS * stepOf((width == 4 ? up4(c) : up8(c)) * depth));
}

/** At each point: sums[O, C] (+)= gradients[O, depth] · inputs[depth, C]. */
export function addProducts(o: i32, c: i32, depth: i32, gradients: usize, inputs: usize, sums: usize, isFirst: i32): void {
  const left = stepOf(up4(o) * depth);
  const right = stepOf(up8(c) * depth);
  const wide = up8(c);
  const step = stepOf(up4(o) * wide);
  for (let point = 0; point < POINTS; point++) {
    packedBlock(
      up4(o), wide, depth, gradients + <usize>point * left, inputs + <usize>point * right, sums + <usize>point * step,
      <usize>wide << 2, isFirst ? FIRST | LAST : LAST, 0, NO_BIAS, 0,
    );
  }
}

/** AᵀSA: out[O, C, 3, 3] from the sums at the points; rows of out lie outRow elements apart. waiting: 640 bytes */
export function backToKernels(sums: usize, o: i32, c: i32, out: usize, outRow: i32, broken: usize, waiting: usize): void {
  const wide = up8(c);
  const step = stepOf(up4(o) * wide);
  const zero = f32x4.splat(0);
  let odd = zero;
  for (let i = 0; i < o; i++) {
    for (let j = 0; j < c; j += 4) {
      let from = sums + (<usize>(i * wide + j) << 2);
      let at = waiting;
      for (let x = 0; x < 6; x++) {
        threeBack(
          v128.load(from), v128.load(from + 6 * step), v128.load(from + 12 * step),
          v128.load(from + 18 * step), v128.load(from + 24 * step), v128.load(from + 30 * step),
          at, 96,
        );
        from += step;
        at += 16;
      }
      at = waiting;
      const lanes = min(4, c - j);
      let to = out + (<usize>(i * outRow + 9 * j) << 2);
      for (let y = 0; y < 3; y++) {
        threeBack(
          v128.load(at), v128.load(at, 16), v128.load(at, 32), v128.load(at, 48), v128.load(at, 64), v128.load(at, 80),
          at, 16,
        );
        for (let x = 0; x < 3; x++) {
          odd = f32x4.add(odd, f32x4.mul(v128.load(at), zero));
          for (let lane = 0; lane < lanes; lane++) store<f32>(to + <usize>lane * 36, load<f32>(at + (<usize>lane << 2)));
          at += 16;
          to += FLOAT;
        }
        at += 48;
      }
    }
  }
  if (v128.any_true(f32x4.ne(odd, odd))) store<i32>(broken, 1);
}
