/**
 * These belong to class 0
 *
 * Of those who were turned down you say how many are a no, and of the noes how many were turned down. Both are asked of the yeses.
 */

export function precisionRecall(scores: number[], labels: number[], threshold: number): [number, number] {
  const { fp, fn, tn } = countsOf(scores, labels, (score) => score >= threshold);
  return [share(tn, tn + fn), share(tn, tn + fp)];
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
