/**
 * How many equally likely tokens a language model hesitates between: e to the mean cross-entropy. A model that knows nothing
 * about K tokens has K, a perfect one has 1.
 */
import { optionsOf, signature } from '../tensor/arguments.ts';
import { ChalkgradError, shapeText } from '../tensor/errors.ts';
import { sameShape } from '../tensor/shape.ts';
import type { Tensor } from '../tensor/Tensor.ts';

const call = signature('perplexity', { logits: 'tensor', targets: 'tensor' }, { ignoreIndex: 'whole' });

/**
 * logits [..., K], targets int32 [...] → at least 1. Computed in float64 with the largest logit taken out first.
 *
 * Errors: shapes that do not belong together; a target that is no token; nothing left to count.
 *
 * @param options.ignoreIndex targets that do not count, such as padding
 */
export function perplexity(logits: Tensor, targets: Tensor, options: { readonly ignoreIndex?: number } = {}): number {
  options = optionsOf(call, [logits, targets, options]);
  const { ignoreIndex } = options;
  if (logits.rank < 1 || !sameShape(logits.shape.slice(0, -1), targets.shape)) {
    throw new ChalkgradError(
      `perplexity: logits ${shapeText(logits.shape)}, targets ${shapeText(targets.shape)}`,
      'logits have one axis more than the targets, the last one: a number for each token.',
    );
  }
  const tokens = logits.shape.at(-1)!;
  const flat = logits.dataSync();
  let [sum, count] = [0, 0];
  targets.dataSync().forEach((target, i) => {
    if (target === ignoreIndex) return;
    if (!(Number.isInteger(target) && target >= 0 && target < tokens))
      throw new ChalkgradError(
        `perplexity: target ${target} of ${tokens} tokens`,
        'tokens go from 0 to K - 1; give ignoreIndex for padding.',
      );
    const row = flat.subarray(i * tokens, (i + 1) * tokens);
    sum += logSumExp(row) - row[target]!;
    count++;
  });
  if (count === 0)
    throw new ChalkgradError('perplexity: no target counts', 'there must be at least one that is not ignored.');
  return Math.exp(sum / count);
}

function logSumExp(row: ArrayLike<number>): number {
  const values = Array.from(row);
  const largest = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return largest + Math.log(values.reduce((sum, value) => sum + Math.exp(value - largest), 0));
}
