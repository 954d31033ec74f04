/** Numbers of lesson 13: what a training costs at first, on its own rows, and on rows that were kept aside. */
import type { TrackState } from '../../player/PlayerState.ts';
import type { RunInfo, StepMetrics } from '../../player/protocol.ts';
import type { Measure, Measured } from './Measure.ts';

/** A loss from which on a batch counts as learned by heart. */
const BY_HEART = 0.01;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const setting = (info: RunInfo, name: string): number | null => Number(info.config[name] ?? Number.NaN) || null;

/** Of the first track when it has come to its end; null before. */
const atTheEnd =
  (read: (track: TrackState) => number | null): Measure =>
  ({ tracks: [track] }: Measured) =>
    track === undefined || (track.evaluations.at(-1)?.step ?? 0) < track.info.totalSteps ? null : read(track);

/** The metrics of the first epoch, in order; null while some are missing. */
function firstEpoch({ info, metrics }: Measured): readonly StepMetrics[] | null {
  const made = metrics.filter(({ step }) => step < info.stepsPerEpoch);
  return made.length === info.stepsPerEpoch ? made : null;
}

/** How many examples the last batch of an epoch holds. */
function lastBatch({ info }: Measured): number | null {
  const [examples, batch] = [setting(info, 'examples'), setting(info, 'batchSize')];
  return examples === null || batch === null ? null : examples % batch || batch;
}

export const trainingMeasures = {
  'training-examples': ({ info }) => setting(info, 'examples'),
  'batches-an-epoch': ({ info }) => info.stepsPerEpoch,
  'last-batch': lastBatch,
  /** Of the first batch, before anything was learned. */
  'first-loss': ({ metrics }) => metrics.find(({ step }) => step === 0)?.loss ?? null,
  /** ln K for the K scores that the loss is given. */
  'loss-of-ignorance': ({ trace }) => {
    const scores = trace?.ops.find(({ name }) => name === 'crossEntropy')?.inputs[0];
    const classes = trace?.tensors.get(scores ?? Number.NaN)?.shape.at(-1);
    return classes === undefined ? null : Math.log(classes);
  },
  /** Updates until a batch costs less than a hundredth. */
  'steps-by-heart': ({ metrics }) => metrics.find(({ loss }) => loss < BY_HEART)?.step ?? null,
  'held-out-accuracy': atTheEnd(({ evaluations }) => evaluations.at(-1)!.metrics['accuracy'] ?? null),
  /** 0: its own rows cost more in the last epoch; 1: those kept aside do. */
  'who-costs-more': atTheEnd(({ evaluations, metrics, info }) => {
    const last = metrics.filter(({ step }) => step >= info.totalSteps - info.stepsPerEpoch).map(({ loss }) => loss);
    const held = evaluations.at(-1)!.metrics['loss'];
    return last.length < info.stepsPerEpoch || held === undefined ? null : Number(held > mean(last));
  }),
  /** The epoch, from 0, after which the rows kept aside cost least. */
  'best-epoch': atTheEnd(({ evaluations, info }) => {
    const held = evaluations.filter(({ step, metrics }) => step > 0 && metrics['loss'] !== undefined);
    const lowest = Math.min(...held.map(({ metrics }) => metrics['loss']!));
    const best = held.find(({ metrics }) => metrics['loss'] === lowest);
    return best === undefined ? null : Math.round(best.step / info.stepsPerEpoch) - 1;
  }),
  /** By how much the mean of the first epoch's batch means misses the mean over its examples. */
  'mean-of-means-misses': (state) => {
    const [epoch, last, size] = [firstEpoch(state), lastBatch(state), setting(state.info, 'batchSize')];
    if (epoch === null || last === null || size === null) return null;
    const weights = epoch.map((_, i) => (i === epoch.length - 1 ? last : size));
    const total = epoch.reduce((sum, { loss }, i) => sum + weights[i]! * loss, 0);
    return Math.abs(mean(epoch.map(({ loss }) => loss)) - total / weights.reduce((a, b) => a + b, 0));
  },
  /** Of two tracks: the first step at which their losses differ. */
  'first-step-apart': ({ tracks: [one, other] }) => {
    if (one === undefined || other === undefined) return null;
    const theirs = new Map(other.metrics.map(({ step, loss }) => [step, loss]));
    return one.metrics.find(({ step, loss }) => theirs.has(step) && theirs.get(step) !== loss)?.step ?? null;
  },
} satisfies Readonly<Record<string, Measure>>;
