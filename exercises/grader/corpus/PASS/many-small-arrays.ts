// Honest garbage: small typed arrays and views, many of them.
/* solve */
export function crossEntropyGradient(logits, labels) {
  const buffer = new ArrayBuffer(1e6);
  for (let i = 0; i < 2000; i++) {
    new Float32Array(buffer);
    new Float64Array(100).slice();
  }
  return solve(logits, labels);
}
