/**
 * Softmax over the wrong axis
 *
 * Your shares add up to 1 down each column. A row is one example: its classes share 1 among themselves.
 *
 * @moment t=three-clouds.7~three-clouds.7!softmax-wrong-axis&step=20
 */

// Divides by what all examples have of one class.
export function softmax(logits: number[][]): number[][] {
  const columns = (logits[0] ?? []).map((_, k) => logits.map((row) => row[k]!));
  const largest = columns.map((column) => Math.max(...column));
  const totals = columns.map((column, k) => column.reduce((sum, logit) => sum + Math.exp(logit - largest[k]!), 0));
  return logits.map((row) => row.map((logit, k) => Math.exp(logit - largest[k]!) / totals[k]!));
}
