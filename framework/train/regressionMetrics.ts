/** How far predicted numbers lie from the true ones, in the units of the target. Several columns: the mean over them. */
import { check, signature } from '../tensor/arguments.ts';
import { ChalkgradError, shapeText } from '../tensor/errors.ts';
import { sameShape } from '../tensor/shape.ts';
import type { Tensor } from '../tensor/Tensor.ts';

const calls = {
  meanAbsoluteError: signature('meanAbsoluteError', { outputs: 'tensor', targets: 'tensor' }),
  rootMeanSquaredError: signature('rootMeanSquaredError', { outputs: 'tensor', targets: 'tensor' }),
  r2Score: signature('r2Score', { outputs: 'tensor', targets: 'tensor' }),
};

/** Mean of |prediction - target|. outputs and targets [m] or [m, D] */
export function meanAbsoluteError(outputs: Tensor, targets: Tensor): number {
  check(calls.meanAbsoluteError, outputs, targets);
  return meanOverColumns('meanAbsoluteError', outputs, targets, (predicted, actual) =>
    mean(predicted.map((value, i) => Math.abs(value - actual[i]!))),
  );
}

/** Square root of the mean of (prediction - target)²: large errors count more. outputs and targets [m] or [m, D] */
export function rootMeanSquaredError(outputs: Tensor, targets: Tensor): number {
  check(calls.rootMeanSquaredError, outputs, targets);
  return meanOverColumns('rootMeanSquaredError', outputs, targets, (predicted, actual) =>
    Math.sqrt(mean(predicted.map((value, i) => (value - actual[i]!) ** 2))),
  );
}

/**
 * R²: which share of the targets' spread the predictions explain. 1 is perfect, 0 is as good as always saying the mean, below
 * 0 is worse. outputs and targets [m] or [m, D], m at least 2. Targets that are all equal: 1 if they are met, otherwise 0
 * (scikit-learn's convention).
 *
 * @example r2Score(tensor([1, 2, 3]), tensor([1, 2, 4])) // 0.786
 */
export function r2Score(outputs: Tensor, targets: Tensor): number {
  check(calls.r2Score, outputs, targets);
  return meanOverColumns('r2Score', outputs, targets, (predicted, actual) => {
    if (actual.length < 2)
      throw new ChalkgradError(
        'r2Score: one example has no spread',
        'measure it on at least 2, best on the whole set.',
      );
    const center = mean(actual);
    const left = mean(predicted.map((value, i) => (value - actual[i]!) ** 2));
    const spread = mean(actual.map((value) => (value - center) ** 2));
    if (spread === 0 && !Number.isNaN(left)) return left === 0 ? 1 : 0;
    return 1 - left / spread;
  });
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

type Measure = (predicted: readonly number[], actual: readonly number[]) => number;

function meanOverColumns(metric: string, outputs: Tensor, targets: Tensor, measure: Measure): number {
  if (!sameShape(outputs.shape, targets.shape) || outputs.rank < 1 || outputs.rank > 2 || outputs.size === 0) {
    throw new ChalkgradError(
      `${metric}: predictions ${shapeText(outputs.shape)}, targets ${shapeText(targets.shape)}`,
      'both are [m] or both are [m, D]; [m, 1] and [m] do not match: squeeze(1) or unsqueeze(1).',
    );
  }
  const [rows, columns = 1] = outputs.shape as [number, number?];
  const [predicted, actual] = [outputs.dataSync(), targets.dataSync()];
  const column = (flat: ArrayLike<number>, j: number): number[] =>
    Array.from({ length: rows }, (_, i) => flat[i * columns + j]!);
  return mean(Array.from({ length: columns }, (_, j) => measure(column(predicted, j), column(actual, j))));
}
