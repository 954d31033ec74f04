/**
 * A grey image as ink on paper (chalk on the board in the dark): 0 is the page, 1 is full ink. Pixels stay pixels.
 */
import { channels, ink } from '../ink.ts';

/** @param pixels grey values in [0, 1], row by row; as many as a square of `side` has */
export function paintDigit(canvas: HTMLCanvasElement, pixels: ArrayLike<number>, side = 28): void {
  if (canvas.width !== side || canvas.height !== side) {
    canvas.width = side;
    canvas.height = side;
  }
  const context = canvas.getContext('2d')!;
  const picture = context.createImageData(side, side);
  const [paper, full] = [channels(ink(canvas, '--paper')), channels(ink(canvas, '--ink'))];
  for (let i = 0; i < side * side; i++) {
    const share = Math.min(1, Math.max(0, pixels[i] ?? 0));
    for (let c = 0; c < 3; c++) picture.data[4 * i + c] = paper[c]! + (full[c]! - paper[c]!) * share;
    picture.data[4 * i + 3] = 255;
  }
  context.putImageData(picture, 0, 0);
}
