/**
 * Handwritten-looking digits, drawn by a program: the data set that needs no download.
 *
 * Each image is a skeleton (`digits/skeletons.ts`: how people write this digit), written by a random hand
 * (`digits/handwriting.ts`: tremble, bend, slant) with a random pen (`digits/render.ts`: ink on a 28×28 field as in
 * MNIST). It refuses to borrow: no pixel comes from a data set, so a network trained here can be tested on real
 * digits.
 */
import { optionsOf, signature } from '../../tensor/arguments.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import type { Generator } from '../../tensor/random.ts';
import { handwriting } from './digits/handwriting.ts';
import { FIELD, render } from './digits/render.ts';
import { skeleton } from './digits/skeletons.ts';
import { balancedClasses } from './drawing.ts';

const PIXELS = FIELD * FIELD;
const ALL_DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
/** Half the thickness of a line, in pixels: from a hard pencil to a felt pen. */
const PEN_RADIUS = { thinnest: 0.6, median: 1.2, boldest: 2.2, spread: 0.3 };

export interface DigitOptions {
  /** Which digits to draw; all ten by default. `[0, 1]` makes a two-class problem. */
  readonly digits?: readonly number[];
}

export interface Digits {
  /** Grey values in [0, 1], bright ink on black. [count, 1, 28, 28], row-major. */
  readonly images: Float32Array<ArrayBuffer>;
  /** Which digit each image shows, 0 … 9. [count] */
  readonly labels: Int32Array<ArrayBuffer>;
}

/** Log-normal, as sizes of things made by hand are. */
function penRadius(generator: Generator): number {
  const radius = PEN_RADIUS.median * Math.exp(generator.normal(0, PEN_RADIUS.spread));
  return Math.min(PEN_RADIUS.boldest, Math.max(PEN_RADIUS.thinnest, radius));
}

function checkRequest(count: number, digits: readonly number[]): void {
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new ChalkgradError(
      `generateDigits: cannot draw ${count} images`,
      'ask for a whole number of images, 1 or more: generateDigits(1000, new Generator(7)).',
    );
  }
  const strange = digits.find((digit) => !ALL_DIGITS.includes(digit));
  if (strange !== undefined || digits.length === 0) {
    throw new ChalkgradError(
      `generateDigits: cannot draw ${strange === undefined ? 'from an empty list of digits' : `the digit ${strange}`}`,
      'digits is a list of whole numbers from 0 to 9, such as [0, 1]; leave it out for all ten.',
    );
  }
}

const call = signature('generateDigits', { count: 'number', generator: 'generator' }, { digits: 'numberList' });

/**
 * Draw `count` labelled images of handwritten-looking digits: (count) → images [count, 1, 28, 28], labels [count].
 *
 * The same seed gives the same bytes, and image k does not depend on `count`. Each call takes one word of the
 * generator, so that a second call draws new images. Labels are shuffled; how often each digit appears differs by at
 * most one.
 *
 * Conventions (size, centring, bright on black) are MNIST's: LeCun, Bottou, Bengio & Burges, "Gradient-based
 * learning applied to document recognition" (1998), §III.A.
 *
 * @throws ChalkgradError when `count` is not a whole number of at least 1, or `digits` names anything but 0 … 9.
 * @example
 * const { images, labels } = generateDigits(1000, new Generator(7));
 * images.length;   // 784000
 * labels[0];       // the digit in images.subarray(0, 784)
 */
export function generateDigits(count: number, generator: Generator, options: DigitOptions = {}): Digits {
  options = optionsOf(call, [count, generator, options]);
  const digits = options.digits ?? ALL_DIGITS;
  checkRequest(count, digits);
  const series = generator.fork(`digits ${generator.word()}`);
  const images = new Float32Array(count * PIXELS);
  const labels = balancedClasses(count, digits.length, series.fork('labels')).map((place) => digits[place]!);
  labels.forEach((digit, k) => {
    const hand = series.fork(`image ${k}`);
    const paths = handwriting(skeleton(digit, hand), hand);
    render(paths, penRadius(hand), images.subarray(k * PIXELS, (k + 1) * PIXELS));
  });
  return { images, labels };
}
