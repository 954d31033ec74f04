/** A network of letters writes: each letter is drawn from what it holds possible after the ones before, and then read. */
import { ChalkgradError } from '../tensor/errors.ts';
import { noGrad } from '../tensor/history.ts';
import type { Generator } from '../tensor/random.ts';
import { type Tensor, tensorFrom } from '../tensor/Tensor.ts';

export interface WriteLettersOptions {
  /** A stream for each text, so that one text does not change with another. */
  readonly generators: readonly Generator[];
  /** Logits are divided by it: below 1 closer to the likeliest letters, above 1 closer to chance. */
  readonly temperature: number;
  /** No text gets longer. */
  readonly longest: number;
  /** The token that begins a text and ends it. */
  readonly end: number;
}

/** tokens int32 [N] and the state before (null: of the beginning) → logits of the next token [N, V], and the state after */
type Next = (tokens: Tensor, state: unknown) => readonly [logits: Tensor, state: unknown];

/**
 * Texts as tokens, one for each generator, without the token at their ends.
 * Errors: a temperature of 0 or below.
 *
 * @example writeLetters(next, { generators: [new Generator(7)], temperature: 1, longest: 24, end: 0 })
 */
export function writeLetters(next: Next, options: WriteLettersOptions): number[][] {
  const { generators, temperature, longest, end } = options;
  if (!(temperature > 0))
    throw new ChalkgradError(
      `writeLetters: a temperature of ${temperature}`,
      'it is above 0; 1 is as the network believes.',
    );
  const texts = generators.map((): number[] => []);
  const isOver = texts.map(() => false);
  let last = new Int32Array(texts.length).fill(end);
  let state: unknown = null;
  for (let t = 0; t < longest && isOver.includes(false); t++) {
    const before = state;
    const read = tensorFrom(last, [texts.length], 'int32');
    const [probabilities, after] = noGrad(() => {
      const [logits, made] = next(read, before);
      return [logits.div(temperature).softmax(1), made] as const; // [N, V]
    });
    state = after;
    const [, classes] = probabilities.shape as [number, number];
    const rows = probabilities.dataSync();
    // Every text draws once a letter, whether it is over or not.
    last = Int32Array.from(generators, (generator, n) =>
      draw(rows.subarray(n * classes, (n + 1) * classes), generator),
    );
    for (const [n, token] of last.entries()) {
      isOver[n] ||= token === end;
      if (!isOver[n]) texts[n]!.push(token);
    }
  }
  return texts;
}

/** A place, drawn with the probability that stands there. */
export function draw(probabilities: ArrayLike<number>, generator: Generator): number {
  let left = generator.uniform();
  for (let place = 0; place < probabilities.length; place++) {
    left -= probabilities[place]!;
    if (left < 0) return place;
  }
  return probabilities.length - 1; // rounding: the probabilities may add up to a little less than 1
}
