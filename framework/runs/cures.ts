/** What can be given a run against overfitting: knobs that belong together, by name. For `npm run train -- RUN --cure NAME`, and for figures. */
import { check, signature } from '../tensor/arguments.ts';
import type { KnobValues } from './knobs.ts';

/** What each does, in a sentence, and the knobs it turns. */
export type Cures = Readonly<Record<string, { readonly summary: string; readonly knobs: KnobValues }>>;

/** They shrink the gap between what is remembered and what is understood. */
const ofNoisyMoons = {
  data: { summary: 'Ten times the points: islands are outvoted.', knobs: { examples: 400 } },
  smaller: { summary: 'Four units a layer: no room for islands.', knobs: { hidden: 4 } },
  l1: { summary: 'Every weight is pulled by the same amount, most of them to 0.', knobs: { l1: 0.003 } },
  l2: { summary: 'Every weight is pulled in proportion to its size.', knobs: { l2: 0.01 } },
  dropout: { summary: 'Half of the units are silent, others at every step.', knobs: { dropout: 0.5 } },
  patience: {
    summary: 'Early stopping: after 5 looks without a lower held-out loss the best weights are put back.',
    knobs: { patience: 5 },
  },
  all: {
    summary: 'More data, and a little of three others.',
    knobs: { examples: 400, l2: 0.01, dropout: 0.2, patience: 10 },
  },
} satisfies Cures;

const call = signature('curesOf', { run: 'text' });

const known: Readonly<Record<string, Cures>> = { 'noisy-moons': ofNoisyMoons };

/**
 * The cures of a run by name; undefined: it has none.
 *
 * @example curesOf('noisy-moons')!['l2']!.knobs // { l2: 0.01 }
 */
export function curesOf(run: string): Cures | undefined {
  check(call, run);
  return Object.hasOwn(known, run) ? known[run] : undefined;
}
