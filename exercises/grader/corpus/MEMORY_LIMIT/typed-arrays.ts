// 1.6 GB outside the heap, a page of each array touched: some machines take half a minute to fill so much.
export function crossEntropyGradient(logits, labels) {
  const kept = [];
  for (let i = 0; i < 50; i++) kept.push(new Float64Array(4e6).fill(1, 0, 512));
  return kept;
}
