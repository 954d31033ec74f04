// 900 MB of buffers, touched and kept: less than the budget of allocations, more than a child may hold.
const kept = [];
export function crossEntropyGradient(logits, labels) {
  while (kept.length < 30) kept.push(new Float64Array(3.75e6).fill(1));
  for (let i = 0; i < 1e7; i++) kept[0][i % 1000] += 1;
  return new Array(1e9);
}
