/**
 * In the order of the file
 *
 * The batches are cut from 0, 1, 2, …, not from the order that was given.
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
    const rows = order.map((_, i) => i).slice(from, from + batchSize);
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
    return (2 * sum) / rows.length;
  });
}
