/**
 * Colours and numbers as all figures show them. Colours come from the page's custom properties, so that light, dark and print
 * need no code here. Zero is the paper; positive and negative have one colour each; the scale is symmetric and always said.
 */

const SIGNIFICANT = 4;

/** A custom property's colour as the page has it now: `ink('--positive')`. */
export const ink = (element: Element, property: string): string =>
  getComputedStyle(element).getPropertyValue(property).trim();

/** `#1264a3` → [18, 100, 163]. Under forced colours the page's colours are names of the system; a canvas knows their values. */
export function channels(color: string): [number, number, number] {
  const hex = Number.parseInt((/^#[0-9a-f]{6}$/i.test(color) ? color : resolved(color)).slice(1), 16);
  return [(hex >> 16) & 255, (hex >> 8) & 255, hex & 255];
}

/** A canvas writes any opaque colour as six digits: `#fff`, which style sheets are shortened to, and names as well. */
function resolved(color: string): string {
  const context = document.createElement('canvas').getContext('2d')!;
  context.fillStyle = color;
  return String(context.fillStyle);
}

export interface SignPalette {
  readonly zero: readonly [number, number, number];
  readonly positive: readonly [number, number, number];
  readonly negative: readonly [number, number, number];
}

export const signPalette = (element: Element): SignPalette => ({
  zero: channels(ink(element, '--zero')),
  positive: channels(ink(element, '--positive')),
  negative: channels(ink(element, '--negative')),
});

/** The colour of a value on a symmetric scale, written as four bytes into `out` at `at`. NaN is left transparent. */
export function paintSigned(
  value: number,
  scale: number,
  palette: SignPalette,
  out: Uint8ClampedArray,
  at: number,
): void {
  if (Number.isNaN(value)) {
    out[at + 3] = 0;
    return;
  }
  const share = scale > 0 ? Math.min(Math.abs(value) / scale, 1) : 0;
  const end = value < 0 ? palette.negative : palette.positive;
  for (let c = 0; c < 3; c++) out[at + c] = palette.zero[c]! + (end[c]! - palette.zero[c]!) * share;
  out[at + 3] = 255;
}

/** Largest magnitude: the symmetric scale of a tensor. */
export function scaleOf(values: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]!);
    if (size > largest) largest = size;
  }
  return largest;
}

/** The height of a drawing's letters, px: as much larger than on a page as all letters are before a room, or as a reader's browser sets them. */
export const letters = (px: number): number =>
  (px * (Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16)) / 16;

/** Four significant digits, a true minus sign, never exponent notation where a reader can avoid it. */
export function numeral(value: number, digits = SIGNIFICANT): string {
  if (Number.isNaN(value)) return 'NaN';
  if (value === 0) return '0';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  const text = size < 1e-4 ? size.toExponential(Math.max(0, digits - 2)) : size.toPrecision(digits);
  const plain = text.includes('e') && size >= 1e-4 ? String(Number(text)) : text;
  return value < 0 ? `−${plain}` : plain;
}

/** A canvas sized in device pixels for a box in CSS pixels, ready to draw in CSS pixels. */
export function prepareCanvas(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D {
  const ratio = Math.min(globalThis.devicePixelRatio || 1, 3);
  const [w, h] = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const context = canvas.getContext('2d')!;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}
