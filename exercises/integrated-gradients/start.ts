/**
 * What each pixel gives on the way from the baseline to x: the mean of its slopes, times how far it went.
 *
 * gradient(point): the slopes of the score there. steps: how many points of the way are asked.
 */
export function integratedGradients(
  x: number[],
  baseline: number[],
  gradient: (x: number[]) => number[],
  steps: number,
): number[] {
  // your turn: the middle of each piece of the way.
  return x.map(() => 0);
}
