/**
 * Turns strokes of a pen into the 28×28 grey image that the network is shown: the same preparation as the training digits
 * got. The drawing is fitted into a 20×20 box by its longer side, keeping its proportions, and its centre of mass is put at
 * the centre of the field. Source: LeCun, Bottou, Bengio & Burges, "Gradient-based learning applied to document recognition"
 * (1998), §III.A; pen and soft edge as in framework/data/generators/digits/render.ts. It prepares an input, and reads nothing.
 */

/** Side of the image, in pixels. */
export const FIELD = 28;
const BOX = 20;
/** Width over which an edge fades from full ink to none, in pixels. */
const EDGE = 1.2;
/** Half the thickness of the line, in pixels: the middle one of the training digits' pens. */
export const PEN_RADIUS = 1.17;

/** x, y, x, y … in any unit, y down. A single point is a dot. */
export type PenStroke = readonly number[];

/** Strokes anywhere, of any size → an image as MNIST has it. [FIELD · FIELD], row-major, in [0, 1] */
export function inkToDigit(strokes: readonly PenStroke[]): Float32Array<ArrayBuffer> {
  return centred(inkInPlace(fitted(strokes)));
}

/** The strokes' ink where they lie; units are pixels, pixel k covers k … k + 1. [FIELD · FIELD] */
export function inkInPlace(strokes: readonly PenStroke[]): Float32Array<ArrayBuffer> {
  const nearest = new Float32Array(FIELD * FIELD).fill(FIELD);
  for (const stroke of strokes) {
    if (stroke.length === 2) stampSegment(nearest, stroke[0]!, stroke[1]!, stroke[0]!, stroke[1]!);
    for (let i = 0; i + 3 < stroke.length; i += 2) {
      stampSegment(nearest, stroke[i]!, stroke[i + 1]!, stroke[i + 2]!, stroke[i + 3]!);
    }
  }
  return nearest.map((distance) => Math.round(Math.min(1, Math.max(0, 0.5 - distance / EDGE)) * 255) / 255);
}

/** Scaled so that the ink, half of its soft edge included, fits the box in the middle of the field. */
function fitted(strokes: readonly PenStroke[]): PenStroke[] {
  const xs = strokes.flatMap((stroke) => stroke.filter((_, i) => i % 2 === 0));
  const ys = strokes.flatMap((stroke) => stroke.filter((_, i) => i % 2 === 1));
  const [left, top] = [smallest(xs), smallest(ys)];
  const size = Math.max(-smallest(xs.map((x) => -x)) - left, -smallest(ys.map((y) => -y)) - top, 1e-6);
  const rim = PEN_RADIUS + EDGE / 4;
  const scale = (BOX - 2 * rim) / size;
  const margin = (FIELD - BOX) / 2 + rim;
  return strokes.map((stroke) => stroke.map((value, i) => (value - (i % 2 === 0 ? left : top)) * scale + margin));
}

/** A drawing has more points than an argument list should hold. */
const smallest = (values: readonly number[]): number =>
  values.reduce((least, value) => Math.min(least, value), Infinity);

/** Lower `nearest` to the distance from one segment, pen thickness taken off, in the pixels it can reach. */
function stampSegment(nearest: Float32Array, ax: number, ay: number, bx: number, by: number): void {
  const reach = PEN_RADIUS + EDGE;
  const [dx, dy] = [bx - ax, by - ay];
  const perLength = 1 / Math.max(dx * dx + dy * dy, 1e-12);
  const last = FIELD - 1;
  for (let row = clip(Math.min(ay, by) - reach, last); row <= clip(Math.max(ay, by) + reach, last); row++) {
    for (let column = clip(Math.min(ax, bx) - reach, last); column <= clip(Math.max(ax, bx) + reach, last); column++) {
      const [x, y] = [column + 0.5 - ax, row + 0.5 - ay];
      const along = Math.min(1, Math.max(0, (x * dx + y * dy) * perLength));
      const distance = Math.hypot(x - along * dx, y - along * dy) - PEN_RADIUS;
      const at = row * FIELD + column;
      if (distance < nearest[at]!) nearest[at] = distance;
    }
  }
}

const clip = (value: number, last: number): number => Math.min(last, Math.max(0, Math.floor(value)));

/** Moved by whole pixels so that the centre of mass falls on pixel 14, as in MNIST. An empty image stays empty. */
function centred(image: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const [massX, massY] = centreOfMass(image);
  const [shiftX, shiftY] = [Math.round(FIELD / 2 - massX), Math.round(FIELD / 2 - massY)];
  const out = new Float32Array(FIELD * FIELD);
  image.forEach((value, i) => {
    const [x, y] = [(i % FIELD) + shiftX, Math.floor(i / FIELD) + shiftY];
    if (x >= 0 && x < FIELD && y >= 0 && y < FIELD) out[y * FIELD + x] = value;
  });
  return out;
}

/** In pixel numbers, x then y; the middle of the field when there is no ink. */
export function centreOfMass(image: ArrayLike<number>): [number, number] {
  let [mass, x, y] = [0, 0, 0];
  for (let i = 0; i < image.length; i++) {
    mass += image[i]!;
    x += image[i]! * (i % FIELD);
    y += image[i]! * Math.floor(i / FIELD);
  }
  return mass === 0 ? [FIELD / 2, FIELD / 2] : [x / mass, y / mass];
}
