/**
 * The largest gradient, not the mean
 *
 * One cell decided for its whole map. The weight is the mean over all of them.
 */
export function gradCam(maps: number[][][], grads: number[][][]): number[][] {
  const alphas = grads.map((plane) => {
    const cells = plane.flat();
    return Math.max(...cells);
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
