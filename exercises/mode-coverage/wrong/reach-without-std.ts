/**
 * Three of what?
 *
 * Your reach is 3, whatever the clouds’ width. It is three standard deviations: 3 · std.
 */

const REACH = 3;
const LEAST = 0.2;

export function coverage(points: number[][], centers: number[][], _std: number): { served: boolean[]; hits: number } {
  const near = centers.map(() => 0);
  for (const point of points) {
    const distances = centers.map((center) => Math.hypot(point[0]! - center[0]!, point[1]! - center[1]!));
    const nearest = Math.min(...distances);
    if (nearest <= REACH) near[distances.indexOf(nearest)]! += 1;
  }
  const fair = points.length / centers.length;
  return {
    served: near.map((count) => count > 0 && count >= LEAST * fair),
    hits: near.reduce((sum, count) => sum + count, 0),
  };
}
