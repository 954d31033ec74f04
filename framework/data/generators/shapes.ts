/**
 * Small colour pictures of ten shapes: the data set for a colour CNN that needs no download, in the format of CIFAR-10. Colour,
 * place, size, turn and background are random and say nothing about the class: only the outline does. For each picture it
 * is known which pixels belong to the shape, so that one can ask where a network looked.
 */
import { optionsOf, signature } from '../../tensor/arguments.ts';
import type { Generator } from '../../tensor/random.ts';
import { type Tensor, tensorFrom } from '../../tensor/Tensor.ts';
import { balancedClasses, startDrawing } from './drawing.ts';

/** What the labels mean: label i is the shape at place i. */
export const SHAPE_NAMES = [
  'circle',
  'square',
  'triangle',
  'diamond',
  'pentagon',
  'star',
  'ring',
  'cross',
  'heart',
  'crescent',
] as const;

export interface ShapesOptions {
  /** Standard deviation of the grain: each pixel is a little brighter or darker. Default 0.04. */
  readonly noise?: number;
}

export interface Shapes {
  /** Red, green, blue in [0, 1]. float32 [N, 3, 32, 32] */
  readonly images: Tensor;
  /** Place in SHAPE_NAMES. int32 [N] */
  readonly labels: Tensor;
  /** true where the shape is. bool [N, 32, 32] */
  readonly masks: Tensor;
}

const SIDE = 32;
const PIXELS = SIDE * SIDE;
const CHANNELS = 3;
/** Points asked for per pixel and direction: their share inside the outline softens the edge. */
const SAMPLES = 3;
const RADIUS = { least: 7, most: 12 } as const;
const MOST_TURN = Math.PI / 7; // less than what would turn one shape into another
/** Distance between the colours of shape and background, so that every shape can be seen. */
const LEAST_CONTRAST = 0.45;

type Colour = readonly [red: number, green: number, blue: number];
/** Is the point inside? The shape lies within the unit circle; y points down. */
type Outline = (x: number, y: number) => boolean;

/** Inside a regular figure with one corner on top: within the half plane of the nearest edge. */
const polygon =
  (corners: number): Outline =>
  (x, y) => {
    const sector = (2 * Math.PI) / corners;
    const angle = Math.atan2(x, -y);
    const fromCorner = angle - sector * Math.floor(angle / sector);
    return Math.hypot(x, y) * Math.cos(fromCorner - sector / 2) < Math.cos(sector / 2);
  };

/** Five points: the border runs straight from each tip to the notch beside it. */
const star: Outline = (x, y) => {
  const sector = Math.PI / 5;
  const angle = Math.abs(Math.atan2(x, -y));
  const folded = Math.abs(angle - 2 * sector * Math.round(angle / (2 * sector)));
  const notch = 0.42;
  const radius = Math.hypot(x, y);
  const [px, py] = [radius * Math.cos(folded), radius * Math.sin(folded)];
  const [nx, ny] = [notch * Math.cos(sector), notch * Math.sin(sector)];
  return (px - 1) * ny - py * (nx - 1) < 0;
};

/** Two round humps above a point. */
const heart: Outline = (x, y) => {
  const [wide, high] = [Math.abs(x) * 1.15, -y * 1.15 + 0.1];
  if (high > 0) return (wide - 0.5) ** 2 + (high - 0.25) ** 2 < 0.3;
  return wide < 1.02 + 0.95 * high && high > -1.1;
};

const outlines: readonly Outline[] = [
  (x, y) => Math.hypot(x, y) < 0.9,
  (x, y) => Math.max(Math.abs(x), Math.abs(y)) < 0.78,
  polygon(3),
  (x, y) => Math.abs(x) / 0.55 + Math.abs(y) < 1,
  polygon(5),
  star,
  (x, y) => Math.hypot(x, y) < 0.95 && Math.hypot(x, y) > 0.55,
  (x, y) => Math.min(Math.abs(x), Math.abs(y)) < 0.28 && Math.max(Math.abs(x), Math.abs(y)) < 0.95,
  heart,
  (x, y) => Math.hypot(x, y) < 0.95 && Math.hypot(x - 0.45, y) > 0.75,
];

const call = signature('generateShapes', { count: 'number', generator: 'generator' }, { noise: 'amount' });

/**
 * Ten classes, balanced to within one. Image k does not depend on how many are asked for.
 *
 * @example
 * const { images, labels } = generateShapes(1000, new Generator(7));
 * SHAPE_NAMES[labels.dataSync()[0]!];   // what the first image shows
 */
export function generateShapes(count: number, generator: Generator, options: ShapesOptions = {}): Shapes {
  const { noise = 0.04 } = optionsOf(call, [count, generator, options]);
  const series = startDrawing('generateShapes', count, generator);
  const labels = balancedClasses(count, SHAPE_NAMES.length, series.fork('labels'));
  const images = new Float32Array(count * CHANNELS * PIXELS);
  const masks = new Uint8Array(count * PIXELS);
  labels.forEach((label, i) => {
    const hand = series.fork(`image ${i}`);
    const cover = coverage(outlines[label]!, hand);
    cover.forEach((share, pixel) => {
      masks[i * PIXELS + pixel] = share > 0.5 ? 1 : 0;
    });
    paint(cover, noise, hand, images.subarray(i * CHANNELS * PIXELS, (i + 1) * CHANNELS * PIXELS));
  });
  return {
    images: tensorFrom(images, [count, CHANNELS, SIDE, SIDE], 'float32'),
    labels: tensorFrom(labels, [count], 'int32'),
    masks: tensorFrom(masks, [count, SIDE, SIDE], 'bool'),
  };
}

/** Which share of each pixel the shape covers, at a random place, size and turn. [PIXELS] */
function coverage(inside: Outline, hand: Generator): Float32Array<ArrayBuffer> {
  const radius = hand.uniform(RADIUS.least, RADIUS.most);
  const [middleX, middleY] = [hand.uniform(radius, SIDE - radius), hand.uniform(radius, SIDE - radius)];
  const turn = hand.uniform(-MOST_TURN, MOST_TURN);
  const [cosine, sine] = [Math.cos(turn) / radius, Math.sin(turn) / radius];
  return Float32Array.from({ length: PIXELS }, (_, pixel) => {
    const [x, y] = [(pixel % SIDE) - middleX, Math.floor(pixel / SIDE) - middleY];
    if (Math.hypot(x + 0.5, y + 0.5) > radius + 1) return 0;
    let hits = 0;
    for (let s = 0; s < SAMPLES * SAMPLES; s++) {
      const [dx, dy] = [x + ((s % SAMPLES) + 0.5) / SAMPLES, y + (Math.floor(s / SAMPLES) + 0.5) / SAMPLES];
      if (inside(cosine * dx + sine * dy, cosine * dy - sine * dx)) hits++;
    }
    return hits / SAMPLES ** 2;
  });
}

/** The shape in one colour on a background that runs from one colour to another. */
function paint(cover: Float32Array, noise: number, hand: Generator, out: Float32Array): void {
  const from = randomColour(hand);
  const to = from.map((value) => Math.min(1, Math.max(0, value + hand.uniform(-0.25, 0.25))));
  const shape = contrasting([from, to as unknown as Colour], hand);
  const direction = hand.uniform(0, 2 * Math.PI);
  const [stepX, stepY] = [Math.cos(direction) / SIDE, Math.sin(direction) / SIDE];
  for (let pixel = 0; pixel < PIXELS; pixel++) {
    const along = 0.5 + ((pixel % SIDE) - SIDE / 2) * stepX + (Math.floor(pixel / SIDE) - SIDE / 2) * stepY;
    const grain = hand.normal(0, noise);
    for (let c = 0; c < CHANNELS; c++) {
      const ground = from[c]! + (to[c]! - from[c]!) * Math.min(1, Math.max(0, along));
      const colour = ground + (shape[c]! - ground) * cover[pixel]! + grain;
      out[c * PIXELS + pixel] = Math.min(1, Math.max(0, colour));
    }
  }
}

const randomColour = (hand: Generator): Colour => [hand.uniform(), hand.uniform(), hand.uniform()];

/** A random colour far enough from all others; the corner of the colour cube opposite the first if luck fails. */
function contrasting(others: readonly Colour[], hand: Generator): Colour {
  for (let attempt = 0; attempt < 20; attempt++) {
    const colour = randomColour(hand);
    const distances = others.map((other) => Math.hypot(...other.map((value, c) => value - colour[c]!)));
    if (Math.min(...distances) >= LEAST_CONTRAST) return colour;
  }
  return others[0]!.map((value) => (value < 0.5 ? 1 : 0)) as unknown as Colour;
}
