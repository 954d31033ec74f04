/** Numbers of lesson 24: what a leak looks like, which filter found the motif, whom a word looks at, where a line is cheapest. */
import type { TrackState } from '../../player/PlayerState.ts';
import { cheapest, costAt } from '../data/applications/loan.ts';
import { filtersOf, ranked } from '../data/applications/logo.ts';
import { noiseOf } from '../data/applications/noise.ts';
import { verdictOf } from '../data/applications/review.ts';
import { applicantsOf } from '../data/fairness/groups.ts';
import { attentionPaths, loomOf, placeIn, realPlaces } from '../parts/cells/loom.ts';
import type { Measure, Measured } from './Measure.ts';

/** What the lesson's question about the bank says that mistakes cost; it stands in its text, and in the figure's fields at first. */
const COSTS = { badLoan: 5, lostCustomer: 1 };

const isAtEnd = ({ evaluations, info }: TrackState): boolean => (evaluations.at(-1)?.step ?? -1) >= info.totalSteps;

/** Of the last examination of a track that has come to its end. */
const examinedAtEnd = (track: TrackState | undefined, metric: string): number | null =>
  track === undefined || !isAtEnd(track) ? null : (track.evaluations.at(-1)?.metrics[metric] ?? null);

const rankedOf = ({ trace }: Measured) => {
  const filters = trace && filtersOf(trace);
  return filters === null ? null : ranked(filters);
};

/** At which place a word of these looks most, over all heads; null where it does not stand there. */
function askedBy({ trace, info }: Measured, asking: readonly string[]): number | null {
  const path = trace === null ? undefined : attentionPaths(trace)[0];
  const loom = trace === null || path === undefined ? null : loomOf(trace, path, info.config);
  const weights = loom?.numbers.weights;
  const query = loom?.tokens.findIndex((token) => asking.includes(info.vocabulary?.[token] ?? '')) ?? -1;
  if (loom === null || weights == null || query < 0) return null;
  const looks = Array.from({ length: realPlaces(loom) }, (_, key) => {
    let sum = 0;
    for (let head = 0; head < loom.heads; head++) sum += weights[placeIn(loom, head, query, key)]!;
    return sum;
  });
  return looks.indexOf(Math.max(...looks));
}

export const applicationMeasures = {
  /** How far off the second track is, on the windows that examine, at its end. */
  'rmse-of-second': ({ tracks }) => examinedAtEnd(tracks[1], 'rmse'),
  /** Is the second track at its end less far off than the noise is large? 0 yes, so nobody would ship it; 1 no. */
  'below-the-noise': ({ tracks: [, second] }) => {
    const rmse = examinedAtEnd(second, 'rmse');
    return rmse === null || second === undefined ? null : Number(rmse >= noiseOf(second.info));
  },
  /** The filter that is most like the motif, from 0. */
  'filter-that-found-it': (state) => rankedOf(state)?.[0]?.filter ?? null,
  'first-correlation': (state) => rankedOf(state)?.[0]?.fit.correlation ?? null,
  'second-correlation': (state) => rankedOf(state)?.[1]?.fit.correlation ?? null,
  'third-correlation': (state) => rankedOf(state)?.[2]?.fit.correlation ?? null,
  /** Of the second track at its end: the share that is right. */
  'second-right-when-done': ({ tracks }) => examinedAtEnd(tracks[1], 'accuracy'),
  /** The place at which the word that blames looks most, over all heads, from 0. */
  'asked-by-dull': (state) => askedBy(state, ['dull']),
  'chance-of-praise': ({ trace, info }) => (trace && verdictOf(trace, info))?.chance ?? null,
  /** The line at which the people of the step cost the bank least. */
  'cheapest-line': ({ trace }) => {
    const people = trace && applicantsOf(trace);
    return people === null ? null : cheapest(people, COSTS).threshold;
  },
  'cost-at-half': ({ trace }) => {
    const people = trace && applicantsOf(trace);
    return people === null ? null : Math.round(costAt(people, 0.5, COSTS));
  },
  'least-cost': ({ trace }) => {
    const people = trace && applicantsOf(trace);
    return people === null ? null : Math.round(cheapest(people, COSTS).cost);
  },
} satisfies Readonly<Record<string, Measure>>;
