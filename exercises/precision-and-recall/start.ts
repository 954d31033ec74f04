/**
 * [precision, recall] of calling yes whoever has a score of at least `threshold`.
 *
 * scores: m chances. labels: m times 0 or 1. A share of nothing is 0.
 */
export function precisionRecall(scores: number[], labels: number[], threshold: number): [number, number] {
  // your turn: count who is called, who is a yes, and who is both.
  return [0, 0];
}
