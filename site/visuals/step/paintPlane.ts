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

/** Below this side a triangle cannot be told from a speck; half the cell is filled instead, the half it would point to. */
const TRIANGLE_CELL = 7;
/** Behind a printed number the colour goes only half way, so that the number can be read on it. */
const BEHIND_NUMBER = 2;

let scratch: HTMLCanvasElement | null = null;

export function paintPlane(context: CanvasRenderingContext2D, drawing: PlaneDrawing, inks: Inks): void {
  const { cell, mode } = drawing;
  if (mode === 'value' && cell < NUMBER_CELL) paintPixels(context, drawing, inks, 1);
  else if (mode === 'gradient' && cell < TRIANGLE_CELL) paintPixels(context, drawing, inks, 2);
  else paintShapes(context, drawing, inks);
}

/** Many small cells: an image of one pixel a cell (two for gradients, upper and lower half), enlarged without smoothing. */
function paintPixels(context: CanvasRenderingContext2D, drawing: PlaneDrawing, { palette }: Inks, halves: 1 | 2): void {
  const { values, first, count, columns, x, y, cell, scale } = drawing;
  const rows = Math.ceil(count / columns);
  scratch ??= document.createElement('canvas');
  if (scratch.width < columns || scratch.height < rows * halves) {
    scratch.width = Math.max(scratch.width, columns);
    scratch.height = Math.max(scratch.height, rows * halves);
  }
  const image = new ImageData(columns, rows * halves);
  for (let i = 0; i < count; i++) {
    const value = values[first + i]!;
    const row = Math.floor(i / columns) * halves + (halves === 2 && value > 0 ? 1 : 0);
    if (halves === 1 || value !== 0)
      paintSigned(value, scale, palette, image.data, (row * columns + (i % columns)) * 4);
  }
  scratch.getContext('2d')!.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(scratch, 0, 0, columns, rows * halves, x, y, columns * cell, rows * cell);
  for (let i = 0; i < count; i++) {
    if (Number.isFinite(values[first + i]!)) continue;
    hatch(context, x + (i % columns) * cell, y + Math.floor(i / columns) * cell, cell, drawing, values[first + i]!);
  }
}

function paintShapes(context: CanvasRenderingContext2D, drawing: PlaneDrawing, inks: Inks): void {
  const { values, first, count, columns, cell } = drawing;
  for (let i = 0; i < count; i++) {
    const value = values[first + i]!;
    const x = drawing.x + (i % columns) * cell;
    const y = drawing.y + Math.floor(i / columns) * cell;
    if (Number.isFinite(value)) paintCell(context, x, y, value, drawing, inks);
    else hatch(context, x, y, cell, drawing, value);
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
    else bar(context, x, y, cell, value, scale, inks);
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

/** An outlined bar from the middle of the cell, up or down, as long as the change is large. */
function bar(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  cell: number,
  value: number,
  scale: number,
  inks: Inks,
): void {
  const length = scale > 0 ? (Math.min(1, Math.abs(value) / scale) * (cell - 4)) / 2 : 0;
  context.strokeStyle = value < 0 ? inks.negative : inks.positive;
  context.lineWidth = 1.5;
  context.strokeRect(x + cell * 0.3, value < 0 ? y + cell / 2 : y + cell / 2 - length, cell * 0.4, length);
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
  context.font = `500 ${size}px ${fontOf(context)}`;
  const text = cellText(value, (cell - 3) / (size * 0.53));
  if (text === null) return;
  context.fillStyle = inks.ink;
  context.textAlign = 'center';
  context.textBaseline = mode === 'value' ? 'middle' : 'bottom';
  context.fillText(text, x + cell / 2, mode === 'value' ? y + cell / 2 + 1 : y + cell - 3);
}

const fontOf = (context: CanvasRenderingContext2D): string =>
  getComputedStyle(context.canvas).fontFamily || 'sans-serif';

/** The number with as many digits as `room` characters hold; null when not even one fits. */
export function cellText(value: number, room: number): string | null {
  for (const digits of [4, 3, 2, 1]) {
    const text = value === 0 ? '0' : numeral(value, digits).replace(/^(−?)0\./, '$1.');
    if (text.length <= room && !text.includes('e')) return text;
  }
  return null;
}

/** NaN and infinity are never a colour: crossed lines, and the word where there is room. */
function hatch(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  cell: number,
  { mode }: PlaneDrawing,
  value: number,
): void {
  context.save();
  context.strokeStyle = getComputedStyle(context.canvas).color;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(x + 0.5, y + 0.5);
  context.lineTo(x + cell - 0.5, y + cell - 0.5);
  context.moveTo(x + cell - 0.5, y + 0.5);
  context.lineTo(x + 0.5, y + cell - 0.5);
  context.stroke();
  if (cell >= NUMBER_CELL && mode !== 'update') {
    context.fillStyle = context.strokeStyle;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(numeral(value), x + cell / 2, y + cell / 2);
  }
  context.restore();
}

/** The colour of a value on a symmetric scale, as text. */
export function signedColor(value: number, scale: number, palette: SignPalette): string {
  const bytes = new Uint8ClampedArray(4);
  paintSigned(value, scale, palette, bytes, 0);
  return `rgb(${bytes[0]} ${bytes[1]} ${bytes[2]})`;
}
