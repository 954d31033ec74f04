/**
 * What each example of a yes-or-no batch costs, as a step recorded it: its score z, its chance ŷ, its label, its price, and the slope of that
 * price in z. Pure: scores, chances, labels and slopes are the step's own; the price of a single example, which a step only has in their mean,
 * is the loss's formula at that score.
 */
import type { OpTrace, StepTrace } from '../../../player/protocol.ts';
import { type Network, networkOf } from '../network.ts';

/** Which loss was taken: −ln of the chance, the squared distance, −ln of a chance of a chance, or only that of the examples that are 1. */
export type Price = 'surprise' | 'squared' | 'twice' | 'yesOnly';

export interface Dot {
  /** The score. */
  readonly z: number;
  /** The chance of a yes that it stands for. */
  readonly chance: number;
  readonly label: number;
  /** What it costs, of which the loss is the mean. */
  readonly price: number;
  /** m times the recorded ∂J/∂z: how its own price changes with z; null where nothing was sent back. */
  readonly slope: number | null;
}

export interface Surprise {
  readonly price: Price;
  readonly dots: readonly Dot[];
  /** J, as the step recorded it. */
  readonly mean: number;
  /** Is the loss the mean of these prices? An answer of the reader's may say something else. */
  readonly isTheirMean: boolean;
}

/** σ(z), for any z. */
export const chanceOf = (z: number): number => 1 / (1 + Math.exp(-z));

/** ln(1 + eᶻ), for any z. */
const softplus = (z: number): number => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));

/** What a score costs where the label is y, by the loss that is taken. */
export function priceAt(price: Price, z: number, y: number): number {
  if (price === 'squared') return (chanceOf(z) - y) ** 2;
  if (price === 'yesOnly') return y * softplus(-z);
  return softplus((1 - 2 * y) * (price === 'twice' ? chanceOf(z) : z));
}

/** How fast that price changes with z. */
export function slopeAt(price: Price, z: number, y: number): number {
  const p = chanceOf(z);
  if (price === 'squared') return 2 * (p - y) * p * (1 - p);
  if (price === 'yesOnly') return y * (p - 1);
  return price === 'twice' ? (chanceOf(p) - y) * p * (1 - p) : p - y;
}

/** Which loss a step took, by the ops it was made of; null: another one. */
function priceOf(ops: readonly OpTrace[], scores: number): Price | null {
  const named = (name: string): OpTrace | undefined => ops.find((op) => op.name === name);
  const fused = named('bceWithLogits');
  if (fused !== undefined) {
    if (fused.inputs[0] === scores) return 'surprise';
    return ops.some(({ name, output }) => name === 'sigmoid' && output === fused.inputs[0]) ? 'twice' : null;
  }
  if (named('square') !== undefined && named('sigmoid') !== undefined) return 'squared';
  return named('softplus') !== undefined && named('mul') !== undefined ? 'yesOnly' : null;
}

/** null where the step is none of a yes-or-no question with one score an example, or was not kept whole. */
export function surpriseOf(trace: StepTrace): Surprise | null {
  const layer = trace.ops.find(({ name, inputs }) => name === 'linear' && inputs[0] === trace.inputs);
  const read = (id: number | null | undefined): ArrayLike<number> | null => {
    const tensor = trace.tensors.get(id ?? Number.NaN);
    return tensor?.shape.length === 2 && tensor.shape[1] === 1 && tensor.item === null ? tensor.values : null;
  };
  const [scores, labels] = [read(layer?.output), read(trace.targets)];
  const chances = read(trace.observed['probabilities']);
  const slopes = read(layer?.backward?.gradOutput);
  const price = layer === undefined ? null : priceOf(trace.ops, layer.output);
  if (scores === null || labels === null || chances === null || price === null) return null;
  const m = scores.length;
  const dots = Array.from({ length: m }, (_, i): Dot => {
    const [z, label] = [scores[i]!, labels[i]!];
    const slope = slopes === null ? null : m * slopes[i]!;
    return { z, chance: chances[i]!, label, price: priceAt(price, z, label), slope };
  });
  const sum = dots.reduce((total, dot) => total + dot.price, 0);
  const isTheirMean = Math.abs(sum / m - trace.loss) < 1e-4 * Math.max(1, Math.abs(trace.loss));
  return { price, dots, mean: trace.loss, isTheirMean };
}

/** The loss if the labels of these examples were the other ones, and nothing else had changed. */
export function meanIfFlipped({ price, dots, mean }: Surprise, flipped: ReadonlySet<number>): number {
  let change = 0;
  for (const i of flipped) {
    const dot = dots[i];
    if (dot !== undefined) change += priceAt(price, dot.z, 1 - dot.label) - dot.price;
  }
  return mean + change / dots.length;
}

/** A line in the plane of the points: z = w·x + b. */
export interface Line {
  readonly w: readonly [number, number];
  readonly b: number;
}

/** The line as it stood before the step's update, with the network it belongs to; null where there is none. */
export function lineOf(trace: StepTrace): { readonly line: Line; readonly network: Network } | null {
  const network = networkOf(trace);
  const [layer, ...more] = network?.layers ?? [];
  if (network === null || layer === undefined || more.length > 0 || layer.inputs !== 2 || layer.outputs !== 1)
    return null;
  const [weight, bias] = [layer.edges.weight, layer.biases.weight];
  if (weight === null || bias === null) return null;
  return { line: { w: [weight[0]!, weight[1]!], b: bias[0]! }, network };
}

export const scoreAt = ({ w, b }: Line, x: number, y: number): number => w[0] * x + w[1] * y + b;

/** How many points lie on their side of a line, and what they cost on average. */
export function lineOver(
  { points }: Pick<Network, 'points'>,
  line: Line,
): { readonly right: number; readonly mean: number } {
  let [right, sum] = [0, 0];
  for (const { x, y, label } of points) {
    const z = scoreAt(line, x, y);
    if (z > 0 === (label === 1)) right++;
    sum += priceAt('surprise', z, label);
  }
  return { right, mean: sum / points.length };
}

/** What w points at: 0 the middle of class 1, 1 that of class 0, 2 neither; null where w is nothing. */
export function pointsAt({ points }: Pick<Network, 'points'>, { w }: Line): number | null {
  const middle = (label: number): readonly [number, number] => {
    const own = points.filter((point) => point.label === label);
    const mean = (of: (point: (typeof own)[number]) => number): number =>
      own.reduce((sum, point) => sum + of(point), 0) / own.length;
    return [mean(({ x }) => x), mean(({ y }) => y)];
  };
  const [from, to] = [middle(0), middle(1)];
  const across = [to[0] - from[0], to[1] - from[1]] as const;
  const size = Math.hypot(...w) * Math.hypot(...across);
  if (!(size > 0)) return null;
  const cosine = (w[0] * across[0] + w[1] * across[1]) / size;
  return cosine > 0.5 ? 0 : cosine < -0.5 ? 1 : 2;
}
