/** Which pictures of a batch hear of a change in another one. Reads what `digits-cnn` observes. */
import type { StepTrace } from '../../../player/protocol.ts';

/** Changes below this share of a gradient are rounding. */
const ROUNDING = 1e-6;

export interface Coupling {
  /** By how much each picture's gradient changed, relative to what it was; the first is the one that was blanked. */
  readonly changes: readonly number[];
  /** How many of the others changed. */
  readonly heard: number;
  readonly others: number;
  /** The largest change among the others. */
  readonly largest: number;
}

/** null: the step was not observed. */
export function couplingIn(trace: StepTrace): Coupling | null {
  const values = trace.tensors.get(trace.observed['coupling'] ?? Number.NaN)?.values;
  if (values === undefined) return null;
  const changes = Array.from(values);
  const others = changes.slice(1);
  return {
    changes,
    heard: others.filter((change) => change > ROUNDING).length,
    others: others.length,
    largest: Math.max(0, ...others),
  };
}
