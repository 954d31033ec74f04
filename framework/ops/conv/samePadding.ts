/** Padding in words: 'same' keeps the size of the image, 'valid' is none. */
import { ChalkgradError } from '../../tensor/errors.ts';
import type { Conv2dOptions, PaddedConvOptions } from './convolution.ts';
import { type Pair, pair } from './window2d.ts';

export interface ResolvedPadding {
  /** Padding as numbers. */
  readonly window: Conv2dOptions;
  /** A row below and a column at the right that are missing for 'same': even kernels need one cell more there. Zero is the rule. */
  readonly extra: readonly [below: number, right: number];
}

const NONE = [0, 0] as const;

/** dilation · (kernel - 1) cells in all; where they are odd, the one left over stands behind, as in PyTorch. */
export function resolvePadding(
  { padding = 0, ...rest }: PaddedConvOptions,
  kernel: readonly [number, number],
  op: string,
): ResolvedPadding {
  if (typeof padding !== 'string') return { window: { ...rest, padding }, extra: NONE };
  if (padding === 'valid') return { window: rest, extra: NONE };
  if (padding !== 'same') {
    throw new ChalkgradError(`${op}: there is no padding '${String(padding)}'`, "give a number, 'same' or 'valid'.");
  }
  const stride = pair(rest.stride ?? 1);
  if (stride[0] !== 1 || stride[1] !== 1) {
    throw new ChalkgradError(
      `${op}: padding 'same' goes with stride 1 only, and the stride is [${stride.join(', ')}]`,
      'give the padding as a number.',
    );
  }
  const dilation = pair(rest.dilation ?? 1);
  const [y, x] = [dilation[0] * (kernel[0] - 1), dilation[1] * (kernel[1] - 1)];
  return { window: { ...rest, padding: [Math.floor(y / 2), Math.floor(x / 2)] }, extra: [y % 2, x % 2] };
}

/** [left, right, top, bottom] for `pad`, of a layer that fills its padding with something else than zeros. */
export function sidesAround(
  options: PaddedConvOptions,
  kernel: readonly [number, number],
  op: string,
): readonly [number, number, number, number] {
  const { window, extra } = resolvePadding(options, kernel, op);
  const [y, x] = pair(window.padding ?? (0 as Pair));
  return [x, x + extra[1], y, y + extra[0]];
}
