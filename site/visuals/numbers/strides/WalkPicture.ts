/** A walk of two axes as a picture of cells, with one cursor that arrow keys move. A part that StrideWalk puts into itself. */
import { channels, ink, prepareCanvas } from '../../parts/ink.ts';
import { placeAt, type Walk } from './walking.ts';

export interface PictureContent {
  readonly name: string;
  readonly walk: Walk;
  readonly memory: Float32Array;
  /** Of the cursor, and its name for those who listen. */
  readonly index: readonly [number, number];
  readonly spoken: string;
  /** A place that was written into. */
  readonly written: number | null;
  /** Few cells, large enough to hold their numbers; the number that is all ink. */
  readonly full?: number;
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};
/** Of a picture; and of a few numbers, each of which is written into its cell. */
const [LARGEST_CELL, NUMBERED_CELL] = [11, 44];
/** A column of numbered cells is no taller. */
const TALLEST = 264;
const SMALLEST_NUMBERED = 20;
/** How much ink a number puts into its cell; behind a number that is read the ground is pale. */
export const shareOf = (value: number, full?: number): number =>
  full === undefined ? Math.min(1, Math.max(0, value)) : Math.min(0.4, (0.4 * Math.max(0, value)) / full);

export class WalkPicture {
  readonly element = document.createElement('div');
  private readonly title = document.createElement('p');
  private readonly canvas = document.createElement('canvas');
  private readonly grid = document.createElement('div');
  private readonly cursor = document.createElement('div');
  private content: PictureContent | null = null;
  private cell = LARGEST_CELL;

  /** @param choose called with the cell that the reader points at or moves to */
  constructor(choose: (index: readonly [number, number]) => void) {
    this.element.className = 'stride-picture';
    this.grid.className = 'stride-grid';
    this.grid.setAttribute('role', 'grid');
    const row = document.createElement('div');
    row.setAttribute('role', 'row');
    this.cursor.setAttribute('role', 'gridcell');
    this.cursor.className = 'stride-cursor';
    this.cursor.tabIndex = 0;
    this.canvas.setAttribute('aria-hidden', 'true');
    row.append(this.cursor);
    this.grid.append(this.canvas, row);
    this.element.append(this.title, this.grid);
    this.cursor.addEventListener('keydown', (event) => {
      const by = ARROWS[event.key];
      if (by === undefined || this.content === null) return;
      event.preventDefault();
      const { index, walk } = this.content;
      choose([clamp(index[0] + by[0], walk.shape[0]!), clamp(index[1] + by[1], walk.shape[1]!)]);
    });
    this.canvas.addEventListener('click', (event) => {
      if (this.content === null) return;
      const { walk } = this.content;
      const at = (offset: number, count: number): number => clamp(Math.floor(offset / this.cell), count);
      choose([at(event.offsetY, walk.shape[0]!), at(event.offsetX, walk.shape[1]!)]);
      this.cursor.focus({ preventScroll: true });
    });
  }

  /** Draw in at most `width` CSS pixels. */
  draw(content: PictureContent, width: number): void {
    this.content = content;
    const { walk, memory, index, written, full: most } = content;
    const [rows, columns] = walk.shape as [number, number];
    this.title.textContent = content.name;
    this.grid.setAttribute('aria-label', content.name);
    const largest = most === undefined ? LARGEST_CELL : Math.min(NUMBERED_CELL, TALLEST / Math.max(rows, 1));
    this.cell = Math.max(1, Math.min(largest, width / Math.max(columns, 1)));
    const { cell } = this;
    const context = prepareCanvas(this.canvas, Math.max(1, columns * cell), Math.max(1, rows * cell));
    const [paper, full] = [channels(ink(this.element, '--paper')), channels(ink(this.element, '--ink'))];
    const accent = ink(this.element, '--accent');
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) {
        const place = placeAt(walk, [i, j]);
        if (place >= memory.length) continue;
        const share = shareOf(memory[place]!, most);
        const mixed = paper.map((channel, c) => Math.round(channel + (full[c]! - channel) * share));
        context.fillStyle = place === written ? accent : `rgb(${mixed.join(' ')})`;
        context.fillRect(j * cell, i * cell, cell + 0.5, cell + 0.5);
        if (most === undefined || cell < SMALLEST_NUMBERED) continue;
        context.fillStyle = ink(this.element, '--ink');
        context.textAlign = 'center';
        context.textBaseline = 'middle';
        context.font = `${0.36 * cell}px ${getComputedStyle(this.element).fontFamily}`;
        context.fillText(String(memory[place]), (j + 0.5) * cell, (i + 0.5) * cell);
      }
    context.strokeStyle = ink(this.element, '--rule-strong');
    context.strokeRect(0.5, 0.5, columns * cell - 1, rows * cell - 1);
    this.cursor.setAttribute('aria-label', content.spoken);
    const size = Math.max(cell, 6);
    Object.assign(this.cursor.style, {
      insetBlockStart: `${(index[0] + 0.5) * cell - size / 2}px`,
      insetInlineStart: `${(index[1] + 0.5) * cell - size / 2}px`,
      width: `${size}px`,
      height: `${size}px`,
    });
  }
}

const clamp = (value: number, count: number): number => Math.min(Math.max(value, 0), Math.max(count - 1, 0));
