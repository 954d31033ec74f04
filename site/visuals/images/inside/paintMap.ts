import { paintSigned, scaleOf, signPalette } from '../../parts/ink.ts';

/** Cells by their sign and size, as many pixels as there are cells. */
export function paintMap(canvas: HTMLCanvasElement, values: ArrayLike<number>, columns: number): void {
  const rows = values.length / columns;
  [canvas.width, canvas.height] = [columns, rows];
  const context = canvas.getContext('2d')!;
  const picture = context.createImageData(columns, rows);
  const [palette, scale] = [signPalette(canvas), scaleOf(values)];
  for (let i = 0; i < values.length; i++) paintSigned(values[i]!, scale, palette, picture.data, 4 * i);
  context.putImageData(picture, 0, 0);
}
