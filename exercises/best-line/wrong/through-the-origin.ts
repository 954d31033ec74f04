/**
 * A line through 0
 *
 * Σxy over Σx² is the best slope of a line that must pass 0. A line need not: subtract the means first, and find the bias after.
 */

export function bestLine(x: number[], y: number[]): number[] {
  let [together, squares] = [0, 0];
  for (const [i, value] of x.entries()) {
    together += value * y[i]!;
    squares += value * value;
  }
  return [0, together / squares];
}
