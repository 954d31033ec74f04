/**
 * The CIFAR network of many a first article: two convolutions, two pools, two linear layers, for colour pictures of 32×32. It
 * learns ten shapes drawn in any colour, size and place, or CIFAR-10 itself, or pictures of your own. Pictures are flipped
 * at random while training, and dropout silences a tenth of the hidden units: both against learning by heart.
 * Source of the task: Krizhevsky, "Learning multiple layers of features from tiny images" (2009).
 */
import {
  channelStatistics,
  composeTransforms,
  type ImageTransform,
  normalizeChannels,
  randomFlip,
} from '../data/image/imageTransforms.ts';
import { augmented } from '../data/MappedDataset.ts';
import { ReLU } from '../nn/activation/ReLU.ts';
import { Flatten } from '../nn/containers/Flatten.ts';
import { Sequential } from '../nn/containers/Sequential.ts';
import { Conv2d } from '../nn/conv/Conv2d.ts';
import { Dropout } from '../nn/dropout/Dropout.ts';
import { Linear } from '../nn/linear/Linear.ts';
import { MaxPool2d } from '../nn/pool/MaxPool2d.ts';
import { crossEntropy } from '../ops/index.ts';
import { Generator } from '../tensor/random.ts';
import { accuracy } from '../train/accuracy.ts';
import type { TrainingSetup } from '../train/setup.ts';
import { colourImages } from './colourImages.ts';
import { amount, count, rate } from './knobs.ts';
import { optimizerKnob, optimizerNamed } from './optimizers.ts';
import { type Run, type RunOptions, turned } from './Run.ts';
import { scheduleKnob } from './schedules.ts';
import { supervisedSetup } from './supervisedSetup.ts';

const HIDDEN = 128;
const DROPOUT = 0.1;
const EVALUATION_BATCH = 100;

/** images [N, 3, 32, 32] → logits [N, classes] */
const shapesNetwork = (classes: number, share: number, generator: Generator, silence: Generator): Sequential =>
  new Sequential({
    conv1: new Conv2d(3, 32, 3, { padding: 1, generator }), // [N, 32, 32, 32]
    relu1: new ReLU(),
    pool1: new MaxPool2d(2), // [N, 32, 16, 16]
    conv2: new Conv2d(32, 64, 3, { padding: 1, generator }), // [N, 64, 16, 16]
    relu2: new ReLU(),
    pool2: new MaxPool2d(2), // [N, 64, 8, 8]
    flatten: new Flatten(), // [N, 4096]
    hidden: new Linear(64 * 8 * 8, HIDDEN, { generator }), // [N, 128]
    relu3: new ReLU(),
    dropout: new Dropout(share, { generator: silence }),
    output: new Linear(HIDDEN, classes, { generator }), // [N, classes]
  });

/**
 * Each channel of each picture brought to mean 0 and standard deviation 1: a dark picture looks like a bright one. Without it
 * this run stays at chance for whole epochs.
 */
const standardize: ImageTransform = (image, generator) =>
  normalizeChannels(channelStatistics(image.unsqueeze(0)))(image, generator);

async function build(options: RunOptions = {}): Promise<TrainingSetup> {
  const { seed = 7 } = options;
  const knobs = turned(shapesCnn, options);
  const { epochs } = knobs;
  const { train, test, classes, data } = await colourImages(options);
  const streams = new Generator(seed);
  const dropout = streams.fork('dropout');
  const model = shapesNetwork(classes.length, knobs.dropout, streams.fork('weights'), dropout);
  return supervisedSetup({
    run: shapesCnn,
    knobs,
    seed,
    train: augmented(train, composeTransforms(standardize, randomFlip())),
    test: augmented(test, standardize),
    parts: {
      model,
      optimizer: optimizerNamed(knobs.optimizer, model.parameters(), knobs),
      loss: crossEntropy,
      measures: { accuracy },
      observe: { probabilities: (logits) => logits.softmax(1) },
    },
    epochs,
    examinationBatch: EVALUATION_BATCH,
    generators: { dropout },
    config: { data, classes: classes.join(', ') },
  });
}

export const shapesCnn = {
  name: 'shapes-cnn',
  title: 'Shapes in colour',
  summary: 'Two convolutions and two linear layers tell ten shapes apart, whatever their colour, size and place.',
  metric: 'accuracy',
  better: 'higher',
  threshold: 0.77,
  realData: "CIFAR-10's binary version, the folder or the .tar.gz",
  ownImages: 'PNG and JPEG files in one folder per class; the middle square of each is seen, at 32×32',
  knobs: {
    epochs: count(6, 1, 1000),
    lr: rate(1e-3),
    batch: count(16, 1, 500),
    optimizer: optimizerKnob('adam'),
    /** Of `sgd` and its kin. With `sgd` it starts at 0. */
    momentum: amount(0, 0, 0.99),
    dropout: amount(DROPOUT, 0, 0.9),
    schedule: scheduleKnob('cosine'),
  },
  build,
} satisfies Run;
