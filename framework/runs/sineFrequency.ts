/**
 * One parameter and a landscape that can be seen whole: θ in ŷ = sin θx is to become the frequency 2.5. The loss has more than one valley, so
 * descent goes down but not to the bottom; the noise of single examples can carry it over a ridge.
 */
import { TensorDataset } from '../data/Dataset.ts';
import { Module } from '../nn/Module.ts';
import { Parameter } from '../nn/Parameter.ts';
import { mse } from '../ops/index.ts';
import { SGD } from '../optim/SGD.ts';
import { tensor } from '../tensor/create.ts';
import { Generator } from '../tensor/random.ts';
import { type Tensor, tensorFrom } from '../tensor/Tensor.ts';
import { rootMeanSquaredError } from '../train/regressionMetrics.ts';
import type { TrainingSetup } from '../train/setup.ts';
import type { Observe } from '../train/supervised.ts';
import { orderedBatches, orderSeedKnob } from './batchOrder.ts';
import { amount, count, rate } from './knobs.ts';
import { gridPlace } from './linearObservations.ts';
import { type Run, type RunOptions, turned } from './Run.ts';
import { scheduleKnob } from './schedules.ts';
import { supervisedSetup } from './supervisedSetup.ts';

const FREQUENCY = 2.5;
const NOISE = 0.1;
const REACH = 2;
const UPDATES = 800;
/** Where the loss is drawn. */
const THETAS = [-1, 9] as const;
const PLACES = 401;

class SineWave extends Module {
  readonly theta: Parameter; // [1]

  constructor(start: number) {
    super();
    this.theta = new Parameter(tensor([start]));
  }

  /** x [N, 1] → sin θx [N, 1] */
  forward(x: Tensor): Tensor {
    return x.mul(this.theta).sin();
  }
}

/** First all x, uniform in [-2, 2), then all y. */
function sinePoints(examples: number, stream: Generator): TensorDataset {
  const xs = Float32Array.from({ length: examples }, () => stream.uniform(-REACH, REACH));
  const ys = Float32Array.from(xs, (x) => Math.sin(FREQUENCY * x) + stream.normal(0, NOISE));
  const column = (values: Float32Array<ArrayBuffer>): Tensor => tensorFrom(values, [examples, 1], 'float32');
  return new TensorDataset(column(xs), column(ys));
}

/** The loss of each example, its slope, the mean over all, and the whole landscape, in float64. */
function sineObservations(model: SineWave, inputs: Tensor, targets: Tensor): Readonly<Record<string, Observe>> {
  const [x, y] = [inputs.dataSync(), targets.dataSync()];
  const theta = (): number => model.theta.dataSync()[0]!;
  const losses = (at: number): Float64Array<ArrayBuffer> =>
    Float64Array.from(x, (xi, i) => (Math.sin(at * xi) - y[i]!) ** 2);
  const full = (at: number): number => losses(at).reduce((sum, loss) => sum + loss, 0) / x.length;
  const slope = (at: number): Float64Array<ArrayBuffer> =>
    Float64Array.from(x, (xi, i) => 2 * (Math.sin(at * xi) - y[i]!) * Math.cos(at * xi) * xi);
  const seen = (values: Float64Array<ArrayBuffer>, shape: number[]): Tensor => tensorFrom(values, shape, 'float64');
  return {
    fullLoss: () => seen(Float64Array.of(full(theta())), [1]),
    exampleLosses: () => seen(losses(theta()), [x.length]),
    exampleGradients: () => seen(slope(theta()), [x.length, 1]),
    surface: () =>
      seen(
        Float64Array.from({ length: PLACES }, (_, i) => full(gridPlace(THETAS, PLACES, i))),
        [PLACES],
      ),
  };
}

async function build(options: RunOptions = {}): Promise<TrainingSetup> {
  const { seed = 7, examples = 40, testExamples = 1000 } = options;
  const knobs = turned(sineFrequency, options);
  const streams = new Generator(seed);
  const train = sinePoints(examples, streams.fork('train'));
  const model = new SineWave(knobs.start);
  const [inputs, targets] = train.tensors;
  return supervisedSetup({
    run: sineFrequency,
    knobs,
    seed,
    train,
    test: sinePoints(testExamples, streams.fork('test')),
    parts: {
      model,
      optimizer: new SGD(model.parameters(), { lr: knobs.lr }),
      loss: mse,
      measures: { rmse: rootMeanSquaredError },
      observe: sineObservations(model, inputs!, targets!),
    },
    ...orderedBatches(train, { ...knobs, seed, updates: UPDATES, epochs: options.epochs }),
  });
}

export const sineFrequency = {
  name: 'sine-frequency',
  title: 'Two valleys',
  summary: 'One parameter looks for the frequency of a sine, in a landscape with a valley too many.',
  metric: 'rmse',
  better: 'lower',
  threshold: 0.3,
  realData: null,
  knobs: {
    lr: rate(0.3, 1e-3, 1),
    batch: count(1, 1, 40),
    start: amount(5, 0, 8),
    orderSeed: orderSeedKnob,
    schedule: scheduleKnob('none'),
  },
  build,
} satisfies Run;
