/**
 * The generator's pull at any place of the plane: the arrow that a point there would get from the discriminator as it judges in this step.
 * Its weights are the recorded ones; the walk through them, forwards and back, is the chain rule that the framework follows op by op.
 */
import type { StepTrace } from '../../player/protocol.ts';

/** A layer as the trace has it. */
interface Layer {
  /** [out, in], row by row. */
  readonly weight: ArrayLike<number>;
  readonly bias: ArrayLike<number>;
}

/** The discriminator of the plane, in the generator's turn: after its own update. */
export interface Discriminator {
  readonly layers: readonly Layer[];
  /** How many points share the loss. */
  readonly examples: number;
  /** Slope of leaky ReLU below 0. */
  readonly slope: number;
}

/** As the runs have it; the trace does not say it. A test holds every recorded gradient against it. */
const SLOPE = 0.2;

/** null where the step has no such discriminator, or its weights were not kept. */
export function discriminatorOf(trace: StepTrace): Discriminator | null {
  const made = trace.tensors.get(trace.inputs);
  if (made?.shape[1] !== 2) return null;
  const layers: Layer[] = [];
  for (const update of trace.updates) {
    const [, place, kind] = /^discriminator\.(\d+)\.(weight|bias)$/.exec(update.label) ?? [];
    const values = trace.tensors.get(update.after)?.values;
    if (place === undefined || values === undefined) continue;
    // Several updates in a step: the last one is what judges.
    const layer = Number(place) / 2;
    layers[layer] = { ...(layers[layer] ?? { weight: [], bias: [] }), [kind as 'weight']: values };
  }
  const isWhole = layers.length > 0 && layers.every(({ weight, bias }) => weight.length > 0 && bias.length > 0);
  return isWhole ? { layers, examples: made.shape[0]!, slope: SLOPE } : null;
}

/** A place's logit, and the way the non-saturating loss pulls a point there: −∂L/∂(x, y). */
export function pullAt(
  { layers, examples, slope }: Discriminator,
  x: number,
  y: number,
): { logit: number; pull: [number, number] } {
  const before: number[][] = [];
  let values: readonly number[] = [x, y];
  for (const [i, { weight, bias }] of layers.entries()) {
    const inputs = values;
    const sums = Array.from(bias, (b, o) =>
      inputs.reduce((sum, value, k) => sum + weight[o * inputs.length + k]! * value, b),
    );
    before.push(sums);
    values = i === layers.length - 1 ? sums : sums.map((sum) => (sum > 0 ? sum : slope * sum));
  }
  const logit = values[0]!;
  let back = [1 / (1 + Math.exp(logit)) / examples]; // (1 − D) / m, already turned round
  for (let i = layers.length - 1; i >= 0; i--) {
    const { weight } = layers[i]!;
    const width = i === 0 ? 2 : before[i - 1]!.length;
    const upstream = back;
    back = Array.from({ length: width }, (_, k) => {
      const slopeHere = i === 0 || before[i - 1]![k]! > 0 ? 1 : slope;
      return slopeHere * upstream.reduce((sum, value, o) => sum + value * weight[o * width + k]!, 0);
    });
  }
  return { logit, pull: [back[0]!, back[1]!] };
}

/** The angle between two arrows, in degrees from 0 to 180. */
export function angleBetween(a: readonly [number, number], b: readonly [number, number]): number {
  const turn = Math.atan2(a[1], a[0]) - Math.atan2(b[1], b[0]);
  return (180 / Math.PI) * Math.abs(Math.atan2(Math.sin(turn), Math.cos(turn)));
}
