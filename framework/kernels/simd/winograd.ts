/**
 * 3×3 convolutions in tiles of 4×4 results, with a quarter of the multiplications (Winograd's way; assembly/winograd.ts has the source and the
 * mathematics). It rounds a few times as coarsely as the sum over the window does, and what is infinite or no number spreads in it to
 * the rest of its tile: then these answer false, and the sum over the window is taken.
 *
 * Letters: N images, C channels in, O channels out.
 */
import type { Shape } from '../../tensor/shape.ts';
import type { ConvWindow, Strided } from '../Kernels.ts';
import { NO_ROOM, resetScratch, scratch, wasm, words } from './engine.ts';
import { framed } from './framed.ts';
import { addressOfDense, deliver, targetOf } from './stage.ts';
import { handsFor, share } from './threads.ts';

type Four = [number, number, number, number];

const TILE = 4;
/** Bytes in which the loops keep 36 vectors. */
const WAITING = 640;
/** Tiles that are summed over at once in the gradient of the weights. */
const DEPTH = 64;

/**
 * From 16 channels on both sides a convolution takes 0.3 to 0.5 of the time, of 8 channels 0.65, and of 3 it takes 1.25: bringing tiles to the
 * points and back is paid by the products.
 */
const LEAST_CHANNELS = 16;
/**
 * Cells of all results. It would pay from a few hundred on; but the lessons' own trainings (16 images of 16 × 16 at most) are recorded, and
 * keep their bits. (Only shapes-cnn's examinations are larger: their numbers are the recorded ones to all five digits.)
 */
const LEAST_CELLS = 8192;
/** Tiles come by eight and hang over the edge: 9 × 9 results take the room of 256, and nothing is gained any more (0.9; 5 × 5: 1.2). */
const MOST_ROOM = 3;

/** weight: [O, C, KH, KW]; results: images, height, width. */
export function paysInTiles(
  [maps, channels, kernelH, kernelW]: Shape,
  { stride, dilation, groups }: ConvWindow,
  [images, height, width]: readonly [number, number, number],
): boolean {
  if (kernelH !== 3 || kernelW !== 3 || groups !== 1) return false;
  if (stride[0] !== 1 || stride[1] !== 1 || dilation[0] !== 1 || dilation[1] !== 1) return false;
  const room = 8 * Math.ceil((tilesOf(height) * tilesOf(width)) / 8) * TILE * TILE;
  return (
    Math.min(maps!, channels!) >= LEAST_CHANNELS &&
    images * height * width >= LEAST_CELLS &&
    room <= MOST_ROOM * height * width
  );
}

/** Do it in tiles. false where the room does not suffice, or the result is not finite: then nothing is staged any more. */
export function triedInTiles(attempt: () => boolean): boolean {
  try {
    if (attempt()) return true;
  } catch (error) {
    if (error !== NO_ROOM) throw error;
  }
  resetScratch();
  return false;
}

const tilesOf = (cells: number): number => Math.ceil(cells / TILE);

/** Where each tile of an image begins, in bytes. */
function placesOf(down: number, across: number, rowStep: number): number {
  const places = scratch(4 * down * across + 64);
  wasm.fillCells(down, across, TILE, TILE, rowStep, places);
  return places;
}

/** An int32 that loops set to 1 where a result is not finite. */
function brokenFlag(): number {
  const at = scratch(16);
  words[at >> 2] = 0;
  return at;
}

/** Convolution, or (turned) its gradient for the input: [N, C, H, W] → [N, O, OH, OW]. */
export function inTiles(
  x: Strided,
  weight: Strided,
  bias: Strided | null,
  padding: readonly [number, number],
  outShape: Shape,
  out: Strided['memory'],
  relu: 0 | 1,
  turned: boolean,
): boolean {
  const [images, o, outH, outW] = outShape as Four;
  const c = x.shape[1]!;
  const [down, across] = [tilesOf(outH), tilesOf(outW)];
  const tiles = down * across;
  const frames = framed(x, c, padding[0], padding[1], TILE * down + 2, TILE * across + 2);
  const { channelStep, rowStep } = frames;
  const places = placesOf(down, across, rowStep);
  const to = targetOf(out);
  const weights = addressOfDense(weight);
  const shift = bias === null ? 0 : addressOfDense(bias);
  const kernels = scratch(wasm.kernelBytes(o, c));
  const steps = turned ? ([9, 9 * o] as const) : ([9 * c, 9] as const);
  wasm.evaluateKernels(weights, o, c, ...steps, turned ? 1 : 0, kernels, scratch(WAITING));
  const broken = brokenFlag();
  const hands = handsFor(2 * images * o * c * 9 * outH * outW);
  share(hands, images, frames.bytes + wasm.winogradWork(o, c, tiles), (n, loops, own) => {
    const image = frames.image(n, 0, loops, own);
    const map = to + 4 * n * o * outH * outW;
    const work = own + frames.bytes;
    loops.winograd(
      image,
      channelStep,
      rowStep,
      places,
      tiles,
      across,
      c,
      kernels,
      o,
      map,
      outH,
      outW,
      shift,
      relu,
      broken,
      work,
    );
  });
  if (words[broken >> 2] !== 0) return false;
  deliver(out, to);
  return true;
}

/** The gradient of the weights: [O, C, 3, 3]. */
export function weightGradInTiles(
  grad: Strided,
  x: Strided,
  padding: readonly [number, number],
  outShape: Shape,
  out: Strided['memory'],
): boolean {
  const [images, o, outH, outW] = grad.shape as Four;
  const c = outShape[1]!;
  const [down, across] = [tilesOf(outH), tilesOf(outW)];
  const tiles = down * across;
  const inputs = framed(x, c, padding[0], padding[1], TILE * down + 2, TILE * across + 2);
  const gradients = framed(grad, o, 0, 0, TILE * down, TILE * across);
  const inputPlaces = placesOf(down, across, inputs.rowStep);
  const gradientPlaces = placesOf(down, across, gradients.rowStep);
  const to = targetOf(out);
  const broken = brokenFlag();
  const together = Math.max(1, Math.min(images, Math.floor(DEPTH / tiles)));
  const most = together * Math.min(tiles, DEPTH);
  const hands = handsFor(2 * images * o * c * 9 * outH * outW);
  // Cut across the channels, not over the images: each weight's sum keeps its order.
  const block = 8 * Math.ceil(c / (8 * hands));
  const inputBytes = wasm.tileBytes(block, most, 8);
  const gradientBytes = wasm.tileBytes(o, most, 4);
  const sumBytes = wasm.tileBytes(block, Math.ceil(o / 4) * 4, 8);
  const all = WAITING + inputs.bytes + gradients.bytes + inputBytes + gradientBytes + sumBytes + 256;
  share(hands, Math.ceil(c / block), all, (i, loops, own) => {
    const channels = Math.min(block, c - i * block);
    const inputFrame = own + WAITING;
    const gradientFrame = inputFrame + inputs.bytes;
    const right = gradientFrame + gradients.bytes;
    const left = right + ((inputBytes + 63) & ~63);
    const sums = left + ((gradientBytes + 63) & ~63);
    // Several small images at once, or a large one in parts.
    for (let n = 0; n < images; n += together) {
      const count = Math.min(together, images - n);
      let [image, slope] = [0, 0];
      for (let first = 0; first < tiles; first += DEPTH) {
        const size = Math.min(DEPTH, tiles - first);
        const depth = count * size;
        for (let m = 0; m < count; m++) {
          if (first === 0) {
            image = inputs.image(n + m, i * block, loops, inputFrame, 0, channels);
            slope = gradients.image(n + m, 0, loops, gradientFrame);
          }
          const at = [inputs.channelStep, inputs.rowStep, inputPlaces + 4 * first, size] as const;
          loops.tilesAcrossChannels(image, ...at, channels, 0, m * size, depth, right, own);
          const there = [gradients.channelStep, gradients.rowStep, gradientPlaces + 4 * first, size] as const;
          loops.tilesAcrossChannels(slope, ...there, o, 1, m * size, depth, left, own);
        }
        loops.addProducts(o, channels, depth, left, right, sums, n + first === 0 ? 1 : 0);
      }
    }
    loops.backToKernels(sums, o, channels, to + 4 * 9 * i * block, 9 * c, broken, own);
  });
  if (words[broken >> 2] !== 0) return false;
  deliver(out, to);
  return true;
}
