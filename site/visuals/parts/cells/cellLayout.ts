/**
 * Where each number of a tensor is drawn. The last two axes are a plane of cells; all axes before them become a grid of planes;
 * a long row is broken into lines. Pure geometry in CSS pixels: it knows no values and draws nothing.
 */

export interface CellLayout {
  /** Side of one cell. */
  readonly cell: number;
  /** Space between planes. */
  readonly gap: number;
  readonly rows: number;
  readonly columns: number;
  /** How many numbers a plane really holds: a folded row may leave the last cells empty. */
  readonly perPlane: number;
  readonly planes: number;
  /** Planes side by side. */
  readonly across: number;
  readonly width: number;
  readonly height: number;
  /** True where rows of the tensor were folded to fit. */
  readonly folded: boolean;
}

export interface Fit {
  readonly width: number;
  readonly maxHeight: number;
  readonly maxCell: number;
}

/** From this side on, a cell has room for its number. */
export const NUMBER_CELL = 28;
/** Longer rows are folded. */
const LONGEST_ROW = 64;
/** A vector up to this long is broken into lines with readable numbers instead of being folded into a square. */
const SHORT_VECTOR = 24;
const VECTOR_CELL = 46;

const product = (sizes: readonly number[]): number => sizes.reduce((total, n) => total * n, 1);

interface Planes {
  readonly planes: number;
  readonly rows: number;
  readonly columns: number;
  readonly perPlane: number;
}

function planesOf(shape: readonly number[], width: number): Planes {
  if (shape.length === 0) return { planes: 1, rows: 1, columns: 1, perPlane: 1 };
  const row = shape.at(-1)!;
  if (shape.length === 1 && row > SHORT_VECTOR) return longVector(row);
  if (shape.length === 1) return { planes: 1, perPlane: row, ...vectorLines(row, width) };
  if (row <= LONGEST_ROW) {
    const rows = shape.at(-2)!;
    return { planes: product(shape.slice(0, -2)), rows, columns: row, perPlane: rows * row };
  }
  const columns = lineLength(row);
  return { planes: product(shape.slice(0, -1)), rows: Math.ceil(row / columns), columns, perPlane: row };
}

function vectorLines(size: number, width: number): { rows: number; columns: number } {
  const rows = Math.ceil(size / Math.max(1, Math.floor(width / VECTOR_CELL)));
  return { rows, columns: Math.ceil(size / rows) };
}

/** A long vector is no picture: its lines stand apart. Where it cannot be cut evenly they stand together, for the last one is shorter. */
function longVector(size: number): Planes {
  const columns = lineLength(size);
  const lines = Math.ceil(size / columns);
  return size % columns === 0
    ? { planes: lines, rows: 1, columns, perPlane: columns }
    : { planes: 1, rows: lines, columns, perPlane: size };
}

/** The longest line of at most so many cells that cuts a row evenly; else the longest. */
function lineLength(size: number): number {
  if (size <= LONGEST_ROW) return size;
  for (let columns = LONGEST_ROW; columns >= SHORT_VECTOR; columns--) if (size % columns === 0) return columns;
  return LONGEST_ROW;
}

/** Whole pixels where cells are large enough for it not to matter, half pixels below. */
const roundDown = (size: number): number => (size >= 6 ? Math.floor(size) : Math.max(0.5, Math.floor(size * 2) / 2));

/**
 * The largest cells that fit. shape: of what is drawn, the batch axis already taken away.
 *
 * @example cellLayout([8, 28, 28], { width: 240, maxHeight: 200, maxCell: 44 }) // 8 planes, 4 across, cells of 2 px
 */
export function cellLayout(shape: readonly number[], { width, maxHeight, maxCell }: Fit): CellLayout {
  const { planes, rows, columns, perPlane } = planesOf(shape, width);
  const gap = planes > 48 ? 2 : 5;
  let best = { cell: 0, across: 1 };
  // Of a bank of filters, whole filters stand side by side.
  const together = shape.length === 4 ? shape[1]! : 1;
  for (let across = 1; across <= planes; across++) {
    if (across % together !== 0 && together % across !== 0) continue;
    const down = Math.ceil(planes / across);
    const room = Math.min(
      (width - (across - 1) * gap) / (across * columns),
      (maxHeight - (down - 1) * gap) / (down * rows),
    );
    if (room > best.cell) best = { cell: room, across };
  }
  const cell = roundDown(Math.min(maxCell, best.cell));
  const down = Math.ceil(planes / best.across);
  return {
    cell,
    gap,
    rows,
    columns,
    perPlane,
    planes,
    across: best.across,
    width: best.across * columns * cell + (best.across - 1) * gap,
    height: down * rows * cell + (down - 1) * gap,
    folded: shape.length > 0 && columns !== shape.at(-1),
  };
}

/** Top left corner of a plane. */
export function planeCorner(layout: CellLayout, plane: number): { x: number; y: number } {
  const { across, columns, rows, cell, gap } = layout;
  return { x: (plane % across) * (columns * cell + gap), y: Math.floor(plane / across) * (rows * cell + gap) };
}

/** Top left corner of a cell, by its place in row-major order. */
export function cellCorner(layout: CellLayout, flat: number): { x: number; y: number } {
  const plane = planeCorner(layout, Math.floor(flat / layout.perPlane));
  const inside = flat % layout.perPlane;
  return {
    x: plane.x + (inside % layout.columns) * layout.cell,
    y: plane.y + Math.floor(inside / layout.columns) * layout.cell,
  };
}

/** The cell under a point, by its place in row-major order; null in a gap or outside. */
export function cellAt(layout: CellLayout, x: number, y: number): number | null {
  const { across, columns, rows, cell, gap, planes, perPlane } = layout;
  const [pitchX, pitchY] = [columns * cell + gap, rows * cell + gap];
  const [planeX, planeY] = [Math.floor(x / pitchX), Math.floor(y / pitchY)];
  const [column, row] = [Math.floor((x - planeX * pitchX) / cell), Math.floor((y - planeY * pitchY) / cell)];
  if (x < 0 || y < 0 || planeX >= across || column >= columns || row >= rows) return null;
  const [plane, inside] = [planeY * across + planeX, row * columns + column];
  return plane < planes && inside < perPlane ? plane * perPlane + inside : null;
}

/** One cell further in a direction, across gaps; the same cell where there is none. */
export function nextCell(layout: CellLayout, flat: number, across: number, down: number): number {
  const { columns, rows, perPlane, planes } = layout;
  const plane = Math.floor(flat / perPlane);
  const inside = flat % perPlane;
  const column = (plane % layout.across) * columns + (inside % columns) + across;
  const row = Math.floor(plane / layout.across) * rows + Math.floor(inside / columns) + down;
  if (column < 0 || row < 0 || column >= layout.across * columns) return flat;
  const target = Math.floor(row / rows) * layout.across + Math.floor(column / columns);
  const place = (row % rows) * columns + (column % columns);
  return target < planes && place < perPlane ? target * perPlane + place : flat;
}

/** Row-major place → index along each axis. @example indexOf([8, 3, 3], 10) // [1, 0, 1] */
export function indexOf(shape: readonly number[], flat: number): number[] {
  const index: number[] = [];
  let rest = flat;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index.unshift(rest % shape[axis]!);
    rest = Math.floor(rest / shape[axis]!);
  }
  return index;
}

/** Index along each axis → row-major place; missing last axes count as 0. @example flatOf([8, 3, 3], [1]) // 9 */
export const flatOf = (shape: readonly number[], index: readonly number[]): number =>
  shape.reduce((flat, size, axis) => flat * size + (index[axis] ?? 0), 0);
