/** Measures of gradient descent: of a line, of its updates and its rates, and of the sine that has more than one valley. */

import { timesAsLong } from '../optimization/machineTimes.ts';
import { errorsOf } from '../optimization/noise.ts';
import { against, curvatures, type Descent, descentOf, examplesRead, weightCurvature } from '../parts/cells/descent.ts';
import type { Measure, Measured } from './Measure.ts';

/** What the sine of `sine-frequency` was made with, and how near to it counts as found: the wrong valleys lie further off. */
const FREQUENCY = 2.5;
const NEAR = 0.25;

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

export const descentMeasures = {
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
