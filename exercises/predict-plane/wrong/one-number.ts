/**
 * One number for all rows
 *
 * There is one prediction per row, not one for all: begin a new sum with every row.
 */

export function predict(theta: number[], x: number[][]): number[] {
  let sum = theta[0]!;
  for (const row of x) for (const [d, value] of row.entries()) sum += theta[d + 1]! * value;
  return [sum];
}
