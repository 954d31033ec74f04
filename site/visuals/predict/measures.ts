/**
 * Numbers that predictions are answered with and that prose says, each read from a step or its run and never typed. A measure gives null
 * where what is shown does not hold it yet. The page and the build read the same ones.
 */
import type { PlayerState, TrackState } from '../../player/PlayerState.ts';
import type { StepTrace } from '../../player/protocol.ts';
import {
  against,
  curvatures,
  type Descent,
  descentOf,
  examplesRead,
  weightCurvature,
} from '../optimization/descent.ts';
import { timesAsLong } from '../optimization/machineTimes.ts';
import { errorsOf } from '../optimization/noise.ts';
import { nextLetter } from '../sequences/nextLetter.ts';
import { termSizes } from '../sequences/termSizes.ts';
import { reachAbove, reachOf, type Unrolled, unrolled } from '../sequences/unrolled.ts';
import { opOf } from '../step/shownTensor.ts';
import { attentionMeasures } from './attentionMeasures.ts';
import { cnnMeasures } from './cnnMeasures.ts';
import { gapMeasures } from './gapMeasures.ts';
import { lineMeasures } from './lineMeasures.ts';
import { memoryMeasures } from './memoryMeasures.ts';
import { numberMeasures } from './numberMeasures.ts';
import { optimizerMeasures } from './optimizerMeasures.ts';
import { playerMeasures } from './playerMeasures.ts';
import { prepMeasures } from './prepMeasures.ts';
import { shapeMeasures } from './shapeMeasures.ts';
import { signalMeasures } from './signalMeasures.ts';
import { slopeMeasures } from './slopeMeasures.ts';
import { softmaxMeasures } from './softmaxMeasures.ts';
import { surpriseMeasures } from './surpriseMeasures.ts';
import { tensorMeasures } from './tensorMeasures.ts';
import { trainingMeasures } from './trainingMeasures.ts';
import { windowMeasures } from './windowMeasures.ts';

/** Of the player's state, what measures read. */
export type Measured = Pick<PlayerState, 'trace' | 'info' | 'metrics' | 'tracks'>;
export type Measure = (state: Measured) => number | null;

/** A share of the last gradient that counts as "does not arrive". */
const FAINT = 0.01;
/** A test accuracy from which on a run is said to have learned; the metrics of a step are of one batch, too few to say. */
const LEARNED = 0.9;
/** So many updates a track is given before it is said not to learn. */
const ENOUGH_STEPS = 300;

/** What the sine of `sine-frequency` was made with, and how near to it counts as found: the wrong valleys lie further off. */
const FREQUENCY = 2.5;
const NEAR = 0.25;

/** The beginning of a name, and letters that may follow it: those a reader chooses from. */
const GUA = 'gua';
export const AFTER_GUA: readonly string[] = ['a', 'd', 'n', 'q', 't'];

const walked = ({ trace }: Measured): Unrolled | null => (trace === null ? null : unrolled(trace));

function endsOf(state: Measured): { readonly first: number; readonly last: number } | null {
  const reach = reachOf(walked(state)?.steps ?? []);
  return reach === null ? null : { first: reach.first.hiddenGradient!, last: reach.last.hiddenGradient! };
}

/** Its best accuracy on test examples so far; null where it has not been given a fair chance. */
function learned({ evaluations, info }: TrackState): boolean | null {
  const best = Math.max(...evaluations.map(({ metrics }) => metrics['accuracy'] ?? 0), 0);
  if (best >= LEARNED) return true;
  return (evaluations.at(-1)?.step ?? 0) >= Math.min(ENOUGH_STEPS, info.totalSteps) ? false : null;
}

/** How many classes the last layer tells apart. */
function classesOf(trace: StepTrace | null): number | null {
  const head = trace === null ? null : opOf(trace, 'head');
  return (head === null ? undefined : trace?.tensors.get(head.output)?.shape.at(-1)) ?? null;
}

/** A number of a line's descent; null where the step is none. */
const ofDescent =
  (read: (descent: Descent) => number | null): Measure =>
  ({ trace }) => {
    const descent = trace && descentOf(trace);
    return descent === null ? null : read(descent);
  };

/** Of the first update only: what is asked about it is not answered by a later one. */
const ofFirst =
  (read: (descent: Descent) => number | null): Measure =>
  (state) =>
    state.trace?.step === 0 ? ofDescent(read)(state) : null;

/** The losses over all examples of tracks that have each read every example once; null where some have not, or read more. */
function lossesAfterAnEpoch({ tracks }: Measured): readonly number[] | null {
  const losses = tracks.map(({ trace, info }) => {
    const descent = trace && descentOf(trace);
    if (trace === null || descent === null) return null;
    return examplesRead(info, trace.step) === descent.examples.length ? descent.fullLoss : null;
  });
  return losses.every((loss) => loss !== null) ? losses : null;
}

export const measures = {
  ...cnnMeasures,
  ...attentionMeasures,
  ...gapMeasures,
  ...lineMeasures,
  ...memoryMeasures,
  ...optimizerMeasures,
  ...numberMeasures,
  ...playerMeasures,
  ...prepMeasures,
  ...shapeMeasures,
  ...signalMeasures,
  ...slopeMeasures,
  ...tensorMeasures,
  ...softmaxMeasures,
  ...surpriseMeasures,
  ...trainingMeasures,
  ...windowMeasures,
  step: ({ trace }) => trace?.step ?? null,
  loss: ({ trace }) => trace?.loss ?? null,
  parameters: ({ info }) => info.parameters,
  /** How many numbers one example is. */
  pixels: ({ trace }) => {
    const inputs = trace?.tensors.get(trace.inputs ?? Number.NaN);
    return inputs === undefined ? null : inputs.shape.slice(1).reduce((product, n) => product * n, 1);
  },
  /** Of all batches but a last one that is not full. */
  'batch-size': ({ info }) => Number(info.config['batchSize'] ?? Number.NaN) || null,
  'time-steps': (state) => walked(state)?.steps.length ?? null,
  /** ln of the number of classes: what guessing costs. */
  'loss-of-guessing': ({ trace }) => {
    const classes = classesOf(trace);
    return classes === null ? null : Math.log(classes);
  },
  chance: ({ trace }) => {
    const classes = classesOf(trace);
    return classes === null ? null : 1 / classes;
  },
  'last-gradient': (state) => endsOf(state)?.last ?? null,
  'first-gradient': (state) => endsOf(state)?.first ?? null,
  /** |∂L/∂h| at the first time step over that at the last. */
  'reach-ratio': (state) => {
    const ends = endsOf(state);
    return ends === null ? null : ends.first / ends.last;
  },
  /** How many different tensors serve as recurrent weights over all time steps. */
  'recurrent-weights': ({ trace }) => {
    const ops = trace?.ops.filter(({ label }) => /\.t\d+\.fromHidden$/.test(label)) ?? [];
    return ops.length === 0 ? null : new Set(ops.map(({ inputs }) => inputs[1])).size;
  },
  /** How many steps back fewer than one per cent are left. */
  'steps-to-one-percent': (state) => reachAbove(walked(state)?.steps ?? [], FAINT),
  /** After `gua` of a name that begins so: which of `AFTER_GUA` the network holds most likely, from 0. */
  'likeliest-after-gua': ({ trace, info }) => {
    const next = trace === null ? null : nextLetter(trace, GUA.length);
    const letters = info.vocabulary ?? [];
    if (
      next === null ||
      next.read
        .slice(1)
        .map((token) => letters[token])
        .join('') !== GUA
    )
      return null;
    const found = next.likely.find(({ token }) => AFTER_GUA.includes(letters[token] ?? ''));
    return found === undefined ? null : AFTER_GUA.indexOf(letters[found.token]!);
  },
  /** The time step whose term is the largest in the gradient of the recurrent weights. */
  'largest-term': ({ trace }) => {
    const sizes = trace === null ? null : termSizes(trace);
    return sizes === null ? null : sizes.indexOf(Math.max(...sizes));
  },
  /** What a gate must be for half to survive all steps but the first. */
  'half-survives': (state) => {
    const count = walked(state)?.steps.length ?? 0;
    return count < 2 ? null : 0.5 ** (1 / (count - 1));
  },
  'mean-forget-gate': ({ trace }) => {
    const gates = trace?.tensors.get(trace.observed['forgetGates'] ?? Number.NaN)?.values;
    return gates === undefined ? null : Array.from(gates).reduce((sum, gate) => sum + gate, 0) / gates.length;
  },
  /** Of two tracks: 0 the first learns, 1 the second, 2 both, 3 neither. */
  'which-learns': ({ tracks }) => {
    const [first, second] = tracks.map(learned);
    if (first === undefined || second === undefined || first === null || second === null) return null;
    if (first) return second ? 2 : 0;
    return second ? 1 : 3;
  },
  /** Of tracks that send back the loss of one letter: in which more of the last gradient reaches the first state, from 0. */
  'hears-more': ({ tracks }) => {
    const shares = tracks.map(({ trace }) => {
      if (trace?.reading?.letter == null) return null;
      const reach = reachOf(unrolled(trace)?.steps ?? []);
      return reach === null ? null : reach.first.hiddenGradient! / reach.last.hiddenGradient!;
    });
    if (shares.length < 2 || shares.includes(null)) return null;
    return shares.indexOf(Math.max(...(shares as number[])));
  },
  /** Of two tracks: how many steps the second takes until its loss is more than ten times what it was at first; null before that. */
  'steps-to-tenfold': ({ tracks }) => {
    const made = tracks[1]?.metrics ?? [];
    const first = made.find(({ step }) => step === 0)?.loss;
    return first === undefined ? null : (made.find(({ loss }) => loss > 10 * first)?.step ?? null);
  },
  /** Of two tracks, what becomes of the second: 0 it throws, 1 it learns as well as the first, 2 neither; null before step 10. */
  'what-becomes-of-it': ({ tracks }) => {
    const [first, second] = tracks;
    if (first === undefined || second === undefined) return null;
    if (second.ending !== null) return 0;
    const [healthy, other] = [first, second].map(({ metrics }) => metrics.findLast(({ step }) => step >= 10)?.loss);
    if (healthy === undefined || other === undefined) return null;
    return other < 2 * healthy ? 1 : 2;
  },
  /** How many of the step's forward ops only say how numbers are walked. */
  'ops-that-copy-nothing': ({ trace }) => trace?.ops.filter(({ isView }) => isView).length ?? null,
  lr: ({ trace }) => trace?.lr ?? null,
  examples: ofDescent(({ examples }) => examples.length),
  'full-loss': ofDescent(({ fullLoss }) => fullLoss),
  'bias-after': ofDescent(({ after }) => after[0]),
  'bias-gradient': ofDescent(({ gradient }) => gradient[0]),
  /** 0: the first update makes θ₀ larger; 1: smaller. */
  'bias-direction': ofFirst(({ theta, after }) => (after[0] === theta[0] ? null : Number(after[0] < theta[0]))),
  'bias-after-first': ofFirst(({ after }) => after[0]),
  /** Of the last track on the page, at its first step. */
  'bias-after-first-of-last': ({ tracks }) => {
    const trace = tracks.at(-1)?.trace ?? null;
    return trace?.step === 0 ? (descentOf(trace)?.after[0] ?? null) : null;
  },
  'votes-against': ofDescent((descent) => against(descent).length),
  /** How many examples ask for no step at all; an example that is met exactly is one of them. */
  'votes-of-nothing': ofDescent(
    ({ examples }) => examples.filter((example) => example === null || Math.hypot(...example.gradient) === 0).length,
  ),
  /** Root mean square length of the single gradients. */
  'length-of-a-vote': ofDescent(({ examples }) =>
    Math.sqrt(
      examples.reduce((sum, example) => sum + (example === null ? 0 : Math.hypot(...example.gradient) ** 2), 0) /
        examples.length,
    ),
  ),
  /** With θ₀ held: which share of the way to the lowest θ₁ is left after a step; below 0, beyond it. */
  'distance-left': ofDescent((descent) => {
    const curvature = weightCurvature(descent);
    return curvature === null ? null : 1 - descent.lr * curvature;
  }),
  /** The learning rate from which on all examples at once no longer descend: 2/λ of the largest curvature. */
  'rate-at-the-edge': ofDescent((descent) => {
    const found = curvatures(descent);
    return found === null ? null : 2 / found[1];
  }),
  'fastest-rate': ofDescent((descent) => {
    const found = curvatures(descent);
    return found === null ? null : 2 / (found[0] + found[1]);
  }),
  /** How many times the error of a batch of four an example alone errs. */
  'error-of-one-over-four': ({ trace }) => {
    const errors = trace && errorsOf(trace);
    const of = (size: number): number | undefined => errors?.find((entry) => entry.size === size)?.measured;
    const [one, four] = [of(1), of(4)];
    return one === undefined || four === undefined ? null : one / four;
  },
  /** How many times as long as one example a batch of 32 takes on the reader's machine: measured in the page. */
  'time-of-32': () => timesAsLong(32),
  /** Which of the tracks is lowest over all examples when each has read them once, from 0. */
  'lowest-after-an-epoch': (state) => {
    const losses = lossesAfterAnEpoch(state);
    return losses === null || losses.length < 2 ? null : losses.indexOf(Math.min(...losses));
  },
  /** Which of the tracks of a sine stands at its frequency, from 0; null while none does. */
  'who-finds-it': ({ tracks }) => {
    const found = tracks.findIndex(({ trace }) => {
      const update = trace?.updates.find(({ label }) => label === 'theta');
      const theta = trace?.tensors.get(update?.after ?? Number.NaN)?.values[0];
      return theta !== undefined && Math.abs(theta - FREQUENCY) < NEAR;
    });
    return found < 0 ? null : found;
  },
} satisfies Readonly<Record<string, Measure>>;

export type MeasureName = keyof typeof measures;
