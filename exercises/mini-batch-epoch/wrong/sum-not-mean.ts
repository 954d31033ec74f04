/**
 * The sum, not the mean
 *
 * The step grows with the batch. Divide the sum of the pulls by the length of the batch.
 *
 * @moment t=line-three-ways.7~line-three-ways.7!sum-not-mean&step=20
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
    const gradient = slopes(current, x, y, rows);
    current = current.map((value, p) => value - eta * gradient[p]!);
    path.push(current);
  }
  return path;
}

/** The slopes of the mean squared error over the examples named by `rows`. */
function slopes(theta: number[], x: number[][], y: number[], rows: number[]): number[] {
  const residuals = rows.map((i) => x[i]!.reduce((sum, value, d) => sum + theta[d + 1]! * value, theta[0]!) - y[i]!);
  return theta.map((_, p) => {
    const sum = residuals.reduce((total, residual, k) => total + residual * (p === 0 ? 1 : x[rows[k]!]![p - 1]!), 0);
    return 2 * sum;
  });
}
