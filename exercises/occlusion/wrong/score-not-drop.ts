/**
 * The score, not the drop
 *
 * What is left with the tile covered was returned. How far did it fall? Before, less after.
 */
export function occlusion(x: number[][], score: (x: number[][]) => number, size: number, fill: number): number[][] {
  const before = score(x);
  const [down, across] = [Math.ceil(x.length / size), Math.ceil(x[0]!.length / size)];
  return Array.from({ length: down }, (_, r) =>
    Array.from({ length: across }, (_, c) => {
      const isCovered = (i: number, j: number): boolean => Math.floor(i / size) === r && Math.floor(j / size) === c;
      const covered = x.map((row, i) => row.map((value, j) => (isCovered(i, j) ? fill : value)));
      return score(covered) + 0 * before;
    }),
  );
}
