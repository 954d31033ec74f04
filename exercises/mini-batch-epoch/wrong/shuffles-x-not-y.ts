/**
 * Each x met another’s y
 *
 * The inputs were taken in the order given and the targets in the order of the file. Index both with the same number.
 *
 * @moment t=rents.7~rents.7!shuffles-x-not-y&step=20
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
  const shifted = y.map((_, i) => y[order.indexOf(i)]!);
  for (let from = 0; from < order.length; from += batchSize) {
    const rows = order.slice(from, from + batchSize);
    const gradient = slopes(current, x, shifted, rows);
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
