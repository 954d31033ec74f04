/**
 * What is on the pad: strokes of a pen, over a digit of the batch where the reader took one. It knows the image that the
 * network is shown of it; it draws nothing on a screen.
 */
import { inkInPlace, inkToDigit } from './inkToDigit.ts';

type Pixels = Float32Array<ArrayBuffer>;

export class Drawing {
  /** Grey values of the digit under the strokes, or null. */
  ground: Pixels | null = null;
  /** x, y, x, y … in pixels of the 28×28 field. */
  readonly strokes: number[][] = [];

  get isEmpty(): boolean {
    return this.ground === null && this.strokes.length === 0;
  }

  clear(): void {
    this.ground = null;
    this.strokes.length = 0;
  }

  /** A prepared image, 28·28 grey values, instead of what was there. */
  take(pixels: ArrayLike<number>): void {
    this.clear();
    this.ground = Float32Array.from(pixels);
  }

  /** Paint some pixels of the picture as the network sees it, which then lies on the pad as it is. */
  paint(pixels: readonly number[], grey: number): void {
    const seen = this.seen();
    for (const pixel of pixels) seen[pixel] = grey;
    this.take(seen);
  }

  startStroke(x: number, y: number): void {
    this.strokes.push([x, y]);
  }

  /** Go on with the last stroke; a point on the spot is left out. */
  continueStroke(x: number, y: number): void {
    const stroke = this.strokes.at(-1);
    if (stroke === undefined || (stroke.at(-2) === x && stroke.at(-1) === y)) return;
    stroke.push(x, y);
  }

  /**
   * The image as the network sees it. Strokes alone are fitted and centred like every training digit; strokes over a digit
   * of the batch, which is fitted already, stay where they are.
   */
  seen(): Pixels {
    const { ground } = this;
    if (ground === null) return inkToDigit(this.strokes);
    if (this.strokes.length === 0) return ground.slice();
    return inkInPlace(this.strokes).map((value, i) => Math.max(value, ground[i]!));
  }
}
