import { describe, expect, it } from 'vitest';
import { ChalkgradError } from '../../tensor/errors.ts';
import { Generator } from '../../tensor/random.ts';
import { type DigitOptions, generateDigits } from './digits.ts';

const FIELD = 28;
const PIXELS = FIELD * FIELD;
const draw = (count: number, seed: number, options?: DigitOptions) =>
  generateDigits(count, new Generator(seed), options);

/** The images one by one. */
const each = (images: Float32Array, count: number): Float32Array[] =>
  Array.from({ length: count }, (_, k) => images.subarray(k * PIXELS, (k + 1) * PIXELS));

const sum = (values: Float32Array): number => values.reduce((total, value) => total + value, 0);

/** How often each of the ten digits occurs. */
function histogram(labels: Int32Array): number[] {
  const counts = new Array<number>(10).fill(0);
  for (const label of labels) counts[label] = counts[label]! + 1;
  return counts;
}

function caught(action: () => unknown): ChalkgradError {
  try {
    action();
  } catch (error) {
    if (error instanceof ChalkgradError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('generateDigits', () => {
  it('gives the same bytes for the same seed', () => {
    expect(draw(30, 7)).toEqual(draw(30, 7));
  });

  it('gives other images and another order for another seed', () => {
    const a = draw(100, 7);
    const b = draw(100, 8);
    expect(a.labels).not.toEqual(b.labels);
    expect(a.images).not.toEqual(b.images);
  });

  it('draws image k the same however many are asked for', () => {
    const few = draw(13, 7);
    const many = draw(40, 7);
    expect(many.images.subarray(0, 13 * PIXELS)).toEqual(few.images);
    expect(many.labels.subarray(0, 13)).toEqual(few.labels);
  });

  it('draws new images when the same generator is asked again', () => {
    const generator = new Generator(7);
    const first = generateDigits(20, generator);
    expect(generateDigits(20, generator).images).not.toEqual(first.images);
  });

  it('never draws the same picture twice in a thousand', () => {
    const pictures = new Set(each(draw(1000, 3).images, 1000).map((image) => image.join()));
    expect(pictures.size).toBe(1000);
  });

  it('draws every digit equally often, to within one', () => {
    expect(histogram(draw(200, 1).labels)).toEqual(new Array(10).fill(20));
    const counts = histogram(draw(207, 1).labels);
    expect(Math.max(...counts) - Math.min(...counts)).toBe(1);
  });

  it('draws only the digits asked for', () => {
    const counts = histogram(draw(21, 1, { digits: [3, 8] }).labels);
    expect(counts.filter((_, digit) => digit !== 3 && digit !== 8)).toEqual(new Array(8).fill(0));
    expect([10, 11]).toContain(counts[3]);
  });

  it('keeps every grey value in [0, 1] and reaches full ink in nearly every image', () => {
    const { images } = draw(500, 2);
    expect(images.every((value) => value >= 0 && value <= 1)).toBe(true);
    const darkEnough = each(images, 500).filter((image) => Math.max(...image) > 0.95);
    expect(darkEnough.length).toBeGreaterThan(475);
  });

  it('puts a sensible amount of ink on every image, with its centre of mass within a pixel of the middle', () => {
    for (const image of each(draw(500, 4).images, 500)) {
      const ink = sum(image);
      expect(ink / PIXELS).toBeGreaterThan(0.02);
      expect(ink / PIXELS).toBeLessThan(0.45);
      const x = image.reduce((total, value, i) => total + value * (i % FIELD), 0) / ink;
      const y = image.reduce((total, value, i) => total + value * Math.floor(i / FIELD), 0) / ink;
      expect(Math.abs(x - FIELD / 2)).toBeLessThan(1);
      expect(Math.abs(y - FIELD / 2)).toBeLessThan(1);
    }
  });

  it('keeps ink off the outermost pixels in nearly every image, and three pixels blank all round in most', () => {
    const frame = (image: Float32Array, width: number): number =>
      image.reduce((total, value, i) => {
        const [x, y] = [i % FIELD, Math.floor(i / FIELD)];
        return total + (Math.min(x, y, FIELD - 1 - x, FIELD - 1 - y) < width ? value : 0);
      }, 0);
    const images = each(draw(500, 5).images, 500);
    // Measured on 10,000 images: 1.7 % touch the outermost ring, 68 % leave three pixels blank.
    // (The sample of MNIST: 1.1 % and 66 %.)
    expect(images.filter((image) => frame(image, 1) > 0.5).length).toBeLessThan(0.05 * 500);
    expect(images.filter((image) => frame(image, 3) < 0.5).length).toBeGreaterThan(0.6 * 500);
  });

  it('makes digits that a nearest-mean classifier reads in images of another seed', () => {
    const train = draw(1000, 11);
    const test = draw(500, 12);
    const means = Array.from({ length: 10 }, () => new Float32Array(PIXELS));
    each(train.images, 1000).forEach((image, k) => {
      const mean = means[train.labels[k]!]!;
      image.forEach((value, i) => {
        mean[i] = mean[i]! + value / 100;
      });
    });
    const distance = (a: Float32Array, b: Float32Array): number =>
      a.reduce((total, value, i) => total + (value - b[i]!) ** 2, 0);
    const read = (image: Float32Array): number => {
      const distances = means.map((mean) => distance(image, mean));
      return distances.indexOf(Math.min(...distances));
    };
    const right = each(test.images, 500).filter((image, k) => read(image) === test.labels[k]).length;
    expect(right / 500).toBeGreaterThan(0.7); // measured: 0.776; chance is 0.1
  });

  it('refuses a count that is no whole number above zero, and says what to ask for', () => {
    for (const count of [0, -3, 2.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      const error = caught(() => draw(count, 1));
      expect(error.message).toContain(`cannot draw ${count} images`);
      expect(error.hint).toContain('1 or more');
    }
  });

  it('refuses a digit outside 0 … 9 and an empty list, and says what is allowed', () => {
    expect(caught(() => draw(5, 1, { digits: [1, 12] })).message).toContain('the digit 12');
    expect(caught(() => draw(5, 1, { digits: [] })).hint).toContain('from 0 to 9');
  });
});
