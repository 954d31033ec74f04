/**
 * One epoch of gradient descent in mini-batches.
 *
 * theta: D + 1 parameters, the bias first. x: m rows of D numbers. order: the numbers 0 … m − 1 in the order of this epoch.
 * Returns the parameters after every update, ⌈m / batchSize⌉ rows.
 */
export function miniBatchEpoch(
  theta: number[],
  x: number[][],
  y: number[],
  eta: number,
  batchSize: number,
  order: number[],
): number[][] {
  // your turn: one update for each slice of the order.
  return [[...theta]];
}
