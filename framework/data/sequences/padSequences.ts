/** Sequences of different lengths → one rectangle, with a mask that tells what is real. */
import { optionsOf, signature } from '../../tensor/arguments.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import { type Tensor, tensorFrom } from '../../tensor/Tensor.ts';
import { listOf, wholeNumbers } from '../listOf.ts';

export interface PadOptions {
  /** Length of every row. Default: that of the longest sequence. Longer ones are cut at the end. */
  readonly length?: number;
  /** Token that fills up. Default 0. */
  readonly value?: number;
  /** Where the filling goes. Default `right`. */
  readonly side?: 'left' | 'right';
}

export interface PaddedSequences {
  /** int32 [N, T] */
  readonly tokens: Tensor;
  /** bool [N, T]: true where a token is real. */
  readonly mask: Tensor;
  /** int32 [N]: real tokens in each row. */
  readonly lengths: Tensor;
}

const call = signature('padSequences', { sequences: 'list' }, { length: 'count', value: 'finite', side: 'text' });

/**
 * A sequence without a token becomes a row of filling, of length 0; recurrent networks and attention masks know what to do with it.
 *
 * Errors: no token at all; something else than lists of whole numbers.
 *
 * @example padSequences([[5, 6], [7]]).tokens.toArray() // [[5, 6], [7, 0]]
 */
export function padSequences(
  sequences: readonly (ArrayLike<number> | Tensor)[],
  options: PadOptions = {},
): PaddedSequences {
  options = optionsOf(call, [sequences, options]);
  const lists = Array.from(listOf(sequences, 'padSequences'), (tokens, i) =>
    wholeNumbers(tokens, `padSequences: sequence ${i}`),
  );
  const longest = lists.reduce((most, { length: own }) => Math.max(most, own), 0);
  const { length = longest, value = 0, side = 'right' } = options;
  wholeNumbers([value], 'padSequences: value');
  if (side !== 'left' && side !== 'right')
    throw new ChalkgradError(`padSequences: side '${String(side)}'`, "filling goes to the 'left' or to the 'right'.");
  if (!(Number.isInteger(length) && length > 0)) {
    throw new ChalkgradError(
      `padSequences: ${lists.length} sequences cannot be ${length} long`,
      'there must be at least one token, or a length of at least 1.',
    );
  }
  const shape = [lists.length, length];
  const tokens = new Int32Array(lists.length * length).fill(value);
  const mask = new Uint8Array(tokens.length);
  const lengths = Int32Array.from(lists, (sequence) => Math.min(sequence.length, length));
  lists.forEach((sequence, row) => {
    const real = lengths[row]!;
    const start = row * length + (side === 'left' ? length - real : 0);
    for (let i = 0; i < real; i++) tokens[start + i] = sequence[i]!;
    mask.fill(1, start, start + real);
  });
  return {
    tokens: tensorFrom(tokens, shape, 'int32'),
    mask: tensorFrom(mask, shape, 'bool'),
    lengths: tensorFrom(lengths, [lists.length], 'int32'),
  };
}
