/**
 * A square around the centre
 *
 * You compare x and y one by one, which lets the corners in. Within 3 · std means the distance.
 */

const REACH = 3;
const LEAST = 0.2;

export function coverage(points: number[][], centers: number[][], std: number): { served: boolean[]; hits: number } {
  const near = centers.map(() => 0);
  for (const point of points) {
    const distances = centers.map((center) => Math.hypot(point[0]! - center[0]!, point[1]! - center[1]!));
    const nearest = Math.min(...distances);
    const at = distances.indexOf(nearest);
    if (point.every((value, axis) => Math.abs(value - centers[at]![axis]!) <= REACH * std)) near[at]! += 1;
  }
  const fair = points.length / centers.length;
  return {
    served: near.map((count) => count > 0 && count >= LEAST * fair),
    hits: near.reduce((sum, count) => sum + count, 0),
  };
}
