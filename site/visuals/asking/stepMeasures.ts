/** Measures that any run answers, and those of networks with memory. */
import type { TrackState } from '../../player/PlayerState.ts';
import type { StepTrace } from '../../player/protocol.ts';
import { opOf } from '../parts/cells/shownTensor.ts';
import { nextLetter } from '../sequences/nextLetter.ts';
import { termSizes } from '../sequences/termSizes.ts';
import { reachAbove, reachOf, type Unrolled, unrolled } from '../sequences/unrolled.ts';
import type { Measure, Measured } from './Measure.ts';

/** A share of the last gradient that counts as "does not arrive". */
const FAINT = 0.01;
/** A test accuracy from which on a run is said to have learned; the metrics of a step are of one batch, too few to say. */
const LEARNED = 0.9;
/** So many updates a track is given before it is said not to learn. */
const ENOUGH_STEPS = 300;

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

export const stepMeasures = {
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
} satisfies Readonly<Record<string, Measure>>;
