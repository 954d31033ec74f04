/**
 * How well a score separates two classes, whatever the threshold: the curve of found positives over false alarms, and the area
 * below it, which is the probability that a random positive scores higher than a random negative (Hanley & McNeil, "The meaning and
 * use of the area under a receiver operating characteristic (ROC) curve", 1982).
 */
import { check, signature } from '../tensor/arguments.ts';
import { ChalkgradError, shapeText } from '../tensor/errors.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { trueSides } from './predictedClasses.ts';

export interface RocCurve {
  /** False positives as a share of all negatives, from 0 to 1. */
  readonly falsePositiveRate: readonly number[];
  /** True positives as a share of all positives, from 0 to 1. */
  readonly truePositiveRate: readonly number[];
  /** Scores from here on are called positive; the first is Infinity: none is. */
  readonly thresholds: readonly number[];
}

const calls = {
  rocCurve: signature('rocCurve', { scores: 'tensor', targets: 'tensor' }),
  rocAuc: signature('rocAuc', { scores: 'tensor', targets: 'tensor' }),
};

/**
 * One point for each different score, from the highest to the lowest. scores [m] or [m, 1], targets [m] or [m, 1] of 0 and 1.
 *
 * Errors: scores that are NaN; only one class among the targets.
 */
export function rocCurve(scores: Tensor, targets: Tensor): RocCurve {
  check(calls.rocCurve, scores, targets);
  const { values, labels } = checkedScores(scores, targets);
  const order = Int32Array.from(values, (_, i) => i).sort((a, b) => values[b]! - values[a]!);
  const positives = labels.reduce((sum, label) => sum + label, 0);
  const negatives = labels.length - positives;
  const curve = { falsePositiveRate: [0], truePositiveRate: [0], thresholds: [Number.POSITIVE_INFINITY] };
  let [hits, alarms] = [0, 0];
  order.forEach((row, i) => {
    if (labels[row] === 1) hits++;
    else alarms++;
    const next = order[i + 1];
    if (next !== undefined && values[next] === values[row]) return; // equal scores fall together
    curve.falsePositiveRate.push(alarms / negatives);
    curve.truePositiveRate.push(hits / positives);
    curve.thresholds.push(values[row]!);
  });
  return curve;
}

/**
 * Area below the curve: 0.5 is chance, 1 is perfect. scores [m] or [m, 1] (logits or probabilities), targets [m] or [m, 1] of 0 and 1.
 *
 * @example rocAuc(tensor([0.1, 0.4, 0.35, 0.8]), tensor([0, 0, 1, 1], { dtype: 'int32' })) // 0.75
 */
export function rocAuc(scores: Tensor, targets: Tensor): number {
  check(calls.rocAuc, scores, targets);
  const { falsePositiveRate: x, truePositiveRate: y } = rocCurve(scores, targets);
  let area = 0;
  for (let i = 1; i < x.length; i++) area += ((x[i]! - x[i - 1]!) * (y[i]! + y[i - 1]!)) / 2;
  return area;
}

function checkedScores(
  scores: Tensor,
  targets: Tensor,
): { values: ArrayLike<number> & Iterable<number>; labels: Int32Array } {
  if (scores.rank !== 1 && !(scores.rank === 2 && scores.shape[1] === 1)) {
    throw new ChalkgradError(
      `rocAuc: scores ${shapeText(scores.shape)}`,
      'give it one score per example, [m]: for two logits, that of class 1 minus that of class 0.',
    );
  }
  const values = scores.dataSync();
  const labels = trueSides(targets, values.length, 'rocAuc');
  const nan = values.findIndex(Number.isNaN);
  if (nan >= 0) {
    throw new ChalkgradError(
      `rocAuc: the score of example ${nan} is NaN`,
      'scores are numbers that can be put in order; has the model diverged?',
    );
  }
  if (new Set(labels).size < 2) {
    throw new ChalkgradError(
      'rocAuc: only one class among the targets',
      'it compares positives with negatives: measure it on a whole set (predictAll), not on a batch.',
    );
  }
  return { values, labels };
}
