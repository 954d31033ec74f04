/**
 * Where the maps speak for the class. maps, grads: [maps][rows][columns] each, grads the slopes of its score → [rows][columns]
 */
export function gradCam(maps: number[][][], grads: number[][][]): number[][] {
  const alphas = grads.map((plane) => {
    const cells = plane.flat();
    return cells.reduce((sum, value) => sum + value, 0) / cells.length;
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
