/** Who was taken for whom. Row: the true class, column: the predicted one, as in scikit-learn. */
import { optionsOf, signature } from '../tensor/arguments.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import { type Tensor, tensorFrom } from '../tensor/Tensor.ts';
import { type Compared, compareClasses, type ThresholdOptions } from './predictedClasses.ts';

export interface ConfusionOptions extends ThresholdOptions {
  /** K. Default: as many as there are logits (2 for one logit an example), or one more than the largest number that occurs. */
  readonly classes?: number;
}

const call = signature(
  'confusionMatrix',
  { outputs: 'tensor', targets: 'tensor' },
  { classes: 'number', threshold: 'number' },
);

/**
 * outputs [m, K] (logits), [m] or [m, 1] (one logit an example, above 0: class 1) or int32 [m] (class numbers), targets int32 [m] → counts,
 * int32 [K, K].
 *
 * Errors: a prediction that is NaN, which belongs in no column; a class beyond those there are.
 *
 * @example confusionMatrix(tensor([0, 1, 1], { dtype: 'int32' }), tensor([0, 0, 1], { dtype: 'int32' })) // [[1, 1], [0, 1]]
 */
export function confusionMatrix(outputs: Tensor, targets: Tensor, options: ConfusionOptions = {}): Tensor {
  options = optionsOf(call, [outputs, targets, options]);
  const compared = compareClasses(outputs, targets, 'confusionMatrix', options);
  if (compared.nan >= 0) {
    throw new ChalkgradError(
      `confusionMatrix: the outputs for example ${compared.nan} are NaN, which is no class`,
      'the model has diverged: fit(setup, { terminateOnNaN: true }) says at which step and op.',
    );
  }
  return countConfusions('confusionMatrix', compared, options.classes);
}

/** The same of classes that are known, on behalf of another metric, which errors then name. */
export function countConfusions(
  metric: string,
  { predicted, actual, classes: told }: Compared,
  wanted?: number,
): Tensor {
  const largest = Math.max(...[predicted, actual].map((list) => list.reduce((a, b) => Math.max(a, b), 0)));
  const classes = wanted ?? Math.max(largest + 1, told);
  if (!Number.isInteger(classes) || classes <= largest)
    throw new ChalkgradError(`${metric}: class ${largest} among ${classes}`, 'classes go from 0 to K - 1.');
  const counts = new Int32Array(classes * classes);
  predicted.forEach((guess, i) => {
    counts[actual[i]! * classes + guess]!++;
  });
  return tensorFrom(counts, [classes, classes], 'int32');
}
