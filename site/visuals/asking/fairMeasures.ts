/** Numbers of lesson 26: gaps between groups, what one person moves, what privacy and sharing cost. */
import type { TrackState } from '../../player/PlayerState.ts';
import { apart, applicantsOf, gapOf } from '../data/fairness/groups.ts';
import type { Measure } from './Measure.ts';

const isAtEnd = ({ trace, info }: TrackState): boolean => trace !== null && trace.step >= info.totalSteps - 1;

/** Of the last examination of a track that has come to its end. */
function examined(track: TrackState | undefined, metric: string): number | null {
  if (track === undefined || !isAtEnd(track)) return null;
  return track.evaluations.at(-1)?.metrics[metric] ?? null;
}

const gapAtEnd = (
  track: TrackState | undefined,
  ...what: Parameters<typeof gapOf> extends [unknown, ...infer Rest] ? Rest : never
) => {
  if (track === undefined || !isAtEnd(track)) return null;
  const people = applicantsOf(track.trace!);
  return people === null ? null : gapOf(people, ...what);
};

export const fairMeasures = {
  /** How many more of A than of B get a yes, as shares, of what is on screen. */
  'selection-gap': ({ trace }) => {
    const people = trace && applicantsOf(trace);
    return people === null ? null : gapOf(people, 'selected');
  },
  /** The same of the second track at its end. */
  'selection-gap-of-second': ({ tracks }) => gapAtEnd(tracks[1], 'selected'),
  /** By what would have been: how many more of those of A who repay get a yes. */
  'fair-tpr-gap': ({ trace }) => {
    const people = trace && applicantsOf(trace);
    return people === null ? null : gapOf(people, 'tpr', 'fair');
  },
  'recorded-tpr-gap': ({ trace }) => {
    const people = trace && applicantsOf(trace);
    return people === null ? null : gapOf(people, 'tpr', 'recorded');
  },
  /** Whose repayment was written down wrongly. */
  'written-down-wrongly': ({ trace }) =>
    (trace && applicantsOf(trace))?.filter(({ recorded, fair }) => recorded !== fair).length ?? null,
  /** How far the parameters of two tracks lie apart at the end of both. */
  'models-apart': ({ tracks: [one, two] }) =>
    one === undefined || two === undefined || !isAtEnd(one) || !isAtEnd(two) ? null : apart(one.trace!, two.trace!),
  /** Area under the curve of the second track, at its end. */
  'auc-of-second': ({ tracks }) => examined(tracks[1], 'auc'),
  /** Of two averages of owners at the end: 0 the first has the lower loss on people it has not seen, 1 the second. */
  'lower-on-unseen': ({ tracks }) => {
    const [one, two] = [examined(tracks[0], 'loss'), examined(tracks[1], 'loss')];
    return one === null || two === null ? null : Number(two < one);
  },
} satisfies Readonly<Record<string, Measure>>;
