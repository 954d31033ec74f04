// Typed arrays where plain ones were agreed.
/* solve */
export function crossEntropyGradient(logits, labels) {
  return solve(logits, labels).map((row) => Float64Array.from(row));
}
