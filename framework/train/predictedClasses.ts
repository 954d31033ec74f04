/** What all metrics of classification begin with: class numbers, from logits or as they are. */
import { ChalkgradError, shapeText } from '../tensor/errors.ts';
import type { Tensor } from '../tensor/Tensor.ts';

/**
 * Logits or probabilities [m, K] → the class with the largest (the first of equal ones); class numbers int32 [m] stay. → [m]
 *
 * Errors: float numbers [m], of which nobody knows the threshold.
 */
export function predictedClasses(outputs: Tensor, metric: string): Int32Array<ArrayBuffer> {
  const [rows, classes] = outputs.shape;
  const flat = outputs.dataSync();
  if (outputs.rank === 1 && (outputs.dtype === 'int32' || outputs.dtype === 'bool')) return Int32Array.from(flat);
  if (outputs.rank !== 2 || classes === 0) {
    throw new ChalkgradError(
      `${metric}: predictions ${outputs.dtype} ${shapeText(outputs.shape)}`,
      "give it logits [m, K], or class numbers int32 [m]; for one logit per example: z.gt(0).to('int32').",
    );
  }
  return Int32Array.from({ length: rows! }, (_, i) => {
    let best = 0;
    for (let k = 1; k < classes!; k++) if (flat[i * classes! + k]! > flat[i * classes! + best]!) best = k;
    return best;
  });
}

/** Class numbers [m]. Errors: another rank or dtype, another length than the predictions, a number below 0. */
export function trueClasses(targets: Tensor, count: number, metric: string): Int32Array<ArrayBuffer> {
  const isWhole = targets.dtype === 'int32' || targets.dtype === 'bool';
  if (targets.rank !== 1 || !isWhole || targets.shape[0] !== count) {
    throw new ChalkgradError(
      `${metric}: targets ${targets.dtype} ${shapeText(targets.shape)} for ${count} predictions`,
      'targets are class numbers: int32 [m], one for each prediction.',
    );
  }
  const classes = Int32Array.from(targets.dataSync());
  const negative = classes.find((label) => label < 0);
  if (negative !== undefined)
    throw new ChalkgradError(
      `${metric}: ${negative} is no class`,
      'classes are numbered from 0; leave out rows without one.',
    );
  return classes;
}
