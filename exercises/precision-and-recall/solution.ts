/**
 * [precision, recall] of calling yes whoever has a score of at least `threshold`; a share of nothing is 0.
 *
 * Source: van Rijsbergen, "Information Retrieval" (1979), chapter 7.
 */
export function precisionRecall(scores: number[], labels: number[], threshold: number): [number, number] {
  let [called, are, hits] = [0, 0, 0];
  for (const [i, score] of scores.entries()) {
    const isCalled = score >= threshold;
    if (isCalled) called++;
    if (labels[i] === 1) are++;
    if (isCalled && labels[i] === 1) hits++;
  }
  return [called === 0 ? 0 : hits / called, are === 0 ? 0 : hits / are];
}
