import type { KnobValues } from '#framework';
import { defineExercise } from '../grader/define.ts';

/** What the collapse is, and when it is forked. */
export const COLLAPSE = { generatorLr: 5e-3, discriminatorLr: 2e-4 };
export const FORKED_AT = 800;
export const LOOKED_AT = 2400;
export const ENOUGH = 6;

interface Fork {
  readonly knobs: KnobValues;
  /** Clouds served at step 2400, by seed; check.test.ts measures them again. */
  readonly served: Readonly<Record<number, number>>;
}

export const forks: Readonly<Record<string, Fork>> = {
  'slower-generator': { knobs: { generatorLr: 1e-3 }, served: { 7: 1 } },
  'faster-generator': { knobs: { generatorLr: 1e-2 }, served: { 7: 0 } },
  'slower-discriminator': { knobs: { discriminatorLr: 2e-5 }, served: { 7: 0 } },
  'both-slower': { knobs: { generatorLr: 5e-4, discriminatorLr: 2e-5 }, served: { 7: 1 } },
  'more-discriminator-steps': { knobs: { discriminatorSteps: 5 }, served: { 7: 0 } },
  'stronger-discriminator': { knobs: { discriminatorLr: 4e-3 }, served: { 0: 8, 1: 8, 2: 8, 3: 8, 7: 6 } },
  both: { knobs: { generatorLr: 1e-3, discriminatorLr: 4e-3 }, served: { 0: 8, 1: 8, 2: 8, 3: 7, 7: 8 } },
};

/** The pair that heals, from step 0 on, seed 7: clouds served at these steps. */
export const started = { at: [800, 1400, 2000], served: [5, 5, 5] };

const heals = ({ served }: Fork): boolean => Object.values(served).every((count) => count >= ENOUGH);
const healers = Object.keys(forks).filter((id) => heals(forks[id]!));

const collapse = 't=ring-gan.7(generatorLr=0.005,discriminatorLr=0.0002)';
const heading = { 'slower-generator': 'a slower generator (0.001)', 'faster-generator': 'a faster generator (0.01)', 'slower-discriminator': 'a slower discriminator (0.00002)', 'both-slower': 'both slower (0.0005 and 0.00002)', 'more-discriminator-steps': 'five discriminator updates a step', 'stronger-discriminator': 'a stronger discriminator (0.004)', both: 'a slower generator and a stronger discriminator (0.001 and 0.004)' }; // biome-ignore format: options

export default defineExercise({
  kind: 'choice',
  name: 'answers',
  cases: [],
  questions: [
    {
      id: 'fork',
      title: 'Which change at step 800 brings at least six of eight clouds by step 2400, with each of five seeds?',
      options: heading,
      moment: `${collapse}@800:generatorLr=0.001;discriminatorLr=0.004&step=800`,
    },
    {
      id: 'start',
      title: 'Generator 0.001 and discriminator 0.004 from step 0 on: what becomes of it by step 2000?',
      options: {
        all: 'all eight clouds are served',
        sticks: 'it sticks at five of eight',
        hops: 'it hops among one or two',
      },
      moment: 't=ring-gan.7(discriminatorLr=0.004)&step=800',
    },
  ],
  // Every option that heals is right. Solution and truth come whole.
  accepts: ([question], got, expected) =>
    typeof got === 'string'
      ? question === 'fork' && healers.includes(got)
      : JSON.stringify(got) === JSON.stringify(expected),
  truth: () => ({
    fork: healers[0]!,
    start: started.served.every((count) => count >= 7)
      ? 'all'
      : started.served.every((count) => count >= 3)
        ? 'sticks'
        : 'hops',
  }),
});
