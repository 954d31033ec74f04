/**
 * Where the maps speak for the class. maps, grads: [maps][rows][columns] each, grads the slopes of its score → [rows][columns]
 */
export function gradCam(maps: number[][][], grads: number[][][]): number[][] {
  // your turn: one number for each map, then add, then cut.
  return maps[0]!.map((row, i) => row.map((_, j) => grads[0]![i]![j]! * 0));
}
