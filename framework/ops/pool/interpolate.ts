import { tensor } from '../../tensor/create.ts';
import { type DType, isFloat } from '../../tensor/dtype.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { composeOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';

export interface InterpolateOptions {
  /** Size of the result: of its length, or [height, width]; one number for both. */
  readonly size?: number | readonly number[] | undefined;
  /** Or how many times as large it is; the result is rounded down. */
  readonly scaleFactor?: number | readonly number[] | undefined;
  /** 'nearest' copies a cell, 'linear' (sequences) and 'bilinear' (images) mix neighbours by distance. Default 'nearest'. */
  readonly mode?: 'nearest' | 'linear' | 'bilinear' | undefined;
  /** Of linear and bilinear: do the centres of the first and last cells meet, instead of the outer edges? Default false. */
  readonly alignCorners?: boolean | undefined;
}

type Args = [x: Tensor, options?: InterpolateOptions];

/**
 * Images or sequences in another size. x: [N, C, L] or [N, C, H, W] → the same with other positions. Either `size` or `scaleFactor` must be
 * given. Cells are squares whose centres stand at ½: place i of the result lies at (i + ½)·s - ½ of x, s being what one step is there.
 * Errors: a mode that does not fit, alignCorners with 'nearest', no size or two.
 *
 * @example images.interpolate({ scaleFactor: 2, mode: 'bilinear' }) // [N, C, H, W] → [N, C, 2H, 2W]
 */
export const interpolate: Op<Args> = composeOp<Args>({
  name: 'interpolate',
  summary: 'Images or sequences in another size: copies of the nearest cell, or mixtures of neighbours.',
  tex: {
    forward: String.raw`y_i = x_{\lfloor s i \rfloor} \quad \text{or} \quad y_i = (1 - t)\, x_k + t\, x_{k+1}, \quad k + t = s \, (i + \tfrac12) - \tfrac12`,
    backward: String.raw`\bar{x}_k = \sum_i \bar{y}_i \, \frac{\partial y_i}{\partial x_k}: \quad 1, \; 1 - t \text{ or } t`,
  },
  kernels: ['gather', 'zip', 'scatterAdd'],
  forward: (x, options = {}) => {
    const { mode = 'nearest', alignCorners } = options;
    check(x, mode, alignCorners);
    return resolvedSizes(x, options).reduce((y, axis) => {
      if (mode === 'nearest') return y.indexSelect(axis.axis, ints(nearestPlaces(axis, x.dtype)));
      return mixed(y, axis, alignCorners ?? false);
    }, x);
  },
  examples: (g) => [
    [uniform(g, [1, 2, 2, 3], [-1, 1]), { scaleFactor: 2 }],
    [uniform(g, [1, 1, 5], [-1, 1]), { size: 3 }],
    [uniform(g, [1, 2, 2, 3], [-1, 1]), { scaleFactor: 2, mode: 'bilinear' }],
    [uniform(g, [1, 1, 4, 3], [-1, 1]), { size: [3, 5], mode: 'bilinear', alignCorners: true }],
    [uniform(g, [2, 1, 3], [-1, 1]), { scaleFactor: 1.5, mode: 'linear' }],
  ],
});

/** One axis of positions: how many there are, how many there will be, and what one step of the result is in x. */
interface Resizing {
  readonly axis: number;
  readonly from: number;
  readonly to: number;
  readonly step: number;
  /** Was the size given, and not a factor? */
  readonly bySize: boolean;
}

const ints = (places: readonly number[]): Tensor => tensor(places, { dtype: 'int32' });

/** PyTorch multiplies in the precision of the images: in float32 a product that comes close to a whole number may reach it. */
function nearestPlaces({ from, to, step, bySize }: Resizing, dtype: DType): number[] {
  const s = Math.fround(step);
  const place = (i: number): number => (dtype === 'float32' ? Math.fround(i * s) : bySize ? (i * from) / to : i * step);
  return Array.from({ length: to }, (_, i) => Math.min(Math.floor(place(i)), from - 1));
}

/** Along one axis: the cell before and the cell behind, each by its share. */
function mixed(x: Tensor, { axis, from, to, step }: Resizing, alignCorners: boolean): Tensor {
  const places = Array.from({ length: to }, (_, i) => {
    if (alignCorners) return to > 1 ? (i * (from - 1)) / (to - 1) : 0;
    return Math.max((i + 0.5) * step - 0.5, 0);
  });
  const before = places.map((place) => Math.min(Math.floor(place), from - 1));
  const behind = before.map((place) => Math.min(place + 1, from - 1));
  const shares = places.map((place, i) => place - before[i]!);
  const share = tensor(shares, { dtype: x.dtype }).reshape(x.shape.map((_, i) => (i === axis ? to : 1)));
  const start = x.indexSelect(axis, ints(before));
  return start.add(x.indexSelect(axis, ints(behind)).sub(start).mul(share));
}

function resolvedSizes(x: Tensor, { size, scaleFactor }: InterpolateOptions): Resizing[] {
  const given = size ?? scaleFactor;
  const axes = x.rank - 2;
  const each = typeof given === 'number' ? new Array<number>(axes).fill(given) : (given ?? []);
  const fits = (size === undefined) !== (scaleFactor === undefined) && each.length === axes;
  const sizes = each.map((n, i) => (size === undefined ? Math.floor(x.shape[i + 2]! * n) : n));
  if (!fits || sizes.some((n) => !Number.isInteger(n) || n < 1)) {
    throw new ChalkgradError(
      `interpolate: size ${shown(size)} and scaleFactor ${shown(scaleFactor)} do not name a new size for ${shapeText(x.shape)}`,
      `give one of the two: a number, or ${axes} of them; each result must have at least 1 cell.`,
    );
  }
  return sizes.map((to, i) => {
    const from = x.shape[i + 2]!;
    return { axis: i + 2, from, to, step: size === undefined ? 1 / each[i]! : from / to, bySize: size !== undefined };
  });
}

const shown = (value: number | readonly number[] | undefined): string =>
  value === undefined ? '(none)' : typeof value === 'number' ? String(value) : shapeText(value);

function check(x: Tensor, mode: string, alignCorners: boolean | undefined): void {
  const modes: Readonly<Record<number, readonly string[]>> = { 3: ['nearest', 'linear'], 4: ['nearest', 'bilinear'] };
  const known = modes[x.rank];
  if (known === undefined || x.shape.slice(2).includes(0)) {
    throw new ChalkgradError(
      `interpolate: input ${shapeText(x.shape)} has no positions to lie between`,
      'input is [N, C, L] or [N, C, H, W], with at least one cell.',
    );
  }
  if (!known.includes(mode)) {
    throw new ChalkgradError(
      `interpolate: there is no mode '${mode}' for ${shapeText(x.shape)}`,
      `choose one of: ${known.join(', ')}.`,
    );
  }
  if (mode !== 'nearest' && !isFloat(x.dtype)) {
    throw new ChalkgradError(
      `interpolate: mixtures of ${x.dtype} ${shapeText(x.shape)} would lose their fractions`,
      "convert it first: x.to('float32'); or copy whole cells with mode 'nearest'.",
    );
  }
  if (mode === 'nearest' && alignCorners !== undefined) {
    throw new ChalkgradError(
      "interpolate: alignCorners has no meaning in mode 'nearest'",
      'leave it out, or mix neighbours: bilinear for images, linear for sequences.',
    );
  }
}
