/**
 * Any tensor as cells: signs as colours, numbers where a cell has room for them, the symmetric scale printed below, and one
 * cursor that reads any cell exactly. A part that figures put into themselves, not a figure: it hears no player and decides
 * nothing. For eyes it is one canvas; for everyone else a grid of which only the cell under the cursor is in the page.
 */
import { fill } from '../../i18n/fill.ts';
import type { Strings } from '../../i18n/index.ts';
import {
  type CellLayout,
  cellAt,
  cellCorner,
  cellLayout,
  flatOf,
  indexOf,
  nextCell,
  planeCorner,
} from '../parts/cells/cellLayout.ts';
import { inksOf } from '../parts/cells/inksOf.ts';
import { type CellMode, paintPlane } from '../parts/cells/paintPlane.ts';
import { pixelCanvas } from '../parts/cells/pixelCanvas.ts';
import { type ShownTensor, shapeLabel } from '../parts/cells/shownTensor.ts';
import type { Drawn } from '../parts/drawn.ts';
import { numeral, prepareCanvas, scaleOf } from '../parts/ink.ts';

export interface TensorContent {
  readonly name: string;
  readonly shown: ShownTensor;
  readonly mode: CellMode;
  /** The magnitude of full colour; the tensor's own largest where none is shared. */
  readonly scale?: number;
  /** Is a term pointed at that stands for this tensor? */
  readonly lit?: boolean;
  /** The selected cell, as a full index. */
  readonly selected?: readonly number[] | null;
  /** The numbers are not to be seen yet; why, in words. */
  readonly covered?: string | null;
  /** Cells that take part in the term pointed at, as full indices. */
  readonly marked?: readonly (readonly number[])[];
  /** Cells that deserve a frame: the window of a convolution, the pixel it makes. */
  readonly frame?: { readonly index: readonly number[]; readonly rows: number; readonly columns: number } | null;
}

export interface TensorViewOptions {
  readonly strings: Strings;
  readonly maxHeight: number;
  readonly maxCell: number;
  /** Significant digits of the cell that is read; by default all that float32 has. */
  readonly digits?: number;
  /** The reader chose a cell; its full index. */
  readonly onSelect?: (index: readonly number[]) => void;
  /** The reader moved the cursor there by key; its full index. */
  readonly onMove?: (index: readonly number[]) => void;
  /** The reader points at the tensor, or away. */
  readonly onPoint?: (inside: boolean) => void;
}

const EXACT_DIGITS = 8;
/** A cursor smaller than this could not be seen. */
const SMALLEST_CURSOR = 8;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export class TensorView {
  readonly element: HTMLElement;
  private readonly options: TensorViewOptions;
  private readonly canvas = pixelCanvas();
  private readonly title = part('p', 'tensor-title');
  private readonly grid = part('div', 'tensor-grid');
  private readonly cursor = part('div', 'tensor-cursor');
  private readonly scale = part('span', 'tensor-scale');
  private readonly readout = part('span', 'tensor-readout');
  private content: TensorContent | null = null;
  private layout: CellLayout | null = null;
  private at = 0;

  constructor(options: TensorViewOptions) {
    this.options = options;
    this.element = part('div', 'tensor');
    this.grid.setAttribute('role', 'grid');
    this.cursor.setAttribute('role', 'gridcell');
    this.cursor.tabIndex = 0;
    const row = part('div', 'tensor-row');
    row.setAttribute('role', 'row');
    row.append(this.cursor);
    this.grid.append(this.canvas, row);
    const foot = part('p', 'tensor-foot');
    foot.append(this.scale, this.readout);
    this.element.append(this.title, this.grid, foot);
    this.listen();
  }

  /** Draw a tensor in `width` CSS pixels; null says in words why there is nothing. */
  draw(content: TensorContent | null, width: number, absent = ''): void {
    this.content = content;
    this.element.classList.toggle('is-lit', content?.lit ?? false);
    this.grid.hidden = content === null;
    if (content === null) {
      this.title.textContent = absent;
      this.scale.textContent = '';
      this.readout.textContent = '';
      return;
    }
    const { maxHeight, maxCell } = this.options;
    const { values, shape, laidOut = shape } = content.shown;
    this.layout = cellLayout(laidOut, { width: Math.max(24, width), maxHeight, maxCell });
    this.at = Math.min(this.at, values.length - 1);
    if (content.selected && document.activeElement !== this.cursor) this.at = this.flatFromFull(content.selected);
    this.paint(content, this.layout);
    this.label(content, this.layout);
  }

  /** The numbers of the plane under the cursor, as rows of a table. */
  rows(): HTMLTableSectionElement {
    const body = document.createElement('tbody');
    const { content, layout } = this;
    if (content === null || layout === null) return body;
    const plane = Math.floor(this.at / layout.perPlane);
    const first = plane * layout.perPlane;
    const place = indexOf(content.shown.shape, first).slice(0, -2);
    body.append(headRow(`${content.name} [${[...content.shown.prefix, ...place, '…'].join(', ')}]`, layout.columns));
    for (let row = 0; row < layout.rows; row++) {
      const tr = body.insertRow();
      tr.append(headCell(String(row), 'row'));
      for (let column = 0; column < layout.columns; column++) {
        const inside = row * layout.columns + column;
        if (inside < layout.perPlane)
          tr.insertCell().textContent = content.covered ? '?' : numeral(content.shown.values[first + inside]!);
      }
    }
    return body;
  }

  private flatFromFull(index: readonly number[]): number {
    const { prefix, shape } = this.content!.shown;
    return flatOf(shape, index.slice(prefix.length));
  }

  private fullIndex(flat: number): number[] {
    const { prefix, shape } = this.content!.shown;
    return [...prefix, ...indexOf(shape, flat)];
  }

  private paint(content: TensorContent, layout: CellLayout): void {
    const context = prepareCanvas(this.canvas, layout.width, layout.height);
    const inks = inksOf(this.element);
    const { values } = content.shown;
    const scale = content.scale ?? scaleOf(values);
    const { cell, columns, rows, perPlane, planes } = layout;
    for (let plane = 0; plane < planes; plane++) {
      const first = plane * perPlane;
      const corner = planeCorner(layout, plane);
      if (content.covered) this.paintCover(context, corner, [columns * cell, rows * cell], inks.faint);
      else
        paintPlane(
          context,
          { values, first, count: perPlane, columns, ...corner, cell, mode: content.mode, scale },
          inks,
        );
      context.strokeStyle = inks.faint;
      context.lineWidth = 1;
      context.strokeRect(corner.x + 0.5, corner.y + 0.5, columns * cell - 1, rows * cell - 1);
    }
    if (content.frame) this.paintFrame(context, content.frame, layout, inks.ink);
    this.paintMarks(context, layout, inks.accent);
  }

  /** Lines over all that is to be found out. */
  private paintCover(
    context: CanvasRenderingContext2D,
    { x, y }: { readonly x: number; readonly y: number },
    [width, height]: readonly [number, number],
    color: string,
  ): void {
    context.save();
    context.beginPath();
    context.rect(x, y, width, height);
    context.clip();
    context.strokeStyle = color;
    context.lineWidth = 1;
    context.beginPath();
    for (let at = -height; at < width; at += 6) {
      context.moveTo(x + at, y + height);
      context.lineTo(x + at + height, y);
    }
    context.stroke();
    context.restore();
  }

  private paintMarks(context: CanvasRenderingContext2D, layout: CellLayout, color: string): void {
    context.strokeStyle = color;
    context.lineWidth = layout.cell >= 12 ? 2.5 : 1.5;
    for (const flat of this.markedCells()) {
      const { x, y } = cellCorner(layout, flat);
      context.strokeRect(x + 1, y + 1, Math.max(1, layout.cell - 2), Math.max(1, layout.cell - 2));
    }
  }

  /** Places of the marked cells that are shown, in row-major order. */
  private markedCells(): number[] {
    const { shown, marked = [] } = this.content!;
    const { prefix, shape } = shown;
    return marked
      .filter((index) => prefix.every((at, axis) => index[axis] === at))
      .map((index) => flatOf(shape, index.slice(prefix.length)));
  }

  private paintFrame(
    context: CanvasRenderingContext2D,
    frame: NonNullable<TensorContent['frame']>,
    layout: CellLayout,
    color: string,
  ): void {
    // The frame may begin outside the tensor (padding): its corner is computed from the cell inside that is nearest.
    const { shape, prefix } = this.content!.shown;
    const index = frame.index.slice(prefix.length);
    const plane = Math.floor(flatOf(shape, [...index.slice(0, -2), 0, 0]) / layout.perPlane);
    const corner = planeCorner(layout, plane);
    const { cell } = layout;
    context.strokeStyle = color;
    context.lineWidth = 2;
    context.strokeRect(
      corner.x + index.at(-1)! * cell,
      corner.y + index.at(-2)! * cell,
      frame.columns * cell,
      frame.rows * cell,
    );
  }

  private label(content: TensorContent, layout: CellLayout): void {
    const { strings } = this.options;
    const words = strings.figures.tensorView;
    const { shape, values } = content.shown;
    setText(this.title, shape.length === 0 ? content.name : `${content.name}  ${this.shapeText(content)}`);
    this.element.dataset['marked'] = this.markedCells().join(' ');
    const scale = content.scale ?? scaleOf(values);
    setText(this.scale, values.length === 1 || content.covered ? '' : fill(words.scale, { scale: numeral(scale, 3) }));
    const index = this.fullIndex(this.at);
    const value = content.covered ?? numeral(values[this.at]!, this.options.digits ?? EXACT_DIGITS);
    const place = index.length === 0 ? '' : `[${index.join(', ')}]`;
    const isRead = document.activeElement === this.cursor || this.isSelected();
    setText(this.readout, isRead ? `${place} ${value}` : '');
    this.cursor.setAttribute('aria-label', fill(words.cell, { name: content.name, place, value }));
    this.grid.setAttribute('aria-label', content.name);
    this.grid.setAttribute('aria-rowcount', String(layout.rows * Math.ceil(layout.planes / layout.across)));
    this.grid.setAttribute('aria-colcount', String(layout.columns * layout.across));
    this.placeCursor(layout);
  }

  /** A shape must not be read as a value: `shape 8×28×28`, and what was a picture says so. */
  private shapeText({ shown: { shape, laidOut } }: TensorContent): string {
    const { strings } = this.options;
    const text = fill(strings.figures.tensorView.shape, { shape: shapeLabel(shape) });
    return laidOut === undefined
      ? text
      : `${text}, ${fill(strings.step.unfolded, { shape: shapeLabel(laidOut.slice(shape.length - 1)) })}`;
  }

  /** Every number that is drawn, by the address of its tensor. */
  drawn(address: string): Drawn[] {
    const { content } = this;
    if (content === null || content.covered || this.element.hidden) return [];
    return Array.from(content.shown.values, (value, flat) => ({
      id: `${address}[${this.fullIndex(flat).join(',')}]`,
      value,
    }));
  }

  private placeCursor(layout: CellLayout): void {
    const { x, y } = cellCorner(layout, this.at);
    const size = Math.max(layout.cell, SMALLEST_CURSOR);
    const shift = (layout.cell - size) / 2;
    Object.assign(this.cursor.style, {
      left: `${x + shift}px`,
      top: `${y + shift}px`,
      width: `${size}px`,
      height: `${size}px`,
    });
    this.cursor.dataset['selected'] = String(this.isSelected());
    this.cursor.setAttribute('aria-colindex', String(Math.floor(x / layout.cell) + 1));
    this.cursor.parentElement!.setAttribute('aria-rowindex', String(Math.floor(y / layout.cell) + 1));
  }

  private isSelected(): boolean {
    const { content } = this;
    return Boolean(content?.selected) && this.flatFromFull(content!.selected!) === this.at;
  }

  private moveTo(flat: number): void {
    if (this.content === null || this.layout === null) return;
    this.at = flat;
    this.label(this.content, this.layout);
  }

  private select(): void {
    if (this.content !== null) this.options.onSelect?.(this.fullIndex(this.at));
  }

  private listen(): void {
    const reread = (): void => this.moveTo(this.at);
    this.cursor.addEventListener('focus', reread);
    this.cursor.addEventListener('blur', reread);
    this.cursor.addEventListener('keydown', (event) => this.key(event));
    this.canvas.addEventListener('click', (event) => {
      if (this.layout === null) return;
      const box = this.canvas.getBoundingClientRect();
      const flat = cellAt(this.layout, event.clientX - box.x, event.clientY - box.y);
      if (flat === null) return;
      this.moveTo(flat);
      this.cursor.focus({ preventScroll: true });
      this.select();
    });
    const { onPoint } = this.options;
    if (onPoint === undefined) return;
    this.element.addEventListener('pointerenter', () => onPoint(true));
    this.element.addEventListener('pointerleave', () => onPoint(false));
    this.cursor.addEventListener('focus', () => onPoint(true));
    this.cursor.addEventListener('blur', () => onPoint(false));
  }

  private key(event: KeyboardEvent): void {
    const step = ARROWS[event.key];
    if (step !== undefined && this.layout !== null) {
      this.moveTo(nextCell(this.layout, this.at, ...step));
      this.options.onMove?.(this.fullIndex(this.at));
    } else if (event.key === 'Enter') this.select();
    else if (event.key === 'Escape') this.cursor.blur();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

function part(tag: string, className: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

function headCell(text: string, scope: 'row' | 'rowgroup'): HTMLTableCellElement {
  const cell = document.createElement('th');
  cell.scope = scope;
  cell.textContent = text;
  return cell;
}

function headRow(text: string, columns: number): HTMLTableRowElement {
  const row = document.createElement('tr');
  const cell = headCell(text, 'rowgroup');
  cell.colSpan = columns + 1;
  row.append(cell);
  return row;
}
