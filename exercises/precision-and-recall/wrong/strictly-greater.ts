/**
 * On the threshold is a yes
 *
 * You call only scores above it. A score that is exactly the threshold counts as yes: ≥.
 *
 * @convention
 */

export function precisionRecall(scores: number[], labels: number[], threshold: number): [number, number] {
  const { tp, fp, fn } = countsOf(scores, labels, (score) => score > threshold);
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
