/** The learning curves that were recorded (`npm run record`), by run. They are committed, because making them takes minutes. */
import type { RunCurve } from '../../player/curve/RunCurve.ts';

const files = import.meta.glob<RunCurve>('/site/recordings/*.json', { import: 'default', eager: true });

/** null where a run has not been recorded yet. */
export const recordingOf = (run: string): RunCurve | null => files[`/site/recordings/${run}.json`] ?? null;

/** The quality it ended with; NaN where there is none. */
export const reachedBy = ({ evaluations }: RunCurve, metric: string): number =>
  evaluations.at(-1)?.metrics[metric] ?? Number.NaN;
