/**
 * Handwritten-looking digits, drawn by a program: the data set that needs no download.
 *
 * Each image is a skeleton (`digits/skeletons.ts`: how people write this digit), written by a random hand
 * (`digits/handwriting.ts`: tremble, bend, slant) with a random pen (`digits/render.ts`: ink on a 28×28 field as in MNIST).
 * No pixel comes from a data set, so a network trained here and tested on real digits is honestly tested.
 */
import { ChalkgradError } from '../tensor/errors.ts';
import type { Generator } from '../tensor/random.ts';
import { handwriting } from './digits/handwriting.ts';
import { FIELD, render } from './digits/render.ts';
import { skeleton } from './digits/skeletons.ts';

const CLASSES = 10;
const PIXELS = FIELD * FIELD;

export interface Digits {
  /** Grey values in [0, 1], bright ink on black. [count, 1, 28, 28], row-major. */
  readonly images: Float32Array<ArrayBuffer>;
  /** Which digit each image shows, 0 … 9. [count] */
  readonly labels: Int32Array<ArrayBuffer>;
}

/** From a hard pencil to a felt pen: half the line's thickness in pixels, log-normal as sizes of things made by hand are. */
const choosePen = (generator: Generator): number => Math.min(2.5, Math.max(0.6, 1.22 * Math.exp(generator.normal(0, 0.32))));

/** 0 … 9 in a new random order for every ten images: shuffled, and balanced wherever the list is cut. */
function balancedLabels(count: number, generator: Generator): Int32Array<ArrayBuffer> {
  const labels = new Int32Array(count);
  for (let from = 0; from < count; from += CLASSES) {
    labels.set(generator.permutation(CLASSES).subarray(0, count - from), from);
  }
  return labels;
}

export function generateDigits(count: number, generator: Generator): Digits {
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new ChalkgradError(`generateDigits: cannot draw ${count} digits`, 'ask for a whole number of digits, at least 1.');
  }
  const series = generator.fork(`digits ${generator.word()}`);
  const images = new Float32Array(count * PIXELS);
  const labels = balancedLabels(count, series.fork('labels'));
  for (let k = 0; k < count; k++) {
    const hand = series.fork(`image ${k}`);
    const paths = handwriting(skeleton(labels[k]!, hand), hand);
    render(paths, choosePen(hand), images.subarray(k * PIXELS, (k + 1) * PIXELS));
  }
  return { images, labels };
}
