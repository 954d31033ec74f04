/**
 * Columns were read as examples
 *
 * A row is an example, a column is an input. You made one prediction for every column.
 */

export function predict(theta: number[], x: number[][]): number[] {
  const columns = x.length === 0 ? [] : x[0]!;
  return columns.map((_, j) => x.reduce((sum, row, d) => sum + theta[d + 1]! * row[j]!, theta[0]!));
}
