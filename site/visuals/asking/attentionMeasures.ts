/** Numbers of lesson 20: whom a place asks, where the scores are pushed, and which of two tracks does better. */
import type { TrackState } from '../../player/PlayerState.ts';
import type { StepTrace } from '../../player/protocol.ts';
import { fanOf, ranksOf, widestHead } from '../attention/ranks.ts';
import { attentionPaths, guessesAt, type Loom, loomOf, placeIn, realPlaces } from '../parts/cells/loom.ts';
import type { Measure, Measured } from './Measure.ts';

/** The digits of 314159 that a reader chooses from. */
const CHOICES: readonly number[] = [1, 3, 4, 5, 9];
/** From these shares of sequences on a sorter sorts, nearly does, hardly does. */
const SORTS: readonly number[] = [0.99, 0.9, 0.1];
/** Two answers that are the same but for rounding. */
const ALIKE = 1e-4;
/** So many steps two tracks have made before their losses are compared. */
const FAIR = 60;
/** The layer in which what is written asks what is read. */
const ACROSS = 'decoder.multihead_attn';

const firstLoom = ({ trace, info }: Measured): Loom | null => {
  const path = trace === null ? undefined : attentionPaths(trace)[0];
  return trace === null || path === undefined ? null : loomOf(trace, path, info.config);
};

/** Weights of a query averaged over the heads, key by key; null where they were not kept. */
function meanLook(loom: Loom, query: number): readonly number[] | null {
  const { weights } = loom.numbers;
  if (weights === null) return null;
  return Array.from({ length: realPlaces(loom) }, (_, key) => {
    let sum = 0;
    for (let head = 0; head < loom.heads; head++) sum += weights[placeIn(loom, head, query, key)]!;
    return sum / loom.heads;
  });
}

const largest = (values: readonly number[]): number => values.indexOf(Math.max(...values));

/** Do two places that hold the same digit answer the same? null where no two do. */
function twinsAgree(trace: StepTrace, { tokens }: Loom): boolean | null {
  const first = tokens.findIndex((token, place) => tokens.indexOf(token, place + 1) > 0);
  if (first < 0) return null;
  const [one, other] = [first, tokens.indexOf(tokens[first]!, first + 1)].map((place) => guessesAt(trace, place));
  if (one == null || other == null) return null;
  const of = new Map(other.map(({ token, probability }) => [token, probability]));
  return one.every(({ token, probability }) => Math.abs(probability - (of.get(token) ?? 0)) < ALIKE);
}

const lastLoss = ({ metrics }: TrackState): number | null => metrics.findLast(({ step }) => step >= FAIR)?.loss ?? null;

export const attentionMeasures = {
  /** Which digit the first place looks at most, over all heads: its place among the choices. */
  'asked-by-first': (state) => {
    const loom = firstLoom(state);
    const look = loom && meanLook(loom, 0);
    if (loom === null || look === null) return null;
    const digit = CHOICES.indexOf(loom.tokens[largest(look)]!);
    return digit < 0 ? null : digit;
  },
  /** What a descent step does to the score of the key that the first place looks at most, in the head that is widest open: 0 up, 1 down. */
  'best-key-pushed': (state) => {
    const loom = firstLoom(state);
    const ranks = state.trace && ranksOf(state.trace);
    if (loom === null || ranks === null) return null;
    const { weights, scoreGradients } = loom.numbers;
    if (weights === null || scoreGradients === null) return null;
    const first = placeIn(loom, widestHead(ranks), 0, 0);
    const row = Array.from({ length: loom.keys }, (_, key) => weights[first + key]!);
    const slope = scoreGradients[first + largest(row)]!;
    return slope === 0 ? null : Number(slope > 0);
  },
  /** The head that is widest open, from 1, and by how many digits. */
  'widest-head': ({ trace }) => {
    const ranks = trace && ranksOf(trace);
    return ranks === null ? null : widestHead(ranks) + 1;
  },
  'widest-fan': ({ trace }) => {
    const ranks = trace && ranksOf(trace);
    return ranks === null ? null : fanOf(ranks[widestHead(ranks)]!);
  },
  /** Of two tracks: does the second sort, by its last examination? 0 as well as any, 1 nearly, 2 hardly, 3 not at all; null before the end. */
  'sorts-how-well': ({ tracks }) => {
    const second = tracks[1];
    const share = second?.evaluations.findLast(({ step }) => step >= second.info.totalSteps)?.metrics['sequences'];
    if (share === undefined) return null;
    const at = SORTS.findIndex((least) => share >= least);
    return at < 0 ? SORTS.length : at;
  },
  /** Two places with the same digit: 0 they answer the same, 1 they do not. */
  'twins-agree': (state) => {
    const loom = firstLoom(state);
    const agree = loom === null || state.trace === null ? null : twinsAgree(state.trace, loom);
    return agree === null ? null : Number(!agree);
  },
  /** Of two tracks that were given a fair chance: which has the lower loss, from 0. */
  'lower-of-two': ({ tracks }) => {
    const [first, second] = tracks.map(lastLoss);
    return first == null || second == null ? null : Number(second < first);
  },
  /** Which of the words that are read the place before `zwei` looks at most, over all heads, from 0. */
  'asked-for-zwei': ({ trace, info }) => {
    const loom = trace === null ? null : loomOf(trace, ACROSS, info.config);
    const words = info.vocabulary ?? [];
    if (loom === null || trace === null) return null;
    const next = loom.asking.findIndex((token) => words[token] === 'zwei');
    const look = next < 1 ? null : meanLook(loom, next - 1);
    return look === null ? null : largest(look);
  },
  /** ln of how many tokens there are: what guessing the next one costs. */
  'loss-of-guessing-a-token': ({ info }) => (info.vocabulary === undefined ? null : Math.log(info.vocabulary.length)),
} satisfies Readonly<Record<string, Measure>>;
