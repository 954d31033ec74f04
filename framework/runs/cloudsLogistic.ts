/**
 * Two clouds and a line that says "perhaps": logistic regression on two equal normal clouds, for which the best answer is known. The true
 * log-odds are (μ₁ - μ₀) · x / σ², here 4.08 x₁ + 2.04 x₂.
 */
import { TensorDataset } from '../data/Dataset.ts';
import { generateBlobs } from '../data/generators/pointClouds.ts';
import { constant_ } from '../nn/init.ts';
import { Linear } from '../nn/linear/Linear.ts';
import { bceWithLogits } from '../ops/index.ts';
import { SGD } from '../optim/SGD.ts';
import { noGrad } from '../tensor/history.ts';
import { Generator } from '../tensor/random.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import type { TrainingSetup } from '../train/setup.ts';
import { orderedBatches } from './batchOrder.ts';
import { amount, choice, count, rate } from './knobs.ts';
import { decisionMaps } from './planeMaps.ts';
import { privacyOf, privateKnobs } from './privateStep.ts';
import { type Run, type RunOptions, turned } from './Run.ts';
import { scheduleKnob } from './schedules.ts';
import { supervisedSetup } from './supervisedSetup.ts';

const CENTERS = [
  [-1, -0.5],
  [1, 0.5],
] as const;
const UPDATES = 200;
/** How far the map that is shown reaches. */
const EXTENT = 3.2;
/** Weights that are sure of the wrong side. */
const WRONG = [-8, -4];

/** Share of examples on the right side of 0. logits and targets [m, 1] */
const rightSides = (logits: Tensor, targets: Tensor): number => {
  const [said, right] = [logits.dataSync(), targets.dataSync()];
  let hits = 0;
  for (let i = 0; i < said.length; i++) if (said[i]! > 0 === right[i]! > 0.5) hits++;
  return hits / said.length;
};

async function build(options: RunOptions = {}): Promise<TrainingSetup> {
  const { seed = 7, testExamples = 1000 } = options;
  const knobs = turned(cloudsLogistic, options);
  const streams = new Generator(seed);
  const part = (name: string, examples: number): TensorDataset => {
    const { points, labels } = generateBlobs(examples, streams.fork(name), { centers: CENTERS, std: knobs.std });
    return new TensorDataset(points, labels.to('float32').unsqueeze(1)); // [examples, 2] and [examples, 1]
  };
  const train = part('train', knobs.examples);
  const model = new Linear(2, 1, { generator: streams.fork('weights') });
  constant_(model.bias!, 0);
  noGrad(() => model.weight.copyFrom_(Float64Array.from(knobs.start === 'wrong' ? WRONG : [0, 0])));
  return supervisedSetup({
    run: cloudsLogistic,
    knobs,
    seed,
    privacy: privacyOf(knobs, seed),
    train,
    test: part('test', testExamples),
    parts: {
      model,
      optimizer: new SGD(model.parameters(), { lr: knobs.lr }),
      loss: bceWithLogits,
      measures: { accuracy: rightSides },
      observe: {
        probabilities: (logits) => logits.sigmoid(),
        ...decisionMaps((points) => model.forward(points), { extent: EXTENT }),
      },
    },
    ...orderedBatches(train, {
      batch: train.length,
      seed,
      updates: knobs.updates,
      epochs: knobs.updates === UPDATES ? options.epochs : undefined,
    }),
  });
}

export const cloudsLogistic = {
  name: 'clouds-logistic',
  title: 'A line that says perhaps',
  summary: 'Logistic regression tells two clouds apart, and says how sure it is.',
  metric: 'accuracy',
  better: 'higher',
  threshold: 0.93,
  realData: null,
  knobs: {
    lr: rate(0.5, 0.01, 10),
    std: amount(0.7, 0.3, 1.5),
    examples: count(200, 2, 2000),
    start: choice(['zeros', 'wrong'], 'zeros'),
    updates: count(UPDATES, 1, 5000),
    schedule: scheduleKnob('none'),
    ...privateKnobs,
  },
  build,
} satisfies Run;
