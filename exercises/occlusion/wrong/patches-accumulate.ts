/**
 * The picture never recovered
 *
 * Each tile was covered on top of those before it. Take a fresh copy for every tile.
 */
export function occlusion(x: number[][], score: (x: number[][]) => number, size: number, fill: number): number[][] {
  const [rows, columns] = [x.length, x[0]!.length];
  const before = score(x);
  const covered = x.map((pixels) => [...pixels]);
  const drops: number[][] = [];
  for (let top = 0; top < rows; top += size) {
    const row: number[] = [];
    for (let left = 0; left < columns; left += size) {
      for (let i = top; i < Math.min(rows, top + size); i++)
        for (let j = left; j < Math.min(columns, left + size); j++) covered[i]![j] = fill;
      row.push(before - score(covered.map((pixels) => [...pixels])));
    }
    drops.push(row);
  }
  return drops;
}
