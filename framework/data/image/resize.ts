/**
 * An image at another size. Each new pixel is a weighted mean of the old ones under a tent as wide as a new pixel is apart from
 * the next: shrinking averages, so that no thin line falls between two samples, and enlarging interpolates.
 * Source: the "triangle" filter of Heckbert, "Filtering by repeated integration" (1986), as Pillow and torchvision use it.
 */
import { check, signature } from '../../tensor/arguments.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import { tensorFrom } from '../../tensor/Tensor.ts';
import { type ImageTransform, imageOf } from './imageTransforms.ts';

/** One new pixel along an axis: the first old pixel it takes from, and the weights of that one and the following. */
interface Tap {
  readonly first: number;
  readonly weights: readonly number[];
}

function tapsFor(from: number, to: number): Tap[] {
  const scale = from / to;
  const reach = Math.max(scale, 1);
  return Array.from({ length: to }, (_, i) => {
    const center = (i + 0.5) * scale;
    const first = Math.max(0, Math.ceil(center - reach - 0.5));
    const last = Math.min(from - 1, Math.floor(center + reach - 0.5));
    const tent = Array.from({ length: last - first + 1 }, (_, k) => 1 - Math.abs(first + k + 0.5 - center) / reach);
    const total = tent.reduce((sum, weight) => sum + weight, 0);
    return { first, weights: tent.map((weight) => weight / total) };
  });
}

/** Rows of `width` values → rows of `taps.length`, turned: the result lies column by column, ready for the other axis. */
function resizeRows(values: ArrayLike<number>, rows: number, width: number, taps: readonly Tap[]): Float64Array {
  const out = new Float64Array(rows * taps.length);
  taps.forEach(({ first, weights }, x) => {
    for (let row = 0; row < rows; row++) {
      let sum = 0;
      for (let k = 0; k < weights.length; k++) sum += weights[k]! * values[row * width + first + k]!;
      out[x * rows + row] = sum;
    }
  });
  return out;
}

const call = signature('resize', { size: 'number' });

/**
 * The shorter side becomes `size` pixels, the longer one keeps the proportion. [C, H, W] → [C, H', W']. Not random.
 *
 * @example composeTransforms(resize(32), centerCrop(32)) // any photograph → [3, 32, 32]
 */
export function resize(size: number): ImageTransform {
  check(call, size);
  if (!Number.isInteger(size) || size < 1)
    throw new ChalkgradError(`resize: ${size} pixels`, 'the shorter side gets a whole number of at least 1.');
  return (x) => {
    const { values, channels, height, width } = imageOf(x, 'resize');
    const scaled = (side: number): number => Math.max(size, Math.round((side * size) / Math.min(height, width)));
    const [newHeight, newWidth] = [scaled(height), scaled(width)];
    const [across, down] = [tapsFor(width, newWidth), tapsFor(height, newHeight)];
    const out = new Float32Array(channels * newHeight * newWidth);
    for (let c = 0; c < channels; c++) {
      const plane = values.subarray(c * height * width, (c + 1) * height * width);
      const columns = resizeRows(plane, height, width, across); // [W', H]
      out.set(resizeRows(columns, newWidth, height, down), c * newHeight * newWidth); // [H', W']
    }
    return tensorFrom(out, [channels, newHeight, newWidth], 'float32');
  };
}
