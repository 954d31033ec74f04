/**
 * The two denominators changed places
 *
 * Precision comes first and divides by those who were called; recall divides by those who are a yes.
 */

export function precisionRecall(scores: number[], labels: number[], threshold: number): [number, number] {
  const { tp, fp, fn } = countsOf(scores, labels, (score) => score >= threshold);
  return [share(tp, tp + fn), share(tp, tp + fp)];
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
