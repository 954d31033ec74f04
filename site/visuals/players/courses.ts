/** The courses of `ring-gan` that lesson 21 compares, as tracks of a link, and what was recorded of them. */
import recorded from './recordedCourses.json' with { type: 'json' };

const collapse = 'ring-gan.7(generatorLr=0.005,discriminatorLr=0.0002)';

export const courses = {
  equal: 'ring-gan.7',
  collapse,
  slower: `${collapse}@800:generatorLr=0.001`,
  stronger: `${collapse}@800:discriminatorLr=0.004`,
  both: `${collapse}@800:generatorLr=0.001;discriminatorLr=0.004`,
  start: 'ring-gan.7(discriminatorLr=0.004)',
} as const;

export type CourseName = keyof typeof courses;

/** Coverage is recorded every so many steps, from step 0 to the last. */
export const EVERY = 50;
export const LAST = 2400;

/** Per mille of the counted points in each cloud, look by look: [49][8] */
export const coverageOf = (name: CourseName): readonly (readonly number[])[] => recorded.coverage[name];

/** One look at the generator's two gradients while the discriminator learns alone. */
export interface Fading {
  /** Updates of the discriminator before it. */
  readonly step: number;
  /** Mean of D over the generated points. */
  readonly belief: number;
  /** Length of the gradient of all points' places, of −log D and of log(1 − D). */
  readonly nonSaturating: number;
  readonly saturating: number;
}

export const fading: readonly Fading[] = recorded.fading;
