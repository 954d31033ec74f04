/** Who was taken for whom. Row: the true class, column: the predicted one, as in scikit-learn. */
import { ChalkgradError } from '../tensor/errors.ts';
import { type Tensor, tensorFrom } from '../tensor/Tensor.ts';
import { predictedClasses, trueClasses } from './predictedClasses.ts';

/**
 * outputs [m, K] (logits) or int32 [m], targets int32 [m] → counts, int32 [K, K].
 *
 * @param options.classes K; default: as many as there are logits, or one more than the largest number that occurs
 * @example confusionMatrix(tensor([0, 1, 1], { dtype: 'int32' }), tensor([0, 0, 1], { dtype: 'int32' })) // [[1, 1], [0, 1]]
 */
export const confusionMatrix = (
  outputs: Tensor,
  targets: Tensor,
  options: { readonly classes?: number } = {},
): Tensor => countConfusions('confusionMatrix', outputs, targets, options.classes);

/** The same on behalf of another metric, which errors then name. */
export function countConfusions(metric: string, outputs: Tensor, targets: Tensor, wanted?: number): Tensor {
  const predicted = predictedClasses(outputs, metric);
  const actual = trueClasses(targets, predicted.length, metric);
  const largest = Math.max(...[predicted, actual].map((list) => list.reduce((a, b) => Math.max(a, b), 0)));
  const classes = wanted ?? Math.max(largest + 1, outputs.shape[1] ?? 0);
  if (classes <= largest)
    throw new ChalkgradError(`${metric}: class ${largest} among ${classes}`, 'classes go from 0 to K - 1.');
  const counts = new Int32Array(classes * classes);
  predicted.forEach((guess, i) => {
    counts[actual[i]! * classes + guess]!++;
  });
  return tensorFrom(counts, [classes, classes], 'int32');
}
