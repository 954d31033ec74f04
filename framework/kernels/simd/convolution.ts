/**
 * The convolutions, image by image and group by group, as matrix products. The loops: assembly/convolution.ts.
 *
 * Letters: N images, C channels in, O channels out, K weights of one kernel, P cells of one output map.
 */
import type { Shape } from '../../tensor/shape.ts';
import { isContiguous, sizeOf } from '../../tensor/shape.ts';
import type { ConvWindow, Strided } from '../Kernels.ts';
import type { Attempt } from './attempt.ts';
import { scratch, wasm } from './engine.ts';
import { type Framed, framed } from './framed.ts';
import { addressOf, addressOfDense, deliver, targetOf } from './stage.ts';
import { handsFor, share } from './threads.ts';
import { inTiles, paysInTiles, triedInTiles, weightGradInTiles } from './winograd.ts';

type Four = [number, number, number, number];

const DEPTH = 320; // rows of a packed block, as in the assembly
const CELLS = 512;

const roundUp = (n: number, to: number): number => Math.ceil(n / to) * to;

/** What `convolve` packs at a time. */
const workBytes = (k: number, p: number): number => 4 * Math.min(k, DEPTH) * roundUp(Math.min(p, CELLS), 8);

/** Rows (columns) that windows can see: the last window's last cell is the last one. */
const span = (cells: number, stride: number, kernel: number, dilation: number): number =>
  (cells - 1) * stride + (kernel - 1) * dilation + 1;

const areFloats = (a: Strided, b: Strided, out: unknown): boolean =>
  a.dtype === 'float32' && b.dtype === 'float32' && out instanceof Float32Array;

function tables(
  { channelStep, rowStep }: Pick<Framed, 'channelStep' | 'rowStep'>,
  channels: number,
  kernel: readonly [number, number],
  cells: readonly [number, number],
  { stride, dilation }: Pick<ConvWindow, 'stride' | 'dilation'>,
  flipped = 0,
): { taps: number; places: number } {
  const taps = scratch(4 * channels * kernel[0] * kernel[1] + 64);
  const places = scratch(4 * cells[0] * cells[1] + 64);
  wasm.fillTaps(channels, kernel[0], kernel[1], dilation[0], dilation[1], channelStep, rowStep, flipped, taps);
  wasm.fillCells(cells[0], cells[1], stride[0], stride[1], rowStep, places);
  return { taps, places };
}

export const conv2d: Attempt<'conv2d'> = (x, weight, window, outShape, out) =>
  convolved(x, weight, null, window, outShape, out, 0);

export const conv2dBias: Attempt<'conv2dBias'> = (x, weight, bias, window, outShape, out) =>
  bias.dtype === 'float32' && convolved(x, weight, bias, window, outShape, out, 0);

export const conv2dBiasRelu: Attempt<'conv2dBiasRelu'> = (x, weight, bias, window, outShape, out) =>
  bias.dtype === 'float32' && convolved(x, weight, bias, window, outShape, out, 1);

function convolved(
  x: Strided,
  weight: Strided,
  bias: Strided | null,
  window: ConvWindow,
  outShape: Shape,
  out: Strided['memory'],
  relu: 0 | 1,
): boolean {
  if (!areFloats(x, weight, out) || out.length === 0 || sizeOf(weight.shape) === 0) return false;
  const [images, maps, outH, outW] = outShape as Four; // out [N, O, OH, OW]
  const [, perGroup, kernelH, kernelW] = weight.shape as Four; // weight [O, C/groups, KH, KW]
  const { stride, padding, dilation, groups } = window;
  const tiled = (): boolean => inTiles(x, weight, bias, padding, outShape, out, relu, false);
  if (paysInTiles(weight.shape, window, [images, outH, outW]) && triedInTiles(tiled)) return true;
  const images2d = framed(
    x,
    perGroup,
    padding[0],
    padding[1],
    span(outH, stride[0], kernelH, dilation[0]),
    span(outW, stride[1], kernelW, dilation[1]),
  );
  const { taps, places } = tables(images2d, perGroup, [kernelH, kernelW], [outH, outW], window);
  const k = perGroup * kernelH * kernelW;
  const p = outH * outW;
  const m = maps / groups;
  const to = targetOf(out);
  const weights = addressOfDense(weight);
  const shifts = bias === null ? 0 : addressOfDense(bias);
  const depthwise = m === 1 && perGroup === 1;
  const packed = scratch(4 * roundUp(m, 4) * k);
  const hands = handsFor(2 * images * m * k * p);
  for (let g = 0; g < groups; g++) {
    if (!depthwise) wasm.packWeights(weights + 4 * g * m * k, m, k, packed);
    const shift = shifts === 0 ? 0 : shifts + 4 * g * m;
    share(hands, images, images2d.bytes + workBytes(k, p), (n, loops, own) => {
      const image = images2d.image(n, g * perGroup, loops, own);
      const work = own + images2d.bytes;
      const map = to + 4 * (n * maps + g * m) * p;
      if (depthwise) loops.convolveOne(image, taps, k, places, p, weights + 4 * g * k, map, shift, relu);
      else loops.convolve(image, taps, k, places, p, packed, m, map, shift, relu, work);
    });
  }
  deliver(out, to);
  return true;
}

/** With stride 1 this is a convolution of the gradient with the kernel turned around; else windows are written back and added up. */
export const conv2dInputGrad: Attempt<'conv2dInputGrad'> = (grad, weight, window, outShape, out) => {
  if (!areFloats(grad, weight, out) || out.length === 0 || sizeOf(grad.shape) === 0 || sizeOf(weight.shape) === 0)
    return false;
  const [strideY, strideX] = window.stride;
  const [images, , height, width] = outShape as Four;
  const { padding } = window;
  const tiled = (): boolean => inTiles(grad, weight, null, [2 - padding[0], 2 - padding[1]], outShape, out, 0, true);
  if (paysInTiles(weight.shape, window, [images, height, width]) && triedInTiles(tiled)) return true;
  if (strideY === 1 && strideX === 1) turnedAround(grad, weight, window, outShape, out);
  else addedUp(grad, weight, window, outShape, out);
  return true;
};

function turnedAround(
  grad: Strided,
  weight: Strided,
  window: ConvWindow,
  outShape: Shape,
  out: Strided['memory'],
): void {
  const [images, channels, height, width] = outShape as Four; // out [N, C, H, W]
  const [maps, perGroup, kernelH, kernelW] = weight.shape as Four;
  const { padding, dilation, groups } = window;
  const mapsPerGroup = maps / groups;
  const frames = framed(
    grad,
    mapsPerGroup,
    (kernelH - 1) * dilation[0] - padding[0],
    (kernelW - 1) * dilation[1] - padding[1],
    height + (kernelH - 1) * dilation[0],
    width + (kernelW - 1) * dilation[1],
  );
  const { taps, places } = tables(frames, mapsPerGroup, [kernelH, kernelW], [height, width], window, 1);
  const kernelSize = kernelH * kernelW;
  const k = mapsPerGroup * kernelSize;
  const p = height * width;
  const to = targetOf(out);
  const weights = addressOfDense(weight);
  const swapped = scratch(4 * perGroup * k);
  const packed = scratch(4 * roundUp(perGroup, 4) * k);
  const hands = handsFor(2 * images * perGroup * k * p);
  for (let g = 0; g < groups; g++) {
    wasm.swapLeading(weights + 4 * g * perGroup * k, mapsPerGroup, perGroup, kernelSize, swapped); // [C/groups, O/groups, KH·KW]
    wasm.packWeights(swapped, perGroup, k, packed);
    share(hands, images, frames.bytes + workBytes(k, p), (n, loops, own) => {
      const image = frames.image(n, g * mapsPerGroup, loops, own);
      const map = to + 4 * (n * channels + g * perGroup) * p;
      loops.convolve(image, taps, k, places, p, packed, perGroup, map, 0, 0, own + frames.bytes);
    });
  }
  deliver(out, to);
}

function addedUp(grad: Strided, weight: Strided, window: ConvWindow, outShape: Shape, out: Strided['memory']): void {
  const [images, channels, height, width] = outShape as Four; // out [N, C, H, W]
  const [maps, perGroup, kernelH, kernelW] = weight.shape as Four;
  const [, , outH, outW] = grad.shape as Four;
  const { stride, padding, dilation, groups } = window;
  const mapsPerGroup = maps / groups;
  const [frameH, frameW] = [
    Math.max(span(outH, stride[0], kernelH, dilation[0]), height + padding[0]),
    Math.max(span(outW, stride[1], kernelW, dilation[1]), width + padding[1]),
  ];
  const plane = frameH * frameW;
  const { taps, places } = tables(
    { channelStep: plane, rowStep: frameW },
    perGroup,
    [kernelH, kernelW],
    [outH, outW],
    window,
  );
  const k = perGroup * kernelH * kernelW;
  const p = outH * outW;
  const gradients = addressOfDense(grad);
  const weights = addressOfDense(weight);
  const to = targetOf(out);
  const frameBytes = roundUp(4 * perGroup * plane, 64);
  const columnBytes = roundUp(4 * k * p, 64);
  const hands = handsFor(2 * images * mapsPerGroup * k * p);
  for (let g = 0; g < groups; g++) {
    share(hands, images, frameBytes + columnBytes + wasm.gemmWork(k, p, mapsPerGroup), (n, loops, frame) => {
      const columns = frame + frameBytes;
      const work = columns + columnBytes;
      const left = weights + 4 * g * mapsPerGroup * k;
      const right = gradients + 4 * (n * maps + g * mapsPerGroup) * p;
      // columns[K, P] = weightᵀ[K, O] · grad[O, P]
      loops.gemm(1, k, p, mapsPerGroup, left, 0, 1, k, right, 0, p, 1, columns, 0, p, 0, 0, 0, 0, work);
      loops.fill(perGroup * plane, 0, frame);
      loops.addWindows(columns, taps, k, places, p, frame);
      const corner = frame + 4 * (padding[0] * frameW + padding[1]);
      const image = to + 4 * (n * channels + g * perGroup) * height * width;
      loops.copy(1, perGroup, height, width, corner, 0, plane, frameW, 1, image);
    });
  }
  deliver(out, to);
}

export const conv2dWeightGrad: Attempt<'conv2dWeightGrad'> = (grad, x, window, outShape, out) => {
  if (!areFloats(grad, x, out) || out.length === 0 || sizeOf(grad.shape) === 0) return false;
  const [images, maps, outH, outW] = grad.shape as Four; // grad [N, O, OH, OW]
  const [, perGroup, kernelH, kernelW] = outShape as Four; // out [O, C/groups, KH, KW]
  const { stride, padding, dilation, groups } = window;
  const tiled = (): boolean => weightGradInTiles(grad, x, padding, outShape, out);
  if (paysInTiles(outShape, window, [images, outH, outW]) && triedInTiles(tiled)) return true;
  const frames = framed(
    x,
    perGroup,
    padding[0],
    padding[1],
    span(outH, stride[0], kernelH, dilation[0]),
    span(outW, stride[1], kernelW, dilation[1]),
  );
  const { taps, places } = tables(frames, perGroup, [kernelH, kernelW], [outH, outW], window);
  const k = perGroup * kernelH * kernelW;
  const p = outH * outW;
  const m = maps / groups;
  const flat = isContiguous([outH, outW], grad.strides.slice(2));
  const gradients = flat ? addressOf(grad) : addressOfDense(grad);
  const [stepN, stepO] = flat ? (grad.strides as Four) : [maps * p, p];
  const to = targetOf(out);
  const hands = handsFor(2 * images * m * k * p);
  // Cut across the weights of a kernel, not over the images: each weight's sum keeps its order.
  const block = roundUp(Math.ceil(k / hands), 8);
  const kernelSize = kernelH * kernelW;
  const work = 4 * Math.min(p, DEPTH) * (roundUp(Math.min(block, k), 8) + roundUp(m, 4));
  for (let g = 0; g < groups; g++) {
    share(hands, Math.ceil(k / block), frames.bytes + work, (i, loops, own) => {
      const [first, end] = [i * block, Math.min(k, (i + 1) * block)];
      const channel = Math.floor(first / kernelSize);
      const channels = Math.ceil(end / kernelSize) - channel;
      const sums = to + 4 * (g * m * k + first);
      for (let n = 0; n < images; n++) {
        const image = frames.image(n, g * perGroup, loops, own, channel, channels);
        const from = gradients + 4 * (n * stepN + g * m * stepO);
        const more = n > 0 ? 1 : 0;
        const size = end - first;
        const at = own + frames.bytes;
        loops.correlate(from, stepO, image, taps + 4 * first, size, places, p, m, sums, k, more, at);
      }
    });
  }
  deliver(out, to);
  return true;
};
