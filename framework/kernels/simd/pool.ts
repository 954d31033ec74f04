/** Pooling. The loops: assembly/pool.ts. */
import { sizeOf } from '../../tensor/shape.ts';
import type { AveragePoolWindow } from '../Kernels.ts';
import type { Attempt } from './attempt.ts';
import { wasm } from './engine.ts';
import { addressOfDense, deliver, targetOf } from './stage.ts';
import { handsToMove, shareRange } from './threads.ts';

type Four = [number, number, number, number];

export const maxPool2d: Attempt<'maxPool2d'> = (x, { kernel, stride, padding, dilation }, outShape, out, indices) => {
  if (x.dtype !== 'float32' || !(out instanceof Float32Array) || out.length === 0 || sizeOf(x.shape) === 0)
    return false;
  const [images, channels, outH, outW] = outShape as Four;
  const [, , height, width] = x.shape as Four;
  const from = addressOfDense(x);
  const to = targetOf(out);
  const places = targetOf(indices);
  const planes = images * channels;
  const [cells, windows] = [4 * height * width, 4 * outH * outW]; // bytes of a plane
  const sizes = [height, width, outH, outW, ...kernel, ...stride, ...padding, ...dilation] as const;
  shareRange(
    handsToMove(planes * height * width),
    planes,
    (i, count, loops) => {
      loops.maxPool(count, ...sizes, from + cells * i, to + windows * i, places + windows * i);
    },
    1,
  );
  deliver(out, to);
  deliver(indices, places);
  return true;
};

function average(
  spread: 0 | 1,
  planes: number,
  [height, width]: readonly [number, number],
  [outH, outW]: readonly [number, number],
  { kernel, stride, padding, countIncludePad }: AveragePoolWindow,
  image: number,
  windows: number,
): void {
  const counts = countIncludePad ? 1 : 0;
  wasm.averagePool(spread, planes, height, width, outH, outW, ...kernel, ...stride, ...padding, counts, image, windows);
}

export const avgPool2d: Attempt<'avgPool2d'> = (x, window, outShape, out) => {
  if (x.dtype !== 'float32' || !(out instanceof Float32Array) || out.length === 0) return false;
  const [images, channels, outH, outW] = outShape as Four;
  const to = targetOf(out);
  average(0, images * channels, [x.shape[2]!, x.shape[3]!], [outH, outW], window, addressOfDense(x), to);
  deliver(out, to);
  return true;
};

export const avgPool2dGrad: Attempt<'avgPool2dGrad'> = (grad, window, outShape, out) => {
  if (grad.dtype !== 'float32' || !(out instanceof Float32Array) || out.length === 0) return false;
  const [images, channels, height, width] = outShape as Four;
  const to = targetOf(out);
  const size = [grad.shape[2]!, grad.shape[3]!] as const;
  average(1, images * channels, [height, width], size, window, to, addressOfDense(grad));
  deliver(out, to);
  return true;
};
