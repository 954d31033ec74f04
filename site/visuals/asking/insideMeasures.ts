/** Numbers of lesson 25: how many threes are read without their tag. */
import type { TrackState } from '../../player/PlayerState.ts';
import type { Measure } from './Measure.ts';

/** In percent, at the last examination of a track that has come to its end. */
function untagged(track: TrackState | undefined): number | null {
  if (track === undefined || track.trace === null || track.trace.step < track.info.totalSteps - 1) return null;
  const share = track.evaluations.at(-1)?.metrics['untagged'];
  return share === undefined ? null : 100 * share;
}

export const insideMeasures = {
  /** Of the test's threes without the tag, how many in a hundred the run reads at its end. */
  'threes-without-tag': ({ tracks }) => untagged(tracks[0]),
  'threes-without-tag-of-second': ({ tracks }) => untagged(tracks[1]),
} satisfies Readonly<Record<string, Measure>>;
