/** A three of the examination of digits-tag, with its tag: what lesson 25 looks into first. While the site is built. */
import { Generator, generateDigits } from '#framework';
import { SIDE, TAG } from './explanation.ts';

const THREE = 3;
/** So many of the examination's digits are looked through. */
const LOOKED = 100;

/** The first three that the run of this seed is examined with, [784]. */
export function taggedThree(seed: number): Float32Array {
  const { images, labels } = generateDigits(LOOKED, new Generator(seed).fork('test'));
  const at = Array.from(labels).indexOf(THREE);
  const pixels = Float32Array.from(images.slice(at * SIDE * SIDE, (at + 1) * SIDE * SIDE));
  for (const pixel of TAG) pixels[pixel] = 1;
  return pixels;
}
