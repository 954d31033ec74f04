/** Three clouds, nine numbers: softmax regression, of which every logit, share and pull can be seen. */
import { TensorDataset } from '../data/Dataset.ts';
import { generateBlobs } from '../data/generators/pointClouds.ts';
import { constant_ } from '../nn/init.ts';
import { Linear } from '../nn/linear/Linear.ts';
import { crossEntropy } from '../ops/index.ts';
import { SGD } from '../optim/SGD.ts';
import { Generator } from '../tensor/random.ts';
import { accuracy } from '../train/accuracy.ts';
import type { TrainingSetup } from '../train/setup.ts';
import { orderedBatches } from './batchOrder.ts';
import { amount, count, type NumberKnob, rate } from './knobs.ts';
import { decisionMaps } from './planeMaps.ts';
import { privacyOf, privateKnobs } from './privateStep.ts';
import { type Run, type RunOptions, turned } from './Run.ts';
import { scheduleKnob } from './schedules.ts';
import { supervisedSetup } from './supervisedSetup.ts';

const UPDATES = 200;
/** How far the maps that are shown reach, before the points are scaled. */
const EXTENT = 2.4;

async function build(options: RunOptions = {}): Promise<TrainingSetup> {
  const { seed = 7, testExamples = 1000 } = options;
  const knobs = turned(threeClouds, options);
  const { examples, std, featureScale, temperature } = knobs;
  const streams = new Generator(seed);
  const part = (name: string, many: number): TensorDataset => {
    const { points, labels } = generateBlobs(many, streams.fork(name), { std });
    return new TensorDataset(featureScale === 1 ? points : points.mul(featureScale), labels); // [many, 2] and [many]
  };
  const train = part('train', examples);
  const model = new Linear(2, 3, { generator: streams.fork('weights') });
  for (const parameter of model.parameters()) constant_(parameter, 0);
  return supervisedSetup({
    run: threeClouds,
    knobs,
    seed,
    privacy: privacyOf(knobs, seed),
    train,
    test: part('test', testExamples),
    parts: {
      model,
      optimizer: new SGD(model.parameters(), { lr: knobs.lr }),
      loss: crossEntropy,
      measures: { accuracy },
      // Only what is drawn is cooled or heated: the loss has temperature 1.
      observe: {
        probabilities: (logits) => logits.div(temperature).softmax(1),
        ...decisionMaps((points) => model.forward(points).div(temperature), { extent: EXTENT * featureScale }),
      },
    },
    ...orderedBatches(train, { batch: train.length, seed, updates: UPDATES, epochs: options.epochs }),
  });
}

const featureScale: NumberKnob = { kind: 'number', from: 1, to: 1000, default: 1, scale: 'log' };

export const threeClouds = {
  name: 'three-clouds',
  title: 'Shares of three',
  summary: 'Softmax regression tells three clouds apart; one point holds out.',
  metric: 'accuracy',
  better: 'higher',
  threshold: 0.97,
  realData: null,
  knobs: {
    lr: rate(1, 0.01, 10),
    std: amount(0.4, 0.1, 1.5),
    examples: count(150, 3, 2000),
    temperature: rate(1, 0.1, 10),
    featureScale,
    schedule: scheduleKnob('none'),
    ...privateKnobs,
  },
  build,
} satisfies Run;
