/**
 * Stepped while still looking
 *
 * Within a batch the second parameter already saw the new first one. Find the whole gradient first, then move all
 * parameters.
 *
 * @moment t=line-three-ways.7~line-three-ways.7!updates-inside-gradient&step=10
 */

export function miniBatchEpoch(
  theta: number[],
  x: number[][],
  y: number[],
  eta: number,
  batchSize: number,
  order: number[],
): number[][] {
  const path: number[][] = [];
  let current = theta;
  for (let from = 0; from < order.length; from += batchSize) {
    const rows = order.slice(from, from + batchSize);
    current = [...current];
    for (let p = 0; p < current.length; p++) current[p] = current[p]! - eta * slopes(current, x, y, rows)[p]!;
    path.push(current);
  }
  return path;
}

/** The slopes of the mean squared error over the examples named by `rows`. */
function slopes(theta: number[], x: number[][], y: number[], rows: number[]): number[] {
  const residuals = rows.map((i) => x[i]!.reduce((sum, value, d) => sum + theta[d + 1]! * value, theta[0]!) - y[i]!);
  return theta.map((_, p) => {
    const sum = residuals.reduce((total, residual, k) => total + residual * (p === 0 ? 1 : x[rows[k]!]![p - 1]!), 0);
    return (2 * sum) / rows.length;
  });
}
