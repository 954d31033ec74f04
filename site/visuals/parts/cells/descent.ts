/**
 * A line's descent as one step shows it: where θ = (θ₀, θ₁) stands, what each example and the batch ask for, and the surface they walk on.
 * Reads what the run observed (framework/runs/linearObservations.ts) and computes no training of its own. θ₀ is the bias.
 */
import type { RunInfo, StepMetrics, StepTrace } from '../../../player/protocol.ts';

/** (θ₀, θ₁), or a gradient along them. */
export type Pair = readonly [bias: number, weight: number];

/** The rectangle of parameters that the run's `surface` is a picture of. A test holds it to the framework's LINE_GRID. */
export const PLANE = { bias: [-3, 2], weight: [-1, 4] } as const;

export interface Surface {
  /** Row by row, a row a weight. [size, size] */
  readonly values: ArrayLike<number>;
  readonly size: number;
}

export interface Example {
  readonly x: number;
  readonly y: number;
  readonly loss: number;
  /** ∇Jᵢ at θ. */
  readonly gradient: Pair;
}

export interface Descent {
  /** Before the update, and after it. */
  readonly theta: Pair;
  readonly after: Pair;
  /** What the optimizer was given. A frozen parameter's is 0. */
  readonly gradient: Pair;
  readonly lr: number;
  /** All examples, in the order of the file; null where a place cannot be told (an example that is met exactly). */
  readonly examples: readonly (Example | null)[];
  /** Numbers of the examples that this step listened to. */
  readonly batch: readonly number[];
  /** Mean of all examples' gradients. */
  readonly mean: Pair;
  /** Loss over all examples, before the update. */
  readonly fullLoss: number;
  readonly surface: Surface | null;
}

/** null: the step is not a line's, or was not observed. */
export function descentOf(trace: StepTrace): Descent | null {
  const bias = parameter(trace, 'bias');
  const weight = parameter(trace, 'weight');
  const observed = (name: string): ArrayLike<number> | undefined =>
    trace.tensors.get(trace.observed[name] ?? Number.NaN)?.values;
  const [losses, slopes, full] = [observed('exampleLosses'), observed('exampleGradients'), observed('fullLoss')];
  if (bias === null || weight === null || losses === undefined || slopes === undefined || full === undefined)
    return null;
  const theta: Pair = [bias.before, weight.before];
  const count = losses.length;
  const examples = Array.from({ length: count }, (_, i) =>
    exampleFrom(theta, losses[i]!, [slopes[2 * i]!, slopes[2 * i + 1]!]),
  );
  const mean = (column: number): number =>
    examples.reduce((sum, _, i) => sum + slopes[2 * i + column]!, 0) / Math.max(1, count);
  const surface = observed('surface');
  return {
    theta,
    after: [bias.after, weight.after],
    gradient: [bias.gradient, weight.gradient],
    lr: trace.lr,
    examples,
    batch: trace.batchIds,
    mean: [mean(0), mean(1)],
    fullLoss: full[0]!,
    surface: surface === undefined ? null : { values: surface, size: Math.round(Math.sqrt(surface.length)) },
  };
}

/** A gradient 2r(1, x) says where its example lies: x is the ratio of its two numbers, and half the first is how far the line passes above it. */
function exampleFrom([bias, weight]: Pair, loss: number, gradient: Pair): Example | null {
  const x = gradient[1] / gradient[0];
  return Number.isFinite(x) ? { x, y: bias + weight * x - gradient[0] / 2, loss, gradient } : null;
}

interface ParameterStep {
  readonly before: number;
  readonly after: number;
  readonly gradient: number;
}

/** A line has one bias and one weight; one that is frozen is read where it is used, and stays. */
function parameter(trace: StepTrace, label: 'bias' | 'weight'): ParameterStep | null {
  const single = (id: number | undefined): number | null => {
    const values = trace.tensors.get(id ?? Number.NaN)?.values;
    return values?.length === 1 ? values[0]! : null;
  };
  const update = trace.updates.find((entry) => entry.label === label);
  if (update !== undefined) {
    const [before, after, gradient] = [single(update.before), single(update.after), single(update.gradient)];
    return before === null || after === null || gradient === null ? null : { before, after, gradient };
  }
  const linear = trace.ops.find((op) => op.label === 'linear');
  const still = single(linear?.inputs[label === 'weight' ? 1 : 2]);
  return still === null ? null : { before: still, after: still, gradient: 0 };
}

/** Where θ stood before each step up to `step`, from what the steps said of themselves; shorter where they did not say. */
export function wayTo(metrics: readonly StepMetrics[], step: number): readonly Pair[] {
  return metrics.flatMap((entry): Pair[] => {
    const { bias, weight } = entry.metrics;
    return entry.step > step || bias === undefined || weight === undefined ? [] : [[bias, weight]];
  });
}

/** How many examples were read before step `step`: the last batch of an epoch may be short. */
export function examplesRead(
  { config, stepsPerEpoch }: Pick<RunInfo, 'config' | 'stepsPerEpoch'>,
  step: number,
): number {
  const [batch, examples] = [Number(config['batchSize']), Number(config['examples'])];
  if (batch >= examples) return step * examples;
  const ofEpoch = Math.min(examples, stepsPerEpoch * batch); // fewer where a last batch that is not full is left out
  return Math.floor(step / stepsPerEpoch) * ofEpoch + (step % stepsPerEpoch) * batch;
}

/** Numbers of the examples whose gradient points against the mean of all: alone they would push the other way. */
export const against = ({ examples, mean }: Descent): readonly number[] =>
  examples.flatMap((example, i) =>
    example !== null && example.gradient[0] * mean[0] + example.gradient[1] * mean[1] < 0 ? [i] : [],
  );

/**
 * The curvatures of the loss, smaller first: eigenvalues of (2/m) Σ (1, x)(1, x)ᵀ. They belong to the data; θ does not enter. Beyond
 * η = 2/λ descent along that direction steps further over the lowest point than it came from (Goodfellow et al., Deep Learning, 4.3.1).
 */
export function curvatures({ examples }: Descent): Pair | null {
  const xs = examples.flatMap((example) => (example === null ? [] : [example.x]));
  if (xs.length === 0 || xs.length < examples.length) return null;
  const mean = xs.reduce((sum, x) => sum + x, 0) / xs.length;
  const square = xs.reduce((sum, x) => sum + x * x, 0) / xs.length;
  const [half, root] = [1 + square, Math.sqrt((1 - square) ** 2 + 4 * mean * mean)];
  return [half - root, half + root];
}

/** Curvature along θ₁ alone, with θ₀ held: (2/m) Σ x². */
export function weightCurvature({ examples }: Descent): number | null {
  const xs = examples.flatMap((example) => (example === null ? [] : [example.x]));
  return xs.length === 0 || xs.length < examples.length
    ? null
    : (2 * xs.reduce((sum, x) => sum + x * x, 0)) / xs.length;
}
