const REACH = 3;
const LEAST = 0.2;

/**
 * Which centres are served, and how many points are hits. points: [n, 2], centers: [k, 2]
 *
 * Source: the count of modes within three standard deviations is that of Srivastava et al., "VEEGAN" (2017), section 4.
 */
export function coverage(points: number[][], centers: number[][], std: number): { served: boolean[]; hits: number } {
  const near = centers.map(() => 0);
  for (const point of points) {
    const distances = centers.map((center) => Math.hypot(point[0]! - center[0]!, point[1]! - center[1]!));
    const nearest = Math.min(...distances);
    if (nearest <= REACH * std) near[distances.indexOf(nearest)]! += 1;
  }
  const fair = points.length / centers.length;
  return {
    served: near.map((count) => count > 0 && count >= LEAST * fair),
    hits: near.reduce((sum, count) => sum + count, 0),
  };
}
