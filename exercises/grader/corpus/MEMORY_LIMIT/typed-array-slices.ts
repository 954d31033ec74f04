// Copies that no constructor named by the student made.
export function crossEntropyGradient(logits, labels) {
  const kept = [new Float64Array(1e6).fill(1)];
  for (;;) kept.push(kept[0].slice());
}
