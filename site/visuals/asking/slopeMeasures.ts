/** Numbers of lesson 4, read off the loss of `sine-frequency` that its run observes. */
import type { StepTrace } from '../../player/protocol.ts';
import { REACH } from '../optimization/valley.ts';
import type { Measure } from './Measure.ts';

/** The question: θ from here, and by so much. */
const [FROM, NUDGE] = [5, 0.1];

/** The loss at a θ that is a place of the picture, or null. */
function lossAt(trace: StepTrace | null, theta: number): number | null {
  const surface = trace?.tensors.get(trace.observed['surface'] ?? Number.NaN)?.values;
  if (surface === undefined) return null;
  const place = ((theta - REACH[0]) / (REACH[1] - REACH[0])) * (surface.length - 1);
  return Math.abs(place - Math.round(place)) < 1e-6 ? surface[Math.round(place)]! : null;
}

export const slopeMeasures = {
  'change-for-a-nudge': ({ trace }) => {
    const [here, there] = [lossAt(trace, FROM), lossAt(trace, FROM + NUDGE)];
    return here === null || there === null ? null : there - here;
  },
  'sine-examples': ({ trace }) =>
    trace?.tensors.get(trace.observed['exampleLosses'] ?? Number.NaN)?.values.length ?? null,
} satisfies Readonly<Record<string, Measure>>;
