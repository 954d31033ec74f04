/**
 * The straight way of the gradient through an LSTM's memory: c_t = f_t ⊙ c_{t−1} + …, so along it ∂L/∂c_{t−1} = f_t ⊙ ∂L/∂c_t, and what
 * arrives at c_t is the product of all forget gates after it. Beside this model stands what was measured, which also came other ways. Pure.
 */
import type { StepTrace } from '../../player/protocol.ts';

export interface RoadPlace {
  readonly t: number;
  /** How open the forget gate is, on average over units and batch. */
  readonly gate: number;
  /** Product of the gates after t: the share of the last memory's gradient that the straight way brings here. */
  readonly share: number;
  /** That share of the last memory's measured gradient. */
  readonly model: number;
  /** |∂L/∂c_t| over the whole batch, as the walk back had it. */
  readonly measured: number;
}

/** null where the step tells of no forget gates. */
export function roadOf(trace: StepTrace): readonly RoadPlace[] | null {
  const told = (name: string): ArrayLike<number> | undefined =>
    trace.tensors.get(trace.observed[name] ?? Number.NaN)?.values;
  const gates = told('forgetGates');
  const measured = told('memoryGradients');
  const last = (gates?.length ?? 0) - 1;
  if (gates === undefined || measured === undefined || last < 1 || measured.length !== gates.length) return null;
  const places: RoadPlace[] = [];
  let share = 1;
  for (let t = last; t >= 0; t--) {
    places.unshift({ t, gate: gates[t]!, share, model: share * measured[last]!, measured: measured[t]! });
    share *= gates[t]!;
  }
  return places;
}
