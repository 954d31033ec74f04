/** Numbers of lesson 23: what becomes of weights that are read in another order from some step on. */
import type { StepMetrics } from '../../player/protocol.ts';
import type { Measure, Measured } from './Measure.ts';

/** The first step of the second track after its fork; null where it has none, or has not made it. */
function atImport(tracks: Measured['tracks']): StepMetrics | null {
  const [, second] = tracks;
  const fork = second?.spec.forks[0];
  if (second === undefined || fork === undefined) return null;
  // A step that is made again is reported again: the last word counts.
  return second.metrics.findLast(({ step }) => step === fork.at) ?? null;
}

export const frameworkMeasures = {
  'loss-at-import': ({ tracks }) => atImport(tracks)?.loss ?? null,
  /** Of a hundred of that batch. */
  'right-at-import': ({ tracks }) => {
    const share = atImport(tracks)?.metrics['accuracy'];
    return share === undefined ? null : 100 * share;
  },
} satisfies Readonly<Record<string, Measure>>;
