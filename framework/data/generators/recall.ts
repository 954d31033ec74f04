/** Remember the first: a sequence whose class is its first letter, which never comes again. What a network with memory needs it for. */
import { check, signature } from '../../tensor/arguments.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import type { Generator } from '../../tensor/random.ts';
import { type Tensor, tensorFrom } from '../../tensor/Tensor.ts';

export interface Recall {
  /** The first letter is one of 0 … letters - 1, the others are of letters … 2 · letters - 1. int32 [N, T] */
  readonly inputs: Tensor;
  /** The first letter. int32 [N] */
  readonly targets: Tensor;
}

const call = signature('generateRecall', {
  count: 'count',
  length: 'count',
  letters: 'count',
  generator: 'generator',
});

/**
 * `count` sequences of `length` letters. Unlike other generators it draws from the stream it is given, sequence by sequence, so that one
 * stream can go on giving fresh ones. → inputs [count, length], targets [count]
 *
 * @example generateRecall(32, 30, 4, new Generator(7).fork('data'))
 */
export function generateRecall(count: number, length: number, letters: number, generator: Generator): Recall {
  check(call, count, length, letters, generator);
  if (![count, length, letters].every((n) => Number.isInteger(n) && n >= 1)) {
    throw new ChalkgradError(
      `generateRecall: ${count} sequences of ${length} with ${letters} letters`,
      'all three are whole numbers of at least 1.',
    );
  }
  const inputs = new Int32Array(count * length);
  const targets = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    targets[i] = generator.integer(letters);
    inputs[i * length] = targets[i]!;
    for (let t = 1; t < length; t++) inputs[i * length + t] = letters + generator.integer(letters);
  }
  return {
    inputs: tensorFrom(inputs, [count, length], 'int32'),
    targets: tensorFrom(targets, [count], 'int32'),
  };
}
