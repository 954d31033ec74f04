/** What a language model has to beat: counting which character follows which. */
import { ChalkgradError } from '../tensor/errors.ts';

/**
 * Perplexity per token on `test` of a model that has counted, in `train`, which token follows which `order - 1` tokens: 1
 * counts single tokens (unigrams), 2 pairs (bigrams). One is added to each count, so that nothing is impossible (Laplace).
 *
 * Errors: an order below 1; a test text that is not longer than the order.
 *
 * @example ngramPerplexity(train, test, 65, 2) // tokens 0 … 64
 */
export function ngramPerplexity(
  train: ArrayLike<number>,
  test: ArrayLike<number>,
  vocabularySize: number,
  order: number,
): number {
  if (!(Number.isInteger(order) && order > 0 && test.length >= order))
    throw new ChalkgradError(
      `ngramPerplexity: order ${order}, ${test.length} tokens to test`,
      'the order is a whole number of at least 1, and the text at least as long.',
    );
  const whole = new Map<string, number>();
  const before = new Map<string, number>();
  for (const [context, gram] of grams(train, order)) {
    whole.set(gram, (whole.get(gram) ?? 0) + 1);
    before.set(context, (before.get(context) ?? 0) + 1);
  }
  let [sum, count] = [0, 0];
  for (const [context, gram] of grams(test, order)) {
    sum -= Math.log(((whole.get(gram) ?? 0) + 1) / ((before.get(context) ?? 0) + vocabularySize));
    count++;
  }
  return Math.exp(sum / count);
}

/** Every run of `order` tokens: its beginning without the last one, and the whole. */
function* grams(tokens: ArrayLike<number>, order: number): Iterable<[context: string, gram: string]> {
  const all = Array.from(tokens);
  for (let end = order; end <= all.length; end++) {
    const context = all.slice(end - order, end - 1).join();
    yield [context, `${context};${all[end - 1]}`];
  }
}
