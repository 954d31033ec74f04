/**
 * One point is no service
 *
 * A single lucky point makes a cloud served. Ask for a fifth of its fair share.
 */

const REACH = 3;

export function coverage(points: number[][], centers: number[][], std: number): { served: boolean[]; hits: number } {
  const near = centers.map(() => 0);
  for (const point of points) {
    const distances = centers.map((center) => Math.hypot(point[0]! - center[0]!, point[1]! - center[1]!));
    const nearest = Math.min(...distances);
    if (nearest <= REACH * std) near[distances.indexOf(nearest)]! += 1;
  }
  return {
    served: near.map((count) => count > 0),
    hits: near.reduce((sum, count) => sum + count, 0),
  };
}
