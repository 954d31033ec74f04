// Rows of a class of their own: the data counts.
/* solve */
export function crossEntropyGradient(logits, labels) {
  class Row extends Array {}
  return solve(logits, labels).map((row) => Row.from(row));
}
