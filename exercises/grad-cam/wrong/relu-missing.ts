/**
 * The evidence for other classes is still there
 *
 * What is below 0 speaks against the class. Cut the sum off at 0.
 *
 * @moment t=digits-tag.7~digits-tag.7!relu-missing&step=20&track=2&read=cam-label
 */
export function gradCam(maps: number[][][], grads: number[][][]): number[][] {
  const alphas = grads.map((plane) => {
    const cells = plane.flat();
    return cells.reduce((sum, value) => sum + value, 0) / cells.length;
  });
  return maps[0]!.map((row, i) =>
    row.map((_, j) => maps.reduce((sum, plane, k) => sum + alphas[k]! * plane[i]![j]!, 0)),
  );
}
