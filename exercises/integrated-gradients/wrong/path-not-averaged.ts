/**
 * One point is not a path
 *
 * The slope at x was taken for all of the way, and where a network is sure it is flat. Ask in the middle of each piece.
 *
 * @moment t=digits-tag.7~digits-tag.7!path-not-averaged&step=20&track=2&read=path-label
 */
export function integratedGradients(
  x: number[],
  baseline: number[],
  gradient: (x: number[]) => number[],
  steps: number,
): number[] {
  const slopes = gradient([...x]);
  return x.map((end, i) => (steps > 0 ? slopes[i]! : 0) * (end - baseline[i]!));
}
