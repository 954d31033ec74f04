/**
 * A digit as a shape that can be filled or left hollow: its grey picture made larger, and cut where it is half ink. How it is drawn says whether
 * it was read; the picture itself is the network's input, unchanged. Used when the site is built and in the browser, so that both draw alike.
 */

const SIDE = 28;
/** How much larger the shape is than the picture. */
export const FACTOR = 4;
/** Side of the shape, in pixels. */
export const SHAPE = SIDE * FACTOR;

/** Grey values at which ink begins, and at which a hollow shape ends inside. */
const EDGE = 0.35;
const INSIDE = 0.78;
/** How steep an edge is: about one pixel of the shape wide. */
const STEEP = 5;

const clamp = (value: number): number => Math.min(1, Math.max(0, value));

/** The picture between its pixels, by the four around. */
function between(image: ArrayLike<number>, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [dx, dy] = [x - left, y - top];
  const at = (i: number, j: number): number =>
    i < 0 || j < 0 || i >= SIDE || j >= SIDE ? 0 : (image[j * SIDE + i] ?? 0);
  const upper = at(left, top) * (1 - dx) + at(left + 1, top) * dx;
  const lower = at(left, top + 1) * (1 - dx) + at(left + 1, top + 1) * dx;
  return upper * (1 - dy) + lower * dy;
}

/**
 * How much ink covers each pixel.
 *
 * @param image 28·28 grey values in [0, 1]
 * @returns SHAPE·SHAPE numbers in [0, 1], row by row
 */
export function digitShape(image: ArrayLike<number>, isFilled: boolean): Float32Array {
  const out = new Float32Array(SHAPE * SHAPE);
  for (let y = 0; y < SHAPE; y++)
    for (let x = 0; x < SHAPE; x++) {
      const value = between(image, (x + 0.5) / FACTOR - 0.5, (y + 0.5) / FACTOR - 0.5);
      const outer = clamp((value - EDGE) * STEEP + 0.5);
      const inner = clamp((value - INSIDE) * STEEP + 0.5);
      out[y * SHAPE + x] = isFilled ? outer : Math.min(outer, 1 - inner);
    }
  return out;
}
