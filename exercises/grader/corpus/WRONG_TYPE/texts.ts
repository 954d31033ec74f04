// Texts that look like numbers.
/* solve */
export function crossEntropyGradient(logits, labels) {
  return solve(logits, labels).map((row) => row.map(String));
}
