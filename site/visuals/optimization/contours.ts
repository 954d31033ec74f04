/**
 * Lines of equal height of a surface known on a grid: marching squares with straight pieces. Source: Lorensen & Cline, "Marching cubes"
 * (1987), in two dimensions.
 */

/** Ends of a piece, in grid units: column and row. */
export type Piece = readonly [x0: number, y0: number, x1: number, y1: number];

/** The pieces of the line at `level`. values [size, size], row by row */
export function contour(values: ArrayLike<number>, size: number, level: number): readonly Piece[] {
  const pieces: Piece[] = [];
  const at = (column: number, row: number): number => values[row * size + column]! - level;
  for (let row = 0; row < size - 1; row++) {
    for (let column = 0; column < size - 1; column++) {
      const [a, b, c, d] = [at(column, row), at(column + 1, row), at(column + 1, row + 1), at(column, row + 1)];
      const crossings: (readonly [number, number])[] = [];
      // Round the cell: top, right, bottom, left. A share of the way where the sign turns.
      if (a < 0 !== b < 0) crossings.push([column + a / (a - b), row]);
      if (b < 0 !== c < 0) crossings.push([column + 1, row + b / (b - c)]);
      if (c < 0 !== d < 0) crossings.push([column + 1 - c / (c - d), row + 1]);
      if (d < 0 !== a < 0) crossings.push([column, row + 1 - d / (d - a)]);
      for (let i = 0; i + 1 < crossings.length; i += 2) pieces.push([...crossings[i]!, ...crossings[i + 1]!] as Piece);
    }
  }
  return pieces;
}

/** Heights that double from a little above the lowest: close together in the valley, far apart on the slopes. */
export function levelsOf(values: ArrayLike<number>, count = 9): readonly number[] {
  let lowest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < values.length; i++) lowest = Math.min(lowest, values[i]!);
  return Array.from({ length: count }, (_, i) => lowest * 1.1 * 2 ** (i * 0.85));
}
