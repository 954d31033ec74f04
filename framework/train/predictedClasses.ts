/** What all metrics of classification begin with: class numbers, from logits or as they are, beside the true ones. */
import { ChalkgradError, shapeText } from '../tensor/errors.ts';
import { sameShape } from '../tensor/shape.ts';
import type { Tensor } from '../tensor/Tensor.ts';

export interface ThresholdOptions {
  /** One number an example is class 1 if it is larger than this. Default 0, for logits; probabilities want 0.5. */
  readonly threshold?: number | undefined;
}

/** Class numbers of the same examples, side by side. */
export interface Compared {
  readonly predicted: Int32Array<ArrayBuffer>;
  readonly actual: Int32Array<ArrayBuffer>;
  /** How many classes the outputs tell apart; 0 where they are class numbers themselves. */
  readonly classes: number;
  /** First example with a NaN among its outputs, whose class nobody knows; -1 if there is none. */
  readonly nan: number;
}

/**
 * outputs tell their classes in one of three ways:
 * - logits or probabilities [m, K] or [m, K, d…]: the class with the largest, the first of equal ones; targets [m] or [m, d…]
 * - one logit an example, floats [m] or [m, 1]: class 1 above the threshold, class 0 otherwise; targets of 0 and 1, [m] or [m, 1], which may
 *   be floats, as the losses for such logits take them
 * - class numbers, int32 or bool [m] or [m, 1]
 *
 * Errors: shapes that do not belong together; targets that are no class numbers, or none of the classes there are.
 */
export function compareClasses(
  outputs: Tensor,
  targets: Tensor,
  metric: string,
  { threshold = 0 }: ThresholdOptions = {},
): Compared {
  const rows = outputs.shape[0] ?? 0;
  const isColumn = outputs.rank === 1 || (outputs.rank === 2 && outputs.shape[1] === 1);
  const flat = outputs.dataSync();
  if (isColumn && (outputs.dtype === 'int32' || outputs.dtype === 'bool')) {
    const predicted = Int32Array.from(flat);
    refuseNegative(predicted, metric);
    return { predicted, actual: trueClasses(targets, [rows], metric), classes: 0, nan: -1 };
  }
  if (isColumn) {
    if (!Number.isFinite(threshold)) {
      throw new ChalkgradError(
        `${metric}: a threshold of ${threshold}`,
        'it is a number: 0 for logits, 0.5 for probabilities.',
      );
    }
    const predicted = Int32Array.from(flat, (logit) => (logit > threshold ? 1 : 0));
    return { predicted, actual: trueSides(targets, rows, metric), classes: 2, nan: flat.findIndex(Number.isNaN) };
  }
  const classes = outputs.shape[1] ?? 0;
  if (classes === 0) {
    throw new ChalkgradError(
      `${metric}: predictions ${outputs.dtype} ${shapeText(outputs.shape)}`,
      'give it logits [m, K], one logit an example ([m] or [m, 1], class 1 above 0), or class numbers int32 [m].',
    );
  }
  const actual = trueClasses(targets, outputs.shape.toSpliced(1, 1), metric, classes);
  return { ...largest(flat, actual.length, classes, outputs.size / Math.max(rows * classes, 1)), actual, classes };
}

/** Class with the largest output, for each of `count` examples that stand `inner` deep behind the axis of classes. */
function largest(
  flat: ArrayLike<number>,
  count: number,
  classes: number,
  inner: number,
): Pick<Compared, 'predicted' | 'nan'> {
  const predicted = new Int32Array(count);
  let nan = -1;
  for (let i = 0; i < count; i++) {
    const start = Math.floor(i / inner) * inner * classes + (i % inner);
    let best = start;
    for (let at = start, k = 0; k < classes; k++, at += inner) {
      if (Number.isNaN(flat[at]) && nan < 0) nan = i;
      if (flat[at]! > flat[best]!) {
        best = at;
        predicted[i] = k;
      }
    }
  }
  return { predicted, nan };
}

/**
 * Class numbers, int32 or bool of the shape given, row by row.
 *
 * Errors: another shape or dtype, a number below 0, one that is none of the `classes` (where these are known).
 */
export function trueClasses(
  targets: Tensor,
  shape: readonly number[],
  metric: string,
  classes = Number.POSITIVE_INFINITY,
): Int32Array<ArrayBuffer> {
  const isWhole = targets.dtype === 'int32' || targets.dtype === 'bool';
  if (!isWhole || !sameShape(targets.shape, shape)) {
    throw new ChalkgradError(
      `${metric}: targets ${targets.dtype} ${shapeText(targets.shape)} for ${shape.length === 1 ? shape[0] : shapeText(shape)} predictions`,
      `targets are class numbers: int32 ${shape.length === 1 ? '[m]' : shapeText(shape)}, one for each prediction.`,
    );
  }
  const numbers = Int32Array.from(targets.dataSync());
  refuseNegative(numbers, metric);
  const strange = numbers.find((label) => label >= classes);
  if (strange !== undefined)
    throw new ChalkgradError(`${metric}: class ${strange} of ${classes}`, 'classes go from 0 to K - 1.');
  return numbers;
}

/**
 * Classes 0 and 1 of examples with one number each: [m] or [m, 1], whole numbers or floats.
 *
 * Errors: another shape, anything else than 0 and 1.
 */
export function trueSides(targets: Tensor, count: number, metric: string): Int32Array<ArrayBuffer> {
  if (targets.shape[0] !== count || targets.size !== count || targets.rank > 2) {
    throw new ChalkgradError(
      `${metric}: targets ${targets.dtype} ${shapeText(targets.shape)} for ${count} predictions`,
      'one number an example is compared with targets [m] or [m, 1] of 0 and 1.',
    );
  }
  const flat = targets.dataSync();
  const strange = flat.find((value) => value !== 0 && value !== 1);
  if (strange !== undefined) {
    throw new ChalkgradError(
      `${metric}: class ${strange}, where there are only 0 and 1`,
      'targets of one number an example are 0 and 1; for more classes give it a number for each, [m, K].',
    );
  }
  return Int32Array.from(flat);
}

function refuseNegative(numbers: Int32Array, metric: string): void {
  const negative = numbers.find((label) => label < 0);
  if (negative !== undefined)
    throw new ChalkgradError(
      `${metric}: ${negative} is no class`,
      'classes are numbered from 0; leave out rows without one.',
    );
}
