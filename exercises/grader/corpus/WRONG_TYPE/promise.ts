// A promise of the right answer.
/* solve */
export function crossEntropyGradient(logits, labels) {
  return Promise.resolve(solve(logits, labels));
}
