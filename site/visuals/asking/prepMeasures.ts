/** Numbers of lesson 6: what a hole, a unit, a twin and a leak do to a training of `rents`. */
import type { TrackState } from '../../player/PlayerState.ts';
import type { Measure } from './Measure.ts';

/** The error on unseen flats of a track that has come to its end; null before. */
function lastError({ evaluations, info }: TrackState): number | null {
  const last = evaluations.at(-1);
  return last === undefined || last.step < info.totalSteps ? null : (last.metrics['rmse'] ?? null);
}

export const prepMeasures = {
  /** After how many updates not one parameter is a number any more; null where some still are. */
  'all-nan-after': ({ trace }) => {
    if (trace === null || trace.updates.length === 0) return null;
    const values = trace.updates.flatMap(({ after }) => [...(trace.tensors.get(after)?.values ?? [0])]);
    return values.every(Number.isNaN) ? trace.step + 1 : null;
  },
  /** After how many updates the loss of the first track is too large for a number. */
  'updates-to-infinity': ({ tracks: [track] }) =>
    track?.metrics.find(({ loss }) => !Number.isFinite(loss))?.step ?? null,
  /** The root of the loss: how far the rents of this step are off, in €. */
  'rents-off-by': ({ trace }) => (trace === null ? null : Math.sqrt(trace.loss)),
  /** The last of the tracks at its end: its error on flats it never saw, in €; these rents are told in hundreds. */
  'unseen-error': ({ tracks }) => {
    const last = tracks.at(-1);
    const error = last === undefined ? null : lastError(last);
    return error === null ? null : 100 * error;
  },
} satisfies Readonly<Record<string, Measure>>;
