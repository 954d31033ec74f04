/** Sequences of different lengths → one rectangle, with a mask that tells what is real. */
import { optionsOf, signature } from '../../tensor/arguments.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import { type Tensor, tensorFrom } from '../../tensor/Tensor.ts';

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

const call = signature('padSequences', { sequences: 'list' }, { length: 'number', value: 'number', side: 'text' });

/** @example padSequences([[5, 6], [7]]).tokens.toArray() // [[5, 6], [7, 0]] */
export function padSequences(sequences: readonly ArrayLike<number>[], options: PadOptions = {}): PaddedSequences {
  optionsOf(call, [sequences, options]);
  const { length = Math.max(0, ...sequences.map((tokens) => tokens.length)), value = 0, side = 'right' } = options;
  if (!(Number.isInteger(length) && length > 0)) {
    throw new ChalkgradError(
      `padSequences: ${sequences.length} sequences cannot be ${length} long`,
      'there must be at least one token, or a length of at least 1.',
    );
  }
  const shape = [sequences.length, length];
  const tokens = new Int32Array(sequences.length * length).fill(value);
  const mask = new Uint8Array(tokens.length);
  const lengths = Int32Array.from(sequences, (sequence) => Math.min(sequence.length, length));
  sequences.forEach((sequence, row) => {
    const real = lengths[row]!;
    const start = row * length + (side === 'left' ? length - real : 0);
    for (let i = 0; i < real; i++) tokens[start + i] = sequence[i]!;
    mask.fill(1, start, start + real);
  });
  return {
    tokens: tensorFrom(tokens, shape, 'int32'),
    mask: tensorFrom(mask, shape, 'bool'),
    lengths: tensorFrom(lengths, [sequences.length], 'int32'),
  };
}
