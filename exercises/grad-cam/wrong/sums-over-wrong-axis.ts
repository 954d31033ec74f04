/**
 * One weight a pixel
 *
 * The mean was taken over the maps, place by place. It is one weight a *map*: the mean over its cells.
 */
export function gradCam(maps: number[][][], grads: number[][][]): number[][] {
  const count = maps.length;
  return maps[0]!.map((row, i) =>
    row.map((_, j) => {
      const weight = grads.reduce((sum, plane) => sum + plane[i]![j]!, 0) / count;
      return Math.max(
        0,
        maps.reduce((sum, plane) => sum + weight * plane[i]![j]!, 0),
      );
    }),
  );
}
