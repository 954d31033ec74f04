/**
 * What a reader may see of a line that is fitted by mean squared error, beside what a step computes: the loss of every example, its pull on
 * the parameters, the loss over all examples, and the loss over a whole plane of parameters. In float64 from the data themselves, outside
 * any history. θ₀ is the bias and stands first; one example's loss is (ŷ - y)², without ½.
 */
import type { Linear } from '../nn/linear/Linear.ts';
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

const seen = (values: ArrayLike<number>, shape: readonly number[]): Tensor =>
  tensorFrom(Float64Array.from(values), shape, 'float64');

/**
 * For `observe`: `exampleLosses` [m], `exampleGradients` [m, 1 + D], `fullLoss` [1], and with a grid `surface` [size, size], a row a weight.
 *
 * @example observe: linearObservations(model, inputs, targets, LINE_GRID)
 */
export function linearObservations(
  model: Linear,
  inputs: Tensor,
  targets: Tensor,
  grid?: SurfaceGrid,
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
  };
}

/**
 * A setup whose steps also say where the line stood before them, `bias` and `weight` beside the loss: the way it took can then be drawn from
 * the record, whichever of its steps were looked at. Not on a GPU, where reading them would hold every step up.
 *
 * @example saysItsPlace(supervisedSetup({ … }), model)
 */
export function saysItsPlace(setup: TrainingSetup, model: Linear): TrainingSetup {
  return {
    ...setup,
    step: (batch) => {
      const [bias, weight] = [model.bias!.dataSync()[0]!, model.weight.dataSync()[0]!];
      return { ...setup.step(batch), bias, weight };
    },
  };
}
