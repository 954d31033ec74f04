/**
 * A grey image as ink on paper (chalk on the board in the dark): 0 is the page, 1 is full ink. Pixels stay pixels.
 */
import { channels, ink } from '../ink.ts';

const SIDE = 28;

/**
 * @param pixels 28·28 grey values in [0, 1], row by row
 * @param page whose colours to use, where the canvas itself is not on the page
 */
export function paintDigit(canvas: HTMLCanvasElement, pixels: ArrayLike<number>, page: Element = canvas): void {
  if (canvas.width !== SIDE || canvas.height !== SIDE) {
    canvas.width = SIDE;
    canvas.height = SIDE;
  }
  const context = canvas.getContext('2d')!;
  const picture = context.createImageData(SIDE, SIDE);
  const [paper, full] = [channels(ink(page, '--paper')), channels(ink(page, '--ink'))];
  for (let i = 0; i < SIDE * SIDE; i++) {
    const share = Math.min(1, Math.max(0, pixels[i] ?? 0));
    for (let c = 0; c < 3; c++) picture.data[4 * i + c] = paper[c]! + (full[c]! - paper[c]!) * share;
    picture.data[4 * i + 3] = 255;
  }
  context.putImageData(picture, 0, 0);
}
