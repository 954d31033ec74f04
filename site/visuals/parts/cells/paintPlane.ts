/**
 * Draws a plane of numbers. Value, gradient and update are told apart by form, not by hue: a filled cell; a half-cell triangle
 * that points where a descent step would move the number (−gradient); an outlined bar. Colours come from the page.
 */
import { numeral, paintSigned, type SignPalette } from '../ink.ts';
import { NUMBER_CELL } from './cellLayout.ts';

export type CellMode = 'value' | 'gradient' | 'update';

export interface Inks {
  readonly palette: SignPalette;
  readonly ink: string;
  readonly positive: string;
  readonly negative: string;
  readonly faint: string;
  readonly accent: string;
  readonly soft: string;
  readonly font: string;
}

export interface PlaneDrawing {
  readonly values: ArrayLike<number>;
  /** Place of the plane's first number in `values`, and how many there are. */
  readonly first: number;
  readonly count: number;
  readonly columns: number;
  readonly x: number;
  readonly y: number;
  readonly cell: number;
  readonly mode: CellMode;
  /** The magnitude that gets the full colour. */
  readonly scale: number;
}

/** Below this side a triangle or a bar cannot be told from a speck: `strips` are filled instead. */
const SMALLEST_SHAPE = 9;
/**
 * Into how many strips a small cell is cut, and which is filled: all of it for a value, the half a triangle would point to for a
 * gradient, the middle third for an update.
 */
const strips: Readonly<Record<CellMode, { readonly count: number; readonly filled: (value: number) => number }>> = {
  value: { count: 1, filled: () => 0 },
  gradient: { count: 2, filled: (value) => (value > 0 ? 1 : 0) },
  update: { count: 3, filled: () => 1 },
};
/** Behind a printed number the colour goes only half way, so that the number can be read on it. */
const BEHIND_NUMBER = 2;

export function paintPlane(context: CanvasRenderingContext2D, drawing: PlaneDrawing, inks: Inks): void {
  const { cell, mode } = drawing;
  if (mode === 'value' ? cell < NUMBER_CELL : cell < SMALLEST_SHAPE) paintPixels(context, drawing, inks);
  else paintShapes(context, drawing, inks);
}

/** Many small cells, written pixel by pixel; the edges of cells fall on whole pixels of the screen. */
function paintPixels(context: CanvasRenderingContext2D, drawing: PlaneDrawing, inks: Inks): void {
  const { values, first, count, columns, cell, mode } = drawing;
  const { count: cut } = strips[mode];
  const rows = Math.ceil(count / columns);
  const { a: ratio } = context.getTransform();
  const [left, top] = [Math.round(drawing.x * ratio), Math.round(drawing.y * ratio)];
  const [width, height] = [Math.round(columns * cell * ratio), Math.round(rows * cell * ratio)];
  // A figure that is not laid out yet has no width, or less than none.
  if (!(width > 0 && height > 0)) return;
  const colors = stripColors(drawing, rows, inks.palette);
  const image = new ImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  const columnOf = Uint16Array.from({ length: width }, (_, x) => Math.floor((x * columns) / width));
  for (let y = 0; y < height; y++) {
    const row = Math.floor((y * rows * cut) / height) * columns;
    for (let x = 0; x < width; x++) pixels[y * width + x] = colors[row + columnOf[x]!]!;
  }
  context.putImageData(image, left, top);
  for (let i = 0; i < count; i++) {
    if (Number.isFinite(values[first + i]!)) continue;
    const x = drawing.x + (i % columns) * cell;
    hatch(context, x, drawing.y + Math.floor(i / columns) * cell, drawing, values[first + i]!, inks);
  }
}

/** One colour a strip, four bytes each; strips that stay empty are transparent. */
function stripColors(
  { values, first, count, columns, scale, mode }: PlaneDrawing,
  rows: number,
  palette: SignPalette,
): Uint32Array {
  const { count: cut, filled } = strips[mode];
  const bytes = new Uint8ClampedArray(rows * cut * columns * 4);
  for (let i = 0; i < count; i++) {
    const value = values[first + i]!;
    const row = Math.floor(i / columns) * cut + filled(value);
    if (cut === 1 || value !== 0) paintSigned(value, scale, palette, bytes, (row * columns + (i % columns)) * 4);
  }
  return new Uint32Array(bytes.buffer);
}

function paintShapes(context: CanvasRenderingContext2D, drawing: PlaneDrawing, inks: Inks): void {
  const { values, first, count, columns, cell } = drawing;
  for (let i = 0; i < count; i++) {
    const value = values[first + i]!;
    const x = drawing.x + (i % columns) * cell;
    const y = drawing.y + Math.floor(i / columns) * cell;
    if (Number.isFinite(value)) paintCell(context, x, y, value, drawing, inks);
    else hatch(context, x, y, drawing, value, inks);
  }
}

function paintCell(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  value: number,
  drawing: PlaneDrawing,
  inks: Inks,
): void {
  const { cell, mode, scale } = drawing;
  const numbered = cell >= NUMBER_CELL;
  const color = signedColor(value, scale * (numbered && mode === 'value' ? BEHIND_NUMBER : 1), inks.palette);
  if (mode === 'value') {
    context.fillStyle = color;
    context.fillRect(x, y, cell, cell);
  } else if (value !== 0) {
    if (mode === 'gradient') triangle(context, x, y, cell, value, color, numbered);
    else bar(context, x, y, value, drawing, inks);
  }
  if (numbered) writeNumber(context, x, y, value, drawing, inks);
}

/** Points up where the number should grow (gradient below zero), down where it should shrink. */
function triangle(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  cell: number,
  gradient: number,
  color: string,
  numbered: boolean,
): void {
  const size = numbered ? cell * 0.4 : cell * 0.84;
  const left = x + (cell - size) / 2;
  const height = size / 2;
  const top = numbered ? y + 3 : y + (cell - height) / 2;
  const [base, tip] = gradient < 0 ? [top + height, top] : [top, top + height];
  context.fillStyle = color;
  context.beginPath();
  context.moveTo(left, base);
  context.lineTo(left + size, base);
  context.lineTo(left + size / 2, tip);
  context.closePath();
  context.fill();
}

/** An outlined bar up or down from the middle of the cell (of what the number leaves of it), as long as the change is large. */
function bar(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  value: number,
  { cell, scale }: PlaneDrawing,
  inks: Inks,
): void {
  const middle = cell >= NUMBER_CELL ? cell * 0.34 : cell / 2;
  const length = scale > 0 ? Math.min(1, Math.abs(value) / scale) * (middle - 3) : 0;
  context.strokeStyle = value < 0 ? inks.negative : inks.positive;
  context.lineWidth = 1.5;
  context.strokeRect(x + cell * 0.3, value < 0 ? y + middle : y + middle - length, cell * 0.4, length);
}

function writeNumber(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  value: number,
  { cell, mode }: PlaneDrawing,
  inks: Inks,
): void {
  const size = Math.min(15, Math.max(10, cell * 0.29));
  context.font = `500 ${size}px ${inks.font}`;
  const text = cellText(value, (cell - 3) / (size * 0.53));
  if (text === null) return;
  context.fillStyle = inks.ink;
  context.textAlign = 'center';
  context.textBaseline = mode === 'value' ? 'middle' : 'bottom';
  context.fillText(text, x + cell / 2, mode === 'value' ? y + cell / 2 + 1 : y + cell - 3);
}

/** The number with as many digits as `room` characters hold; null when not even one fits. */
export function cellText(value: number, room: number): string | null {
  for (const digits of [4, 3, 2, 1]) {
    const text = numeral(value, digits).replace(/^(−?)0\./, '$1.');
    if (text.length <= room && !text.includes('e')) return text;
  }
  return null;
}

/** NaN and infinity are never a colour: crossed lines, and the word where there is room. */
function hatch(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  { cell }: PlaneDrawing,
  value: number,
  inks: Inks,
): void {
  context.strokeStyle = inks.ink;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(x + 0.5, y + 0.5);
  context.lineTo(x + cell - 0.5, y + cell - 0.5);
  context.moveTo(x + cell - 0.5, y + 0.5);
  context.lineTo(x + 0.5, y + cell - 0.5);
  context.stroke();
  if (cell < NUMBER_CELL) return;
  context.font = `500 12px ${inks.font}`;
  context.fillStyle = inks.ink;
  context.textAlign = 'center';
  context.textBaseline = 'bottom';
  context.fillText(numeral(value), x + cell / 2, y + cell - 2);
}

/** The colour of a value on a symmetric scale, as text. */
export function signedColor(value: number, scale: number, palette: SignPalette): string {
  const bytes = new Uint8ClampedArray(4);
  paintSigned(value, scale, palette, bytes, 0);
  return `rgb(${bytes[0]} ${bytes[1]} ${bytes[2]})`;
}
