/** Which centres are served, and how many points are hits. points: [n, 2], centers: [k, 2] */
export function coverage(points: number[][], centers: number[][], std: number): { served: boolean[]; hits: number } {
  // your turn: who is near whom, and is it enough?
  return { served: centers.map(() => false), hits: 0 * points.length * std };
}
