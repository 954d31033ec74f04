/**
 * A straight line through noisy points: one weight, one bias, plain gradient descent. The smallest run there is, with the
 * answer known: weight 2, bias -1, and a noise of 0.3 that no line can predict.
 */
import { TensorDataset } from '../data/Dataset.ts';
import { generateLine } from '../data/generators/line.ts';
import { constant_ } from '../nn/init.ts';
import { Linear } from '../nn/linear/Linear.ts';
import { mse } from '../ops/index.ts';
import { SGD } from '../optim/SGD.ts';
import { noGrad } from '../tensor/history.ts';
import { Generator } from '../tensor/random.ts';
import { rootMeanSquaredError } from '../train/regressionMetrics.ts';
import type { TrainingSetup } from '../train/setup.ts';
import { orderedBatches, orderKnob } from './batchOrder.ts';
import { amount, choice, count, onOff, rate } from './knobs.ts';
import { LINE_GRID, linearObservations, saysItsPlace } from './linearObservations.ts';
import { type Run, type RunOptions, turned } from './Run.ts';
import { scheduleKnob } from './schedules.ts';
import { supervisedSetup } from './supervisedSetup.ts';

/** θ₀ and θ₁ of a start that anyone would call wrong: lesson 3 asks what becomes of it. */
const FAR = [3, 0] as const;

async function build(options: RunOptions = {}): Promise<TrainingSetup> {
  const { seed = 7, testExamples = 1000 } = options;
  const knobs = turned(lineRegression, options);
  const { examples, epochs, noise, begins, freeze } = knobs;
  const streams = new Generator(seed);
  const part = (name: string, count: number): TensorDataset => {
    const { inputs, targets } = generateLine(count, streams.fork(name), { noise });
    return new TensorDataset(inputs, targets); // [count, 1] and [count, 1]
  };
  const train = part('train', examples);
  const model = new Linear(1, 1, { generator: streams.fork('weights') });
  if (begins === 'far') {
    constant_(model.bias!, FAR[0]);
    constant_(model.weight, FAR[1]);
  }
  const learned = freeze ? [model.weight] : model.parameters();
  if (freeze) noGrad(() => model.bias!.requiresGrad_(false));
  const [inputs, targets] = train.tensors;
  const setup = supervisedSetup({
    run: lineRegression,
    knobs,
    seed,
    train,
    test: part('test', testExamples),
    parts: {
      model,
      optimizer: new SGD(learned, { lr: knobs.lr }),
      loss: mse,
      measures: { rmse: rootMeanSquaredError },
      observe: linearObservations(model, inputs!, targets!, { grid: LINE_GRID }),
    },
    ...orderedBatches(train, { ...knobs, seed, epochs }),
  });
  return saysItsPlace(setup, model);
}

export const lineRegression = {
  name: 'line-regression',
  title: 'A line finds its points',
  summary: 'One weight and one bias learn a straight line from noisy points.',
  metric: 'rmse',
  better: 'lower',
  threshold: 0.33,
  realData: null,
  knobs: {
    lr: rate(0.1, 1e-3, 1),
    batch: count(16, 1, 200),
    examples: count(200, 2, 200),
    epochs: count(20, 1, 1000),
    noise: amount(0.3, 0, 1),
    order: orderKnob,
    /** Bias and weight before the first step: drawn, or (3, 0). */
    begins: choice(['drawn', 'far'], 'drawn'),
    /** Leaves θ₀ where it starts. */
    freeze: onOff(false),
    schedule: scheduleKnob('none'),
  },
  build,
} satisfies Run;
