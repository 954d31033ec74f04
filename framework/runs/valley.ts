/**
 * No data and no network: two parameters roll down f = ½ a² + ½ κ b², so that one sees what a learning rule does by itself. With κ = 25 the
 * valley is steep across and flat along, which is what most rules were invented for.
 */
import { TensorDataset } from '../data/Dataset.ts';
import { Module } from '../nn/Module.ts';
import { Parameter } from '../nn/Parameter.ts';
import { tensor, zeros } from '../tensor/create.ts';
import { type Tensor, tensorFrom } from '../tensor/Tensor.ts';
import { inScope } from '../trace/emit.ts';
import type { TrainingSetup } from '../train/setup.ts';
import { orderedBatches } from './batchOrder.ts';
import { amount, count, type ListKnob, type NumberKnob, rate } from './knobs.ts';
import { gridPlace } from './linearObservations.ts';
import { optimizerKnob, optimizerNamed } from './optimizers.ts';
import { type Run, type RunOptions, turned } from './Run.ts';
import { scheduleKnob } from './schedules.ts';
import { supervisedSetup } from './supervisedSetup.ts';

const UPDATES = 200;
/** The rectangle of places that `surface` is a picture of, a across and b down. */
export const VALLEY_GRID = { a: [-5, 5], b: [-2, 2], size: 61 } as const;

class Place extends Module {
  readonly a: Parameter; // [1]
  readonly b: Parameter; // [1]
  private readonly curvature: number;

  constructor([a, b]: readonly number[], curvature: number) {
    super();
    this.a = new Parameter(tensor([a!]));
    this.b = new Parameter(tensor([b!]));
    this.curvature = curvature;
  }

  /** Whatever comes in → the height f [1] */
  forward(_nothing: Tensor): Tensor {
    const along = inScope('along', () => this.a.square().mul(0.5));
    const across = inScope('across', () => this.b.square().mul(this.curvature / 2));
    return inScope('height', () => along.add(across));
  }
}

/** The height over the whole grid [size, size], a row a b. In float64, outside any history. */
function surface(kappa: number): Tensor {
  const { a, b, size } = VALLEY_GRID;
  const heights = Float64Array.from(
    { length: size * size },
    (_, at) => gridPlace(a, size, at % size) ** 2 / 2 + (kappa / 2) * gridPlace(b, size, Math.floor(at / size)) ** 2,
  );
  return tensorFrom(heights, [size, size], 'float64');
}

async function build(options: RunOptions = {}): Promise<TrainingSetup> {
  const { seed = 7 } = options;
  const knobs = turned(valley, options);
  const { rule, momentum, start, kappa, factor, beta1, beta2, updates } = knobs;
  const nothing = new TensorDataset(zeros([1, 1]));
  const model = new Place(start, kappa);
  const setup = supervisedSetup({
    run: valley,
    knobs,
    seed,
    train: nothing,
    test: nothing,
    parts: {
      model,
      optimizer: optimizerNamed(rule, model.parameters(), {
        ...knobs,
        momentum: rule === 'sgd' ? 0 : momentum,
        betas: [beta1, beta2],
      }),
      loss: (height) => height.mul(factor).sum(),
      // Measured, not derived from the loss: `factor` may have scaled that.
      measures: { height: () => model.a.itemSync() ** 2 / 2 + (kappa / 2) * model.b.itemSync() ** 2 },
      observe: { surface: () => surface(kappa) },
    },
    ...orderedBatches(nothing, { batch: 1, seed, updates, epochs: updates === UPDATES ? options.epochs : undefined }),
  });
  // Where the ball lay before each step: its whole way can be drawn from the record.
  return {
    ...setup,
    step: (batch) => {
      const [a, b] = [model.a.itemSync(), model.b.itemSync()];
      return { ...setup.step(batch), a, b };
    },
  };
}

const start: ListKnob = { kind: 'list', from: -10, to: 10, default: [-4, 1] };
const logarithmic = (standard: number, from: number, to: number): NumberKnob => rate(standard, from, to);

export const valley = {
  name: 'valley',
  title: 'A ball in a valley',
  summary: 'Two parameters and no data: how a learning rule comes down a valley.',
  metric: 'height',
  better: 'lower',
  threshold: 0.01,
  realData: null,
  knobs: {
    lr: rate(0.05, 1e-3, 1),
    rule: optimizerKnob('sgd'),
    momentum: amount(0.9, 0, 0.99),
    /** Of Adam: how much of the mean gradient stays. */
    beta1: amount(0.9, 0, 0.99),
    /** Of Adam: how much of the mean squared gradient stays. */
    beta2: amount(0.999, 0, 0.9999),
    /** Of RMSprop: the same. */
    alpha: amount(0.9, 0, 0.999),
    eps: logarithmic(1e-8, 1e-10, 1),
    weightDecay: amount(0, 0, 1),
    /** How much steeper the valley is across than along. */
    kappa: logarithmic(25, 1, 100),
    /** On the loss: who notices? */
    factor: logarithmic(1, 1e-3, 1e3),
    start,
    updates: count(UPDATES, 1, 2000),
    schedule: scheduleKnob('none'),
  },
  build,
} satisfies Run;
