/** The points of `line-regression` before anyone said which line they lie on: x, and the draw of the noise. Runs while the site is built. */
import { Generator, generateLine } from '#framework';
import type { Seed } from './lineRule.ts';

/** The same draws as those of the run: a line of height 0 leaves nothing but the noise. */
export function seedPoints(count: number, seed = 7): Seed {
  const { inputs, targets } = generateLine(count, new Generator(seed).fork('train'), {
    weights: [0],
    bias: 0,
    noise: 1,
  });
  return { x: Array.from(inputs.dataSync()), z: Array.from(targets.dataSync()) };
}
