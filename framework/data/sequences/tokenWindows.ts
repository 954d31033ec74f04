/** A long text as examples for a language model: pieces of equal length, each with the same piece one token later. */
import { optionsOf, signature } from '../../tensor/arguments.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import { type Tensor, tensorFrom } from '../../tensor/Tensor.ts';
import { wholeNumbers } from '../listOf.ts';

export interface TokenWindows {
  /** int32 [N, T] */
  readonly inputs: Tensor;
  /** The token that follows each: int32 [N, T]. */
  readonly targets: Tensor;
}

const call = signature('tokenWindows', { tokens: 'anything', length: 'count' }, { stride: 'count' });

/**
 * Tokens in a row → windows of `length`. What does not fill a window at the end is left out.
 *
 * Errors: a length or stride below 1; fewer than length + 1 tokens.
 *
 * @param options.stride tokens from one window to the next; default `length`: no token twice
 * @example tokenWindows([5, 6, 7, 8, 9], 2) // inputs [[5, 6], [7, 8]], targets [[6, 7], [8, 9]]
 */
export function tokenWindows(
  tokens: ArrayLike<number> | Tensor,
  length: number,
  options: { readonly stride?: number } = {},
): TokenWindows {
  options = optionsOf(call, [tokens, length, options]);
  const { stride = length } = options;
  if (!(Number.isInteger(length) && length > 0 && Number.isInteger(stride) && stride > 0))
    throw new ChalkgradError(
      `tokenWindows: length ${length}, stride ${stride}`,
      'both are whole numbers of at least 1.',
    );
  const list = wholeNumbers(tokens, 'tokenWindows');
  const count = Math.floor((list.length - 1 - length) / stride) + 1;
  if (count < 1) {
    throw new ChalkgradError(
      `tokenWindows: ${list.length} tokens hold no window of ${length} and the token after it`,
      'use a longer text or a shorter window.',
    );
  }
  const windowsFrom = (delay: number): Tensor => {
    const out = new Int32Array(count * length);
    for (let i = 0; i < out.length; i++) out[i] = list[Math.floor(i / length) * stride + (i % length) + delay]!;
    return tensorFrom(out, [count, length], 'int32');
  };
  return { inputs: windowsFrom(0), targets: windowsFrom(1) };
}
