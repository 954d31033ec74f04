/**
 * Batch, mini-batch and stochastic descent on the same fifty points, from the same start: three tracks of this run differ in `batch` alone.
 * The points lie off the middle (x from -1 to 3), so that weight and bias pull at each other and the steepest way is not the shortest.
 */
import { DataLoader } from '../data/DataLoader.ts';
import { TensorDataset } from '../data/Dataset.ts';
import { generateLine } from '../data/generators/line.ts';
import { constant_ } from '../nn/init.ts';
import { Linear } from '../nn/linear/Linear.ts';
import { mse } from '../ops/index.ts';
import { SGD } from '../optim/SGD.ts';
import { noGrad } from '../tensor/history.ts';
import { Generator } from '../tensor/random.ts';
import { type Tensor, tensorFrom } from '../tensor/Tensor.ts';
import { rootMeanSquaredError } from '../train/regressionMetrics.ts';
import type { TrainingSetup } from '../train/setup.ts';
import { orderedBatches, orderKnob, orderSeedKnob } from './batchOrder.ts';
import { amount, count, type ListKnob, onOff, rate } from './knobs.ts';
import { LINE_GRID, linearObservations, saysItsPlace } from './linearObservations.ts';
import { type Run, type RunOptions, turned } from './Run.ts';
import { scheduleKnob } from './schedules.ts';
import { supervisedSetup } from './supervisedSetup.ts';

/** Of all examples at once; the others read 2,500 examples at least. */
const UPDATES = 400;
const PASSES = 50;

async function build(options: RunOptions = {}): Promise<TrainingSetup> {
  const { seed = 7, testExamples = 1000 } = options;
  const knobs = turned(lineThreeWays, options);
  const { noise, start, freeze } = knobs;
  const streams = new Generator(seed);
  const part = (name: string, examples: number): TensorDataset => {
    const { inputs, targets } = generateLine(examples, streams.fork(name), { noise, center: 1 });
    const asked = name === 'train' && knobs.outlier !== 0 ? withOutlier(inputs, targets, knobs.outlier) : targets;
    return new TensorDataset(inputs, asked); // [examples, 1] and [examples, 1]
  };
  const train = part('train', knobs.examples);
  const model = new Linear(1, 1, { generator: streams.fork('weights') });
  constant_(model.bias!, start[0]!);
  constant_(model.weight, start[1]!);
  const learned = freeze ? [model.weight] : model.parameters();
  if (freeze) noGrad(() => model.bias!.requiresGrad_(false));
  const [inputs, targets] = train.tensors;
  const batches = orderedBatches(train, { ...knobs, seed, updates: UPDATES, passes: PASSES, epochs: options.epochs });
  const setup = supervisedSetup({
    run: lineThreeWays,
    knobs,
    seed,
    train,
    test: part('test', testExamples),
    parts: {
      model,
      optimizer: new SGD(learned, { lr: knobs.lr }),
      loss: mse,
      measures: { rmse: rootMeanSquaredError },
      observe: linearObservations(model, inputs!, targets!, { grid: LINE_GRID, noiseSeed: seed }),
    },
    ...batches,
    ...(knobs.dropLast ? { loader: withoutRagged(batches.loader) } : {}),
  });
  return saysItsPlace(setup, model);
}

/** The target of the example with the largest x lies so much higher. → [m, 1] */
function withOutlier(inputs: Tensor, targets: Tensor, by: number): Tensor {
  const x = Array.from(inputs.dataSync());
  const farthest = x.indexOf(Math.max(...x));
  const moved = Float32Array.from(targets.dataSync(), (value, i) => (i === farthest ? value + by : value));
  return tensorFrom(moved, targets.shape, 'float32');
}

/** The same order, without a last batch that is not full. */
function withoutRagged({ dataset, batchSize, shuffle, seed, sampler }: DataLoader): DataLoader {
  const order = sampler === undefined ? { shuffle, seed } : { sampler };
  return new DataLoader(dataset, { batchSize, dropLast: true, ...order });
}

const start: ListKnob = { kind: 'list', from: -10, to: 10, default: [0, 0] };

export const lineThreeWays = {
  name: 'line-three-ways',
  title: 'Three ways to listen',
  summary: 'A line is fitted by all of its fifty points at once, by eight at a time, or by one.',
  metric: 'rmse',
  better: 'lower',
  threshold: 0.7,
  realData: null,
  knobs: {
    lr: rate(0.1, 1e-4, 1),
    batch: count(50, 1, 8192),
    examples: count(50, 2, 8192),
    /** θ₀ (bias) and θ₁ (weight) before the first step. */
    start,
    order: orderKnob,
    orderSeed: orderSeedKnob,
    /** Leaves θ₀ where it starts. */
    freeze: onOff(false),
    noise: amount(0.6, 0, 3),
    /** Added to the target of the example with the largest x. */
    outlier: amount(0, -20, 20),
    /** Leaves out a last batch of an epoch that is not full. */
    dropLast: onOff(false),
    schedule: scheduleKnob('none'),
  },
  build,
} satisfies Run;
