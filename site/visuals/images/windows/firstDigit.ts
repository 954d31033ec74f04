/** A picture of the run `learn-a-filter`, drawn while the site is built: the first that shows a digit. */
import { Generator, generateDigits } from '#framework';

/** As many as the run has, with its seed and its stream: framework/runs/learnAFilter.ts. */
const [EXAMPLES, SEED, STREAM] = [256, 7, 'images'] as const;
const PIXELS = 28 * 28;

export function firstDigit(digit: number): { readonly label: number; readonly values: readonly number[] } {
  const { images, labels } = generateDigits(EXAMPLES, new Generator(SEED).fork(STREAM));
  const at = labels.indexOf(digit);
  return { label: labels[at]!, values: [...images.subarray(at * PIXELS, (at + 1) * PIXELS)] };
}
