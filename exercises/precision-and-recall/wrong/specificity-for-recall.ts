/**
 * You divided by the noes
 *
 * The second number is the share of noes that were turned down, called specificity. Recall asks the yeses: how many of them were called?
 */

export function precisionRecall(scores: number[], labels: number[], threshold: number): [number, number] {
  const { tp, fp, tn } = countsOf(scores, labels, (score) => score >= threshold);
  return [share(tp, tp + fp), share(tn, tn + fp)];
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
