/**
 * Precision: of those called k, how many are. Recall: of those that are k, how many were called so. F1: their harmonic mean.
 * Measure them on a whole set (predictAll): the mean over batches is another number. As in scikit-learn, a share of nothing
 * counts as 0, and classes that neither occur nor are predicted do not count.
 *
 * outputs: logits [m, K] (the largest decides), one logit an example [m] or [m, 1] (above 0: class 1), or class numbers int32 [m]. targets:
 * int32 [m]; for one logit an example also floats 0 and 1, and [m, 1]. A NaN among the outputs makes the result NaN.
 */
import { optionsOf, signature } from '../tensor/arguments.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { countConfusions } from './confusionMatrix.ts';
import { compareClasses, type ThresholdOptions } from './predictedClasses.ts';

export interface AverageOptions extends ThresholdOptions {
  /**
   * `binary` (default): of class `positive` alone. `macro`: the plain mean over classes. `weighted`: the mean weighted by how
   * often each class occurs. `micro`: over all decisions at once, which here is the accuracy.
   */
  readonly average?: 'binary' | 'macro' | 'micro' | 'weighted';
  /** The class in question for `binary`. Default 1. */
  readonly positive?: number;
}

interface Counts {
  /** Called so, and so. */
  readonly hits: number;
  /** Called so. */
  readonly called: number;
  /** Are so. */
  readonly actual: number;
}

type Score = (counts: Counts) => number;

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

const average = { average: 'text', positive: 'number', threshold: 'number' } as const;

const calls = {
  precision: signature('precision', { outputs: 'tensor', targets: 'tensor' }, average),
  recall: signature('recall', { outputs: 'tensor', targets: 'tensor' }, average),
  f1Score: signature('f1Score', { outputs: 'tensor', targets: 'tensor' }, average),
};

/** outputs [m, K], [m, 1] or [m] (logits) or int32 [m], targets [m] → 0 … 1 */
export function precision(outputs: Tensor, targets: Tensor, options: AverageOptions = {}): number {
  options = optionsOf(calls.precision, [outputs, targets, options]);
  return averaged('precision', outputs, targets, options, ({ hits, called }) => ratio(hits, called));
}

/** outputs [m, K], [m, 1] or [m] (logits) or int32 [m], targets [m] → 0 … 1 */
export function recall(outputs: Tensor, targets: Tensor, options: AverageOptions = {}): number {
  options = optionsOf(calls.recall, [outputs, targets, options]);
  return averaged('recall', outputs, targets, options, ({ hits, actual }) => ratio(hits, actual));
}

/**
 * outputs [m, K], [m, 1] or [m] (logits) or int32 [m], targets [m] → 0 … 1
 *
 * @example f1Score(logits, labels, { average: 'macro' })
 */
export function f1Score(outputs: Tensor, targets: Tensor, options: AverageOptions = {}): number {
  options = optionsOf(calls.f1Score, [outputs, targets, options]);
  return averaged('f1Score', outputs, targets, options, ({ hits, called, actual }) => ratio(2 * hits, called + actual));
}

function averaged(metric: string, outputs: Tensor, targets: Tensor, options: AverageOptions, score: Score): number {
  const { average = 'binary', positive = 1 } = options;
  if (!(average in { binary: 0, macro: 0, micro: 0, weighted: 0 })) {
    throw new ChalkgradError(
      `${metric}: there is no average '${String(average)}'`,
      "use 'binary', 'macro', 'weighted' or 'micro'.",
    );
  }
  const compared = compareClasses(outputs, targets, metric, options);
  if (compared.nan >= 0) return Number.NaN;
  const counts = countsPerClass(countConfusions(metric, compared));
  if (average === 'binary') {
    if (counts.length > 2 || !(positive === 0 || positive === 1)) {
      throw new ChalkgradError(
        `${metric}: ${counts.length} classes, class ${positive} asked for`,
        "with more than two classes say how to average: { average: 'macro' }, 'weighted' or 'micro'.",
      );
    }
    return score(counts[positive] ?? { hits: 0, called: 0, actual: 0 });
  }
  if (average === 'micro') return score(counts.reduce(added, { hits: 0, called: 0, actual: 0 }));
  const present = counts.filter(({ called, actual }) => called + actual > 0);
  const weights = present.map(({ actual }) => (average === 'macro' ? 1 : actual));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return present.reduce((sum, count, i) => sum + score(count) * weights[i]!, 0) / total;
}

function countsPerClass(matrix: Tensor): Counts[] {
  const classes = matrix.shape[0]!;
  const flat = matrix.dataSync();
  return Array.from({ length: classes }, (_, k) => {
    let [called, actual] = [0, 0];
    for (let other = 0; other < classes; other++) {
      called += flat[other * classes + k]!;
      actual += flat[k * classes + other]!;
    }
    return { hits: flat[k * classes + k]!, called, actual };
  });
}

const added = (a: Counts, b: Counts): Counts => ({
  hits: a.hits + b.hits,
  called: a.called + b.called,
  actual: a.actual + b.actual,
});
