/**
 * How far the score falls when a tile of the picture is covered, tile by tile: rows and columns of tiles of `size` pixels, painted with
 * `fill`. At the right and at the bottom a tile is as large as there is room.
 */
export function occlusion(x: number[][], score: (x: number[][]) => number, size: number, fill: number): number[][] {
  // your turn: copy, cover, ask, subtract.
  return [[score(x) * size * fill]];
}
