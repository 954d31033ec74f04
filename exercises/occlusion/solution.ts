/**
 * How far the score falls when a tile of the picture is covered, tile by tile: rows and columns of tiles of `size` pixels, painted with
 * `fill`. At the right and at the bottom a tile is as large as there is room.
 */
export function occlusion(x: number[][], score: (x: number[][]) => number, size: number, fill: number): number[][] {
  const [rows, columns] = [x.length, x[0]!.length];
  const before = score(x);
  const drops: number[][] = [];
  for (let top = 0; top < rows; top += size) {
    const row: number[] = [];
    for (let left = 0; left < columns; left += size) {
      const covered = x.map((pixels) => [...pixels]);
      for (let i = top; i < Math.min(rows, top + size); i++)
        for (let j = left; j < Math.min(columns, left + size); j++) covered[i]![j] = fill;
      row.push(before - score(covered));
    }
    drops.push(row);
  }
  return drops;
}
