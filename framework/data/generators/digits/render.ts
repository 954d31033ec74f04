/**
 * Ink: draws the path of a pen as a small grey image, with the conventions of MNIST.
 *
 * The path is fitted into a 20×20 box by its longer side, keeping its proportions, and the centre of mass of the ink
 * is put at the centre of the 28×28 field. Source: LeCun, Bottou, Bengio & Burges, "Gradient-based learning applied
 * to document recognition" (1998), §III.A. A pixel's grey is its distance to the nearest stroke, passed through a
 * soft edge.
 */
import type { PenPath } from './handwriting.ts';

/** Side of the image, in pixels. */
export const FIELD = 28;
/** Side of the box that the ink is fitted into, in pixels. */
const BOX = 20;
/** The centre of mass goes to the middle of this pixel, as in MNIST. */
const CENTRE = FIELD / 2;
/** Width over which an edge fades from full ink to none, in pixels. */
const EDGE = 1.2;

/** Smallest box round all paths: [left, top, right, bottom]. */
function boundingBox(paths: readonly PenPath[]): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const path of paths) {
    for (let i = 0; i < path.length; i += 3) {
      box[0] = Math.min(box[0], path[i]!);
      box[1] = Math.min(box[1], path[i + 1]!);
      box[2] = Math.max(box[2], path[i]!);
      box[3] = Math.max(box[3], path[i + 1]!);
    }
  }
  return box;
}

/**
 * The paths scaled so that their ink, half of its soft edge included, just fits the box. Top left of the box is (0,
 * 0); pressure → radius.
 */
function fitToBox(paths: readonly PenPath[], radius: number): PenPath[] {
  const [left, top, right, bottom] = boundingBox(paths);
  const rim = radius + EDGE / 4;
  const scale = (BOX - 2 * rim) / Math.max(right - left, bottom - top, 1e-6);
  const fit = [
    (x: number) => (x - left) * scale + rim,
    (y: number) => (y - top) * scale + rim,
    (pressure: number) => pressure * radius,
  ];
  return paths.map((path) => path.map((value, i) => fit[i % 3]!(value)));
}

/** For each pixel of the field, how far it lies outside the ink (negative: inside), in pixels. [FIELD · FIELD] */
function distances(paths: readonly PenPath[], offset: number): Float32Array<ArrayBuffer> {
  const nearest = new Float32Array(FIELD * FIELD).fill(FIELD);
  for (const path of paths) {
    for (let i = 0; i + 5 < path.length; i += 3) {
      const ax = path[i]! + offset;
      const ay = path[i + 1]! + offset;
      stampSegment(nearest, ax, ay, path[i + 3]! + offset, path[i + 4]! + offset, path[i + 2]!);
    }
  }
  return nearest;
}

/** Lower `nearest` to the distance from one segment, in the pixels it can reach. */
function stampSegment(nearest: Float32Array, ax: number, ay: number, bx: number, by: number, radius: number): void {
  const reach = radius + EDGE;
  const x0 = Math.max(0, Math.floor(Math.min(ax, bx) - reach));
  const x1 = Math.min(FIELD - 1, Math.ceil(Math.max(ax, bx) + reach));
  const y0 = Math.max(0, Math.floor(Math.min(ay, by) - reach));
  const y1 = Math.min(FIELD - 1, Math.ceil(Math.max(ay, by) + reach));
  const dx = bx - ax;
  const dy = by - ay;
  const perLength = 1 / Math.max(dx * dx + dy * dy, 1e-12);
  for (let y = y0; y <= y1; y++) {
    for (let x = x0; x <= x1; x++) {
      const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) * perLength));
      const ox = x - ax - along * dx;
      const oy = y - ay - along * dy;
      const distance = Math.sqrt(ox * ox + oy * oy) - radius;
      const at = y * FIELD + x;
      if (distance < nearest[at]!) nearest[at] = distance;
    }
  }
}

/**
 * Grey of a pixel, in 255ths like a scanned image: which also keeps the bytes the same where the last digit of a
 * sine differs.
 */
const grey = (distance: number): number => Math.round(Math.min(1, Math.max(0, 0.5 - distance / EDGE)) * 255) / 255;

/** Copy the image so that its centre of mass falls on the centre pixel, moving by whole pixels. */
function centre(image: Float32Array, out: Float32Array): void {
  let mass = 0;
  let momentX = 0;
  let momentY = 0;
  for (let i = 0; i < image.length; i++) {
    mass += image[i]!;
    momentX += image[i]! * (i % FIELD);
    momentY += image[i]! * Math.floor(i / FIELD);
  }
  const shiftX = Math.round(CENTRE - momentX / mass);
  const shiftY = Math.round(CENTRE - momentY / mass);
  for (let y = Math.max(0, shiftY); y < Math.min(FIELD, FIELD + shiftY); y++) {
    for (let x = Math.max(0, shiftX); x < Math.min(FIELD, FIELD + shiftX); x++) {
      out[y * FIELD + x] = image[(y - shiftY) * FIELD + x - shiftX]!;
    }
  }
}

/**
 * Draw pen paths as an MNIST-like image.
 *
 * @param paths any unit, y down; at least one stroke with one segment
 * @param radius half the thickness of the line at pressure 1, in pixels
 * @param out where the grey values go, in [0, 1], bright ink on black; must hold zeros; [FIELD · FIELD], row-major
 */
export function render(paths: readonly PenPath[], radius: number, out: Float32Array): void {
  const offset = (FIELD - BOX) / 2 - 0.5; // pixel k covers k - 0.5 … k + 0.5
  centre(distances(fitToBox(paths, radius), offset).map(grey), out);
}
