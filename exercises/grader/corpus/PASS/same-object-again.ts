// Returns one and the same object from every call: an answer is copied when it is given.
const kept = [];
/* solve */
export function crossEntropyGradient(logits, labels) {
  kept.length = 0;
  kept.push(...solve(logits, labels));
  return kept;
}
