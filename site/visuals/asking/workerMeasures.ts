/** Numbers of lesson 27: how long gradients of workers and steps of mistakes are, and where tracks of other batches end. */
import type { TrackState } from '../../player/PlayerState.ts';
import { pullsOf } from '../kernels/workers/pulls.ts';
import type { Measure } from './Measure.ts';

/** Length of the change of all weights in the shown step. */
function changeOf({ trace }: TrackState): number | null {
  if (trace === null || trace.updates.length === 0) return null;
  return Math.hypot(...trace.updates.map(({ norms }) => norms.change));
}

/** Of the last examination of a track that has come to its end. */
function accuracyAtEnd(track: TrackState | undefined): number | null {
  if (track === undefined || track.trace === null || track.trace.step < track.info.totalSteps - 1) return null;
  return track.evaluations.at(-1)?.metrics['accuracy'] ?? null;
}

export const workerMeasures = {
  /** Length of the mean of the workers' gradients, in the shown step. */
  'length-of-mean': ({ trace }) => (trace === null ? null : (pullsOf(trace)?.mean ?? null)),
  /** How many times as long the second track's update is as the first's, in the first step, where both have the same weights. */
  'first-update-times': ({ tracks: [one, two] }) => {
    if (one?.trace?.step !== 0 || two?.trace?.step !== 0) return null;
    const [right, wrong] = [changeOf(one), changeOf(two)];
    return right === null || wrong === null ? null : wrong / right;
  },
  /** Accuracy of the second track in its last examination. */
  'accuracy-of-second': ({ tracks }) => accuracyAtEnd(tracks[1]),
} satisfies Readonly<Record<string, Measure>>;
