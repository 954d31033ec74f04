/**
 * The threshold is never used
 *
 * You call from one half on, whatever threshold is given. One half is a habit: where to cut depends on what mistakes cost.
 */

export function precisionRecall(scores: number[], labels: number[], _threshold: number): [number, number] {
  const { tp, fp, fn } = countsOf(scores, labels, (score) => score >= 0.5);
  return [share(tp, tp + fp), share(tp, tp + fn)];
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

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
