/**
 * What a reader may see of a line that is fitted by mean squared error, beside what a step computes: the loss of every example, its pull on
 * the parameters, the loss over all examples, and the loss over a whole plane of parameters. In float64 from the data themselves, outside
 * any history. θ₀ is the bias and stands first; one example's loss is (ŷ - y)², without ½.
 */
import type { Linear } from '../nn/linear/Linear.ts';
import { Generator } from '../tensor/random.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { tensorFrom } from '../tensor/Tensor.ts';
import type { TrainingSetup } from '../train/setup.ts';
import type { Observe } from '../train/supervised.ts';

/** A rectangle of parameters, θ₀ across and θ₁ down, looked at in `size` × `size` places. */
export interface SurfaceGrid {
  readonly bias: readonly [from: number, to: number];
  readonly weight: readonly [from: number, to: number];
  readonly size: number;
}

/** Where lessons 3 to 5 look: the start (0, 0), the truth (-1, 2), and room about them. */
export const LINE_GRID: SurfaceGrid = { bias: [-3, 2], weight: [-1, 4], size: 61 };

/** The parabola of lesson 5: J along θ₁ where θ₀ stands, wide enough for a step that jumps over the lowest place and beyond. */
export const LINE_CUT = { weight: [-1.5, 5.5], size: 71 } as const;

/** Rates whose next landing place is shown on it: halfway, there, beyond, to the other side, away. */
const LANDING_RATES = [0.1, 0.2, 0.3, 0.4, 0.5];

/** Batch sizes whose error is measured, in the order in which they draw from the one stream; those that the data have room for. */
const NOISE_SIZES = [1, 4, 16, 2, 8, 32];
const NOISE_BATCHES = 2000;
/** Shuffles of more examples would take longer than a step may. */
const MOST_EXAMPLES_FOR_NOISE = 200;

/** The place number i of a grid's axis. */
export const gridPlace = ([from, to]: readonly [number, number], size: number, i: number): number =>
  from + ((to - from) * i) / (size - 1);

/** Predictions, losses and gradients of all examples at one θ = [θ₀, θ₁ …]. inputs [m, D], targets [m, 1] */
class Fit {
  private readonly x: ArrayLike<number>;
  private readonly y: ArrayLike<number>;
  readonly m: number;
  readonly inputs: number;

  constructor(inputs: Tensor, targets: Tensor) {
    this.x = inputs.dataSync();
    this.y = targets.dataSync();
    this.m = inputs.shape[0]!;
    this.inputs = inputs.shape[1]!;
  }

  residual(theta: readonly number[], i: number): number {
    let prediction = theta[0]!;
    for (let j = 0; j < this.inputs; j++) prediction += theta[j + 1]! * this.x[i * this.inputs + j]!;
    return prediction - this.y[i]!;
  }

  /** [m] */
  losses(theta: readonly number[]): Float64Array {
    return Float64Array.from({ length: this.m }, (_, i) => this.residual(theta, i) ** 2);
  }

  /** [m, 1 + D] */
  gradients(theta: readonly number[]): Float64Array {
    const columns = this.inputs + 1;
    return Float64Array.from({ length: this.m * columns }, (_, at) => {
      const [i, j] = [Math.floor(at / columns), at % columns];
      return 2 * this.residual(theta, i) * (j === 0 ? 1 : this.x[i * this.inputs + j - 1]!);
    });
  }

  mean(theta: readonly number[]): number {
    return this.losses(theta).reduce((sum, loss) => sum + loss, 0) / this.m;
  }
}

/**
 * How far the gradient of a random batch lies from that of all, √E‖g_B − ∇J‖², over 2,000 batches each, beside the law
 * √(σ²/B · (m − B)/(m − 1)) for examples drawn without putting back (Cochran, Sampling Techniques, theorem 2.2).
 */
class BatchNoise {
  private readonly m: number;
  /** By size: the first `size` of 2,000 shuffles, one after the other. The same at every θ, so they are drawn once. */
  private draws: readonly (readonly [size: number, members: Int32Array])[] | null = null;
  private readonly seed: number;

  constructor(m: number, seed: number) {
    this.m = m;
    this.seed = seed;
  }

  private drawn(): readonly (readonly [number, Int32Array])[] {
    if (this.draws !== null) return this.draws;
    const generator = new Generator(this.seed).fork('noise');
    this.draws = NOISE_SIZES.filter((size) => size < this.m).map((size) => {
      const members = new Int32Array(NOISE_BATCHES * size);
      for (let batch = 0; batch < NOISE_BATCHES; batch++)
        members.set(generator.permutation(this.m).slice(0, size), batch * size);
      return [size, members] as const;
    });
    return this.draws;
  }

  /** gradients [m, columns] → rows of batch size, measured, law; by size. */
  errors(gradients: Float64Array, columns: number): readonly (readonly [number, number, number])[] {
    const { m } = this;
    const mean = new Float64Array(columns);
    for (let at = 0; at < gradients.length; at++) mean[at % columns]! += gradients[at]! / m;
    let spread = 0; // σ²
    for (let at = 0; at < gradients.length; at++) spread += (gradients[at]! - mean[at % columns]!) ** 2 / m;
    const rows = this.drawn().map(([size, members]) => {
      let squares = 0;
      for (let from = 0; from < members.length; from += size) {
        for (let column = 0; column < columns; column++) {
          let sum = 0;
          for (let i = from; i < from + size; i++) sum += gradients[members[i]! * columns + column]!;
          squares += (sum / size - mean[column]!) ** 2;
        }
      }
      const law = Math.sqrt(((spread / size) * (m - size)) / (m - 1));
      return [size, Math.sqrt(squares / NOISE_BATCHES), law] as const;
    });
    // A batch of all is all: nothing is left to chance.
    return [...rows, [m, 0, 0] as const].toSorted(([a], [b]) => a - b);
  }
}

const seen = (values: ArrayLike<number>, shape: readonly number[]): Tensor =>
  tensorFrom(Float64Array.from(values), shape, 'float64');

/**
 * For `observe`: `exampleLosses` [m], `exampleGradients` [m, 1 + D], `fullLoss` [1], and with a grid `surface` [size, size], a row a weight;
 * with `noiseSeed` also `cut` [71], J along θ₁ at the θ₀ where the line stands, `landings` [5, 3], rate, θ₁ and J after a step along it, and
 * for up to 200 examples `batchErrors` [sizes, 3], batch size, measured √E‖g_B − ∇J‖² and its law.
 *
 * @example observe: linearObservations(model, inputs, targets, { grid: LINE_GRID })
 */
export function linearObservations(
  model: Linear,
  inputs: Tensor,
  targets: Tensor,
  { grid, noiseSeed }: { readonly grid?: SurfaceGrid; readonly noiseSeed?: number } = {},
): Readonly<Record<string, Observe>> {
  const fit = new Fit(inputs, targets);
  const theta = (): number[] => [...model.bias!.dataSync(), ...model.weight.dataSync()];
  const surface = (): Tensor => {
    const { bias, weight, size } = grid!;
    const values = Float64Array.from({ length: size * size }, (_, at) =>
      fit.mean([gridPlace(bias, size, at % size), gridPlace(weight, size, Math.floor(at / size))]),
    );
    return seen(values, [size, size]);
  };
  return {
    fullLoss: () => seen([fit.mean(theta())], [1]),
    exampleLosses: () => seen(fit.losses(theta()), [fit.m]),
    exampleGradients: () => seen(fit.gradients(theta()), [fit.m, fit.inputs + 1]),
    ...(grid === undefined ? {} : { surface }),
    ...(noiseSeed === undefined ? {} : { ...alongWeight(fit, theta), ...noiseOf(fit, theta, noiseSeed) }),
  };
}

function alongWeight(fit: Fit, theta: () => readonly number[]): Readonly<Record<string, Observe>> {
  const { weight, size } = LINE_CUT;
  return {
    cut: () => {
      const [bias] = theta();
      const values = Float64Array.from({ length: size }, (_, i) => fit.mean([bias!, gridPlace(weight, size, i)]));
      return seen(values, [size]);
    },
    landings: () => {
      const [bias, from] = theta();
      const slopes = fit.gradients([bias!, from!]);
      let slope = 0; // ∂J/∂θ₁
      for (let i = 0; i < fit.m; i++) slope += slopes[2 * i + 1]! / fit.m;
      const rows = LANDING_RATES.flatMap((rate) => {
        const to = from! - rate * slope;
        return [rate, to, fit.mean([bias!, to])];
      });
      return seen(rows, [LANDING_RATES.length, 3]);
    },
  };
}

function noiseOf(fit: Fit, theta: () => readonly number[], seed: number): Readonly<Record<string, Observe>> {
  if (fit.m < 2 || fit.m > MOST_EXAMPLES_FOR_NOISE) return {};
  const noise = new BatchNoise(fit.m, seed);
  return {
    batchErrors: () => {
      const rows = noise.errors(fit.gradients(theta()), fit.inputs + 1);
      return seen(rows.flat(), [rows.length, 3]);
    },
  };
}

/**
 * A setup whose steps also say where the line stood before them, `bias` and `weight` beside the loss (of several inputs: `weight1`,
 * `weight2` …): the way it took can then be drawn from the record, whichever of its steps were looked at. Not on a GPU, where reading them
 * would hold every step up.
 *
 * @example saysItsPlace(supervisedSetup({ … }), model)
 */
export function saysItsPlace(setup: TrainingSetup, model: Linear): TrainingSetup {
  return {
    ...setup,
    step: (batch) => {
      const [bias, weights] = [model.bias!.dataSync()[0]!, Array.from(model.weight.dataSync())];
      const place =
        weights.length === 1
          ? { weight: weights[0]! }
          : Object.fromEntries(weights.map((weight, j) => [`weight${j + 1}`, weight]));
      return { ...setup.step(batch), bias, ...place };
    },
  };
}
