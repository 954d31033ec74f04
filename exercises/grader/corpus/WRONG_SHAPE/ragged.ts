// Rows of different lengths.
/* solve */
export function crossEntropyGradient(logits, labels) {
  return solve(logits, labels).map((row, i) => row.slice(i));
}
