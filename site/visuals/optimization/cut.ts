/** J along θ₁ alone, where θ₀ stands, and where a step at several rates would land. Reads what `line-three-ways` observes. */
import type { StepTrace } from '../../player/protocol.ts';
import { descentOf, weightCurvature } from '../parts/cells/descent.ts';

/** The weights that `cut` is a picture of, from end to end. A test holds it to the framework's LINE_CUT. */
export const CUT = [-1.5, 5.5] as const;

export interface Landing {
  readonly rate: number;
  readonly weight: number;
  readonly loss: number;
  /** Of the way to the lowest place, what is left: 1 − ηλ. Below zero: beyond it. */
  readonly left: number;
}

export interface Cut {
  readonly bias: number;
  readonly weight: number;
  readonly loss: number;
  /** ∂J/∂θ₁ */
  readonly slope: number;
  readonly lr: number;
  /** λ, along θ₁. */
  readonly curvature: number;
  /** Where it is lowest. */
  readonly lowest: number;
  /** At equal distances over CUT. */
  readonly values: ArrayLike<number>;
  readonly landings: readonly Landing[];
}

/** Where a step at any rate would land: along one parameter the loss of a line is a parabola, so slope and curvature say all of it. */
export function landingAt({ weight, loss, slope, curvature }: Cut, rate: number): Landing {
  const moved = -rate * slope;
  return {
    rate,
    weight: weight + moved,
    loss: loss + slope * moved + (curvature / 2) * moved ** 2,
    left: 1 - rate * curvature,
  };
}

/** null: the step was not observed. */
export function cutOf(trace: StepTrace): Cut | null {
  const descent = descentOf(trace);
  const observed = (name: string): ArrayLike<number> | undefined =>
    trace.tensors.get(trace.observed[name] ?? Number.NaN)?.values;
  const [values, landed] = [observed('cut'), observed('landings')];
  const curvature = descent && weightCurvature(descent);
  if (descent === null || curvature === null || values === undefined || landed === undefined) return null;
  const [bias, weight] = descent.theta;
  const slope = descent.mean[1];
  const landings = Array.from({ length: landed.length / 3 }, (_, i) => ({
    rate: landed[3 * i]!,
    weight: landed[3 * i + 1]!,
    loss: landed[3 * i + 2]!,
    left: 1 - landed[3 * i]! * curvature,
  }));
  const lowest = weight - slope / curvature;
  return { bias, weight, loss: descent.fullLoss, slope, lr: descent.lr, curvature, lowest, values, landings };
}
