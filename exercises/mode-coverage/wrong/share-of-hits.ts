/**
 * The strays were forgotten
 *
 * You measure shares among the hits. A generator that throws nine of ten points away would look as good as one that throws none: divide by all points.
 */

const REACH = 3;
const LEAST = 0.2;

export function coverage(points: number[][], centers: number[][], std: number): { served: boolean[]; hits: number } {
  const near = centers.map(() => 0);
  for (const point of points) {
    const distances = centers.map((center) => Math.hypot(point[0]! - center[0]!, point[1]! - center[1]!));
    const nearest = Math.min(...distances);
    if (nearest <= REACH * std) near[distances.indexOf(nearest)]! += 1;
  }
  const hits = near.reduce((sum, count) => sum + count, 0);
  const fair = hits / centers.length;
  return {
    served: near.map((count) => count > 0 && count >= LEAST * fair),
    hits,
  };
}
