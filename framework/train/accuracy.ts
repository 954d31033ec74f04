/** Share of examples that are taken for what they are, 0 … 1. */
import { optionsOf, signature } from '../tensor/arguments.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { compareClasses, type ThresholdOptions } from './predictedClasses.ts';

const call = signature('accuracy', { outputs: 'tensor', targets: 'tensor' }, { threshold: 'number' });

/**
 * outputs: logits [m, K] (the largest decides) with targets int32 [m]; one logit an example, [m] or [m, 1] (above 0: class 1), with targets of
 * 0 and 1; or class numbers int32 [m]. Further axes may follow: logits [m, K, d…], targets [m, d…]. NaN for no examples, and where an output
 * is NaN: a model that has diverged is not right by chance.
 *
 * Errors: shapes that do not belong together; a target that is no class.
 *
 * @param options.threshold for one number an example; default 0. Give 0.5 if the outputs are probabilities
 * @example accuracy(tensor([[2, 1], [0, 3]]), tensor([0, 0], { dtype: 'int32' })) // 0.5
 */
export function accuracy(outputs: Tensor, targets: Tensor, options: ThresholdOptions = {}): number {
  options = optionsOf(call, [outputs, targets, options]);
  const { predicted, actual, nan } = compareClasses(outputs, targets, 'accuracy', options);
  if (nan >= 0) return Number.NaN;
  return predicted.filter((guess, i) => guess === actual[i]).length / actual.length;
}
