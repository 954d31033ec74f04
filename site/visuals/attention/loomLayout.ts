/** Where the heads of a loom stand, and which cell lies under a pointer. Pure: lengths in CSS pixels. */

export interface LoomBlock {
  readonly head: number;
  /** Corner of its cells. */
  readonly x: number;
  readonly y: number;
}

export interface LoomLayout {
  readonly width: number;
  readonly height: number;
  readonly cell: number;
  /** Columns: who is looked at. */
  readonly places: number;
  /** Rows: who looks. */
  readonly rows: number;
  /** Room for tokens beside and above the cells of each head; 0 where cells are too small for them. */
  readonly gutter: number;
  readonly blocks: readonly LoomBlock[];
}

/** Height of the line that names a head. */
export const TITLE = 24;
const BETWEEN = 20;
/** Room for the frame of a chosen row. */
const EDGE = 3;
/** A token beside a smaller cell could not be read. */
const SMALLEST_LABELLED = 10;
const LARGEST_CELL = 44;
/** One head alone is no larger than fits a screen. */
const LARGEST_SIDE = 620;
/** Narrower than this, heads stand two by two. */
const WIDE = 700;

/** @param label width of the widest token
 * @param rows how many look, where they are not as many as are looked at
 */
export function loomLayout(
  width: number,
  heads: readonly number[],
  places: number,
  label: number,
  rows = places,
): LoomLayout {
  const across = heads.length === 1 ? 1 : Math.min(heads.length, width < WIDE ? 2 : 4);
  const room = (width - 2 * EDGE - (across - 1) * BETWEEN) / across;
  const side = (gutter: number): number => Math.min(room - gutter, LARGEST_SIDE, places * LARGEST_CELL);
  const gutter = side(label) / places >= SMALLEST_LABELLED ? label : 0;
  const cells = side(gutter);
  const down = (cells / places) * rows + gutter + TITLE + BETWEEN;
  const blocks = heads.map((head, i) => ({
    head,
    x: EDGE + (i % across) * (room + BETWEEN) + gutter,
    y: Math.floor(i / across) * down + TITLE + gutter,
  }));
  const height = Math.ceil(heads.length / across) * down - BETWEEN + EDGE;
  return { width, height, cell: cells / places, places, rows, gutter, blocks };
}

export interface LoomCell {
  readonly head: number;
  readonly query: number;
  readonly key: number;
}

/** The cell at a point, or null beside all. */
export function loomCellAt({ blocks, cell, places, rows }: LoomLayout, x: number, y: number): LoomCell | null {
  for (const block of blocks) {
    const [key, query] = [Math.floor((x - block.x) / cell), Math.floor((y - block.y) / cell)];
    if (key >= 0 && query >= 0 && key < places && query < rows) return { head: block.head, query, key };
  }
  return null;
}
