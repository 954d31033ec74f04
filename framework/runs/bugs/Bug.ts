/** A mistake that a reader can switch on in a run, and watch. Its id is that of the wrong answer which an exercise names, where there is one. */
import type { Substitute } from '../../tensor/substitutes.ts';

export interface Bug {
  /** Small letters, digits and hyphens. Within one run an id means one bug. */
  readonly id: string;
  /** One sentence: what it does wrong. */
  readonly summary: string;
  /** The runs that have the part it stands in. */
  readonly runs: readonly string[];
  /** What it puts in whose place. */
  readonly substitutes: readonly Omit<Substitute, 'id' | 'by'>[];
}
