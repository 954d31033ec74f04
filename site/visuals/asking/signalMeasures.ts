/** Numbers of lesson 11: sizes of signals, and what becomes of a start. Read off what `deep-stack` observes. */
import type { TrackState } from '../../player/PlayerState.ts';
import { type Rung, rungsOf, weightsOf } from '../network/signal/rungs.ts';
import type { Measure } from './Measure.ts';

/** A loss of two classes below which a network is said to have learned, and from which step on it is asked. */
const [LEARNED, ENOUGH_STEPS] = [0.3, 190];
/** So much more accuracy is help. */
const HELP = 0.03;

/** Of the first update only: what is asked is how it begins. */
const ofStart =
  (read: (rungs: readonly Rung[]) => number | null): Measure =>
  ({ trace }) => {
    const rungs = trace?.step === 0 ? rungsOf(trace) : null;
    return rungs === null ? null : read(rungs);
  };
const answersOf = (rungs: readonly Rung[]): number[] => rungs.flatMap(({ answers }) => answers ?? []);

/** The last step that a track has made, once it has made enough of them; an early end counts. */
const late = ({ metrics, ending }: TrackState) => {
  const last = metrics.at(-1);
  return last === undefined || (ending === null && last.step < ENOUGH_STEPS) ? null : last;
};

export const signalMeasures = {
  'trained-entries': ({ trace }) => (trace === null ? null : weightsOf(trace).length),
  'first-rms': ofStart((rungs) => answersOf(rungs)[0] ?? null),
  'last-rms': ofStart((rungs) => answersOf(rungs).at(-1) ?? null),
  'first-weight-gradient': ofStart((rungs) => rungs[0]!.gradient),
  /** The layer, from 1, whose weight has the smallest gradient. */
  'faintest-layer': ofStart((rungs) => {
    const sizes = rungs.map(({ gradient }) => gradient);
    return sizes.indexOf(Math.min(...sizes)) + 1;
  }),
  /** How many tracks have learned, less one: a place among choices that begin with one. */
  'how-many-learned': ({ tracks }) => {
    const ends = tracks.map(late);
    if (ends.length < 2 || ends.includes(null)) return null;
    const learned = ends.filter((end) => end!.loss < LEARNED).length;
    return learned === 0 ? null : learned - 1;
  },
  /** Of two tracks: 0 the second is right of many more examples at its end, 1 it is not. */
  'noise-helps': ({ tracks }) => {
    const [plain, shaken] = tracks.map(late);
    if (plain == null || shaken == null) return null;
    return shaken.accuracy - plain.accuracy > HELP ? 0 : 1;
  },
} satisfies Readonly<Record<string, Measure>>;
