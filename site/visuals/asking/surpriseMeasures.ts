/** Numbers of lesson 7: where a line's weights point, how strongly scores are pulled, which loss gets away from a wrong start, and who repays. */
import type { TrackState } from '../../player/PlayerState.ts';
import type { RunInfo, StepTrace } from '../../player/protocol.ts';
import { lineOf, pointsAt, surpriseOf } from '../network/surprise/surprise.ts';
import { histogramOf, outcomeOf } from '../network/surprise/threshold.ts';
import type { Measure } from './Measure.ts';

/** From this share on a track has got away from its start. */
const RIGHT = 0.9;
/** So much a thousand more updates as long as the last one would change a line that has come to rest: less than a tenth. */
const RESTS = 0.1;

/** Of a track at its last step: how far a thousand updates like that one would move the weights, in their own length; null before. */
function growth({ trace, info }: TrackState): number | null {
  if (trace === null || trace.step < info.totalSteps - 1) return null;
  const weight = trace.updates.find(({ label }) => label === 'weight');
  return weight === undefined ? null : (1000 * weight.norms.change) / weight.norms.before;
}

const parameter = (trace: StepTrace | null, of: (line: NonNullable<ReturnType<typeof lineOf>>['line']) => number) => {
  const found = trace && lineOf(trace);
  return found === null ? null : of(found.line);
};

/** How wide the clouds of `clouds-logistic` are where its knob was left alone: a test holds it against the run. */
export const USUAL_SPREAD = 0.7;
const spreadOf = ({ config }: RunInfo): number =>
  Number(/(?:^|;)std=([\d.]+)/.exec(String(config['knobs'] ?? ''))?.[1] ?? USUAL_SPREAD);

export const surpriseMeasures = {
  /** 0: w points to the dots (class 1), 1: to the rings, 2: along the border. */
  'weights-point-at': ({ trace }) => {
    const found = trace && lineOf(trace);
    return found === null ? null : pointsAt(found.network, found.line);
  },
  'line-first-weight': ({ trace }) => parameter(trace, ({ w }) => w[0]),
  'line-second-weight': ({ trace }) => parameter(trace, ({ w }) => w[1]),
  'line-bias': ({ trace }) => parameter(trace, ({ b }) => b),
  /** The true log-odds of two equal normal clouds are (μ₁ − μ₀)·x / σ²: the centres lie (2, 1) apart, σ is the run's `std`. */
  'best-first-weight': ({ info }) => 2 / spreadOf(info) ** 2,
  'best-second-weight': ({ info }) => 1 / spreadOf(info) ** 2,
  'share-right': ({ trace }) => trace?.metrics['accuracy'] ?? null,
  /** Size of ∂J/∂z at the first step, where all scores are 0 and so all sizes are alike. */
  'first-pull': ({ trace }) => {
    const found = trace?.step === 0 ? surpriseOf(trace) : null;
    const slopes =
      found?.dots.flatMap(({ slope }) => (slope === null ? [] : [Math.abs(slope) / found.dots.length])) ?? [];
    return slopes.length === 0 ? null : Math.max(...slopes);
  },
  /** After how many updates the first track is right in more than nine of ten. */
  'updates-to-right': ({ tracks: [track] }) => track?.metrics.find(({ accuracy }) => accuracy > RIGHT)?.step ?? null,
  /** Which share the second track has right at its last step. */
  'second-right-at-last': ({ tracks: [, track] }) =>
    track?.metrics.find(({ step }) => step === track.info.totalSteps - 1)?.accuracy ?? null,
  /** Of two tracks at their end, which still grow: 0 the first, 1 the second, 2 both, 3 neither. */
  'who-still-grows': ({ tracks }) => {
    const [first, second] = tracks.map(growth);
    if (first === undefined || second === undefined || first === null || second === null) return null;
    if (first > RESTS) return second > RESTS ? 2 : 0;
    return second > RESTS ? 1 : 3;
  },
  /** The accuracy of lending to everybody. */
  'always-yes': ({ trace }) => {
    const found = trace && histogramOf(trace);
    return found === null ? null : outcomeOf(found, 0).accuracy;
  },
  examined: ({ trace }) => {
    const found = trace && histogramOf(trace);
    return found === null ? null : [...found.noes, ...found.yeses].reduce((sum, count) => sum + count, 0);
  },
} satisfies Readonly<Record<string, Measure>>;
