/** Padding that is not zeros: it is laid around the input, and the convolution then needs none. */
import type { PaddedConvOptions } from '../../ops/conv/convolution.ts';
import { sidesAround } from '../../ops/conv/samePadding.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { inScope } from '../../trace/emit.ts';

/** What stands around the input of a convolution; see `pad` for what each means. */
export type PaddingMode = 'zeros' | 'reflect' | 'replicate' | 'circular';

const MODES: readonly PaddingMode[] = ['zeros', 'reflect', 'replicate', 'circular'];

export function checkPaddingMode(layer: string, mode: PaddingMode): PaddingMode {
  if (MODES.includes(mode)) return mode;
  throw new ChalkgradError(
    `${layer}: there is no paddingMode '${String(mode)}'`,
    `choose one of: ${MODES.join(', ')}.`,
  );
}

/** The input with its surroundings, and the options that are left. x and weight: [.., .., L] or [.., .., H, W] */
export function padAround<O extends PaddedConvOptions>(
  x: Tensor,
  weight: Tensor,
  options: O,
  mode: PaddingMode,
): [Tensor, O] {
  if (mode === 'zeros') return [x, options];
  const isSignal = weight.rank === 3;
  const kernel = isSignal ? ([1, weight.shape[2]!] as const) : ([weight.shape[2]!, weight.shape[3]!] as const);
  const [left, right, top, bottom] = sidesAround(options, kernel, isSignal ? 'Conv1d' : 'Conv2d');
  const sides = isSignal ? [left, right] : [left, right, top, bottom];
  return [inScope('padding', () => x.pad(sides, { mode })), { ...options, padding: 0 }];
}
