/** Geometry that convolution and pooling share: pairs from single numbers, the output size, and its error. */
import type { PoolWindow, Window2d } from '../../kernels/Kernels.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';

/** One number for both directions, or [vertical, horizontal]. */
export type Pair = number | readonly [number, number];

export interface WindowOptions {
  /** Cells from one window to the next. */
  readonly stride?: Pair;
  /** Cells of zeros (for max pooling: of -∞) around the image. Default 0. */
  readonly padding?: Pair;
  /** Distance between neighbouring cells of the kernel. Default 1. */
  readonly dilation?: Pair;
}

/** Options of max pooling. */
export interface PoolOptions extends WindowOptions {
  /** Does a window that hangs over the bottom or right edge still count? It must begin inside. Default false. */
  readonly ceilMode?: boolean;
}

export const pair = (value: Pair): readonly [number, number] => (typeof value === 'number' ? [value, value] : value);

/** Resolve options; a stride that is not given is `defaultStride`. */
export function windowOf(options: WindowOptions, defaultStride: Pair, op: string): Window2d {
  const window = {
    stride: pair(options.stride ?? defaultStride),
    padding: pair(options.padding ?? 0),
    dilation: pair(options.dilation ?? 1),
  };
  const whole = (values: readonly [number, number], least: number): boolean =>
    values.every((v) => Number.isInteger(v) && v >= least);
  if (!whole(window.stride, 1) || !whole(window.padding, 0) || !whole(window.dilation, 1)) {
    throw new ChalkgradError(
      `${op}: stride [${window.stride.join(', ')}], padding [${window.padding.join(', ')}], dilation [${window.dilation.join(', ')}] do not make a window`,
      'stride and dilation are whole numbers of at least 1, padding of at least 0.',
    );
  }
  return window;
}

/** The window of a pooling op, whose stride is the kernel size unless given. */
export function poolWindowOf(options: WindowOptions, kernelSize: Pair, op: string): PoolWindow {
  const kernel = pair(kernelSize);
  if (!kernel.every((n) => Number.isInteger(n) && n >= 1)) {
    throw new ChalkgradError(
      `${op}: a window of ${kernel.join('×')} is not possible`,
      'sizes are whole numbers of at least 1.',
    );
  }
  const window = windowOf(options, kernel, op);
  if (window.padding[0] * 2 > kernel[0] || window.padding[1] * 2 > kernel[1]) {
    throw new ChalkgradError(
      `${op}: padding ${window.padding.join('×')} is more than half of the ${kernel.join('×')} window`,
      'then some windows would hold nothing but padding; use less padding.',
    );
  }
  return { ...window, kernel };
}

/** Pooling works on [N, C, H, W] (4 axes) or [N, C, L] (3 axes). */
export function checkPoolInput(op: string, x: Tensor, axes: 3 | 4): void {
  if (x.rank !== axes) {
    throw new ChalkgradError(
      `${op}: input ${shapeText(x.shape)} must have ${axes} axes`,
      axes === 4
        ? 'input is [N, C, H, W]; a single image needs unsqueeze(0).'
        : 'input is [N, C, L]; a single sequence needs unsqueeze(0).',
    );
  }
}

/**
 * How many places the window takes: ⌊(size + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1. With ceilMode the quotient is rounded
 * up, unless the last window would then begin behind the image and the padding in front of it (PyTorch's rule).
 * Source: Dumoulin & Visin (2016), relationship 15.
 */
export function outputSize(
  size: readonly [number, number],
  kernel: readonly [number, number],
  window: Window2d,
  op: string,
  ceilMode = false,
): [number, number] {
  const along = (axis: 0 | 1): number => {
    const reach = window.dilation[axis] * (kernel[axis] - 1) + 1;
    const steps = (size[axis] + 2 * window.padding[axis] - reach) / window.stride[axis];
    if (!ceilMode) return Math.floor(steps) + 1;
    const last = Math.ceil(steps);
    return last * window.stride[axis] >= size[axis] + window.padding[axis] ? last : last + 1;
  };
  const result: [number, number] = [along(0), along(1)];
  if (result[0] < 1 || result[1] < 1) {
    throw new ChalkgradError(
      `${op}: a ${kernel.join('×')} window (dilation ${window.dilation.join('×')}) does not fit into a ${size.join('×')} image with padding ${window.padding.join('×')}`,
      'use a smaller kernel or dilation, more padding, or fewer pooling steps before it.',
    );
  }
  return result;
}
