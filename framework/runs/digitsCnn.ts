/**
 * A small convolutional network learns to read digits: generated ones, or real MNIST from its original files.
 *
 * Two rounds of convolution, ReLU and pooling turn a 28×28 image into 16 maps of 7×7; one linear layer reads them. The plan
 * is LeNet's (LeCun et al., "Gradient-based learning applied to document recognition", 1998) with today's parts.
 */
import { TensorDataset } from '../data/Dataset.ts';
import { generateDigits } from '../data/generators/digits.ts';
import { type LabelledImages, loadMnist } from '../data/sets/mnist.ts';
import { ReLU } from '../nn/activation/ReLU.ts';
import { Flatten } from '../nn/containers/Flatten.ts';
import { Sequential } from '../nn/containers/Sequential.ts';
import { Conv2d } from '../nn/conv/Conv2d.ts';
import { Linear } from '../nn/linear/Linear.ts';
import { MaxPool2d } from '../nn/pool/MaxPool2d.ts';
import { crossEntropy } from '../ops/index.ts';
import { Generator } from '../tensor/random.ts';
import { tensorFrom } from '../tensor/Tensor.ts';
import { accuracy } from '../train/accuracy.ts';
import type { TrainingSetup } from '../train/setup.ts';
import { count, rate } from './knobs.ts';
import { optimizerKnob, optimizerNamed } from './optimizers.ts';
import { type Run, type RunOptions, turned } from './Run.ts';
import { scheduleKnob } from './schedules.ts';
import { supervisedSetup } from './supervisedSetup.ts';

const CLASSES = 10;
const EVALUATION_BATCH = 250;
/**
 * Plain gradient descent, so that every update on the page is exactly θ - ηg. The rate falls in a straight line to a tenth:
 * a constant 0.2 learns as fast but stumbles late. Measured: DECISIONS.md.
 */
const LEARNING_RATE = 0.2;

/** The network. images [N, 1, 28, 28] → logits [N, 10] */
export function digitsNetwork(generator: Generator): Sequential {
  return new Sequential({
    conv1: new Conv2d(1, 8, 3, { padding: 1, generator }), // [N, 8, 28, 28]
    relu1: new ReLU(),
    pool1: new MaxPool2d(2), // [N, 8, 14, 14]
    conv2: new Conv2d(8, 16, 3, { padding: 1, generator }), // [N, 16, 14, 14]
    relu2: new ReLU(),
    pool2: new MaxPool2d(2), // [N, 16, 7, 7]
    flatten: new Flatten(), // [N, 784]
    linear: new Linear(16 * 7 * 7, CLASSES, { generator }), // [N, 10]
  });
}

/** Digits written by the generator: train and test from streams of their own. */
export function generatedDigits(examples: number, testExamples: number, seed: number): LabelledImages {
  const part = (name: string, count: number): TensorDataset => {
    const { images, labels } = generateDigits(count, new Generator(seed).fork(name));
    return new TensorDataset(tensorFrom(images, [count, 1, 28, 28], 'float32'), tensorFrom(labels, [count], 'int32'));
  };
  return { train: part('train', examples), test: part('test', testExamples) };
}

async function build(options: RunOptions = {}): Promise<TrainingSetup> {
  const { seed = 7, dataDir, testExamples = 1000 } = options;
  const knobs = turned(digitsCnn, options);
  const { examples, epochs } = knobs;
  const { train, test } =
    dataDir === undefined ? generatedDigits(examples, testExamples, seed) : await loadMnist(dataDir);
  const model = digitsNetwork(new Generator(seed).fork('weights'));
  return supervisedSetup({
    run: digitsCnn,
    knobs,
    seed,
    train,
    test,
    parts: {
      model,
      optimizer: optimizerNamed(knobs.optimizer, model.parameters(), knobs),
      loss: crossEntropy,
      measures: { accuracy },
      observe: { probabilities: (logits) => logits.softmax(1) },
    },
    epochs,
    examinationBatch: EVALUATION_BATCH,
    config: { data: dataDir === undefined ? 'generated' : 'files' },
  });
}

export const digitsCnn = {
  name: 'digits-cnn',
  title: 'A CNN reads digits',
  summary: 'Two convolutions and a linear layer learn ten classes from 28×28 images.',
  metric: 'accuracy',
  better: 'higher',
  threshold: 0.93,
  realData: 'MNIST or Fashion-MNIST, the four original IDX files (plain or .gz)',
  knobs: {
    examples: count(5000, 1, 20000),
    epochs: count(5, 1, 1000),
    lr: rate(LEARNING_RATE),
    batch: count(32, 1, 500),
    schedule: scheduleKnob('linear'),
    optimizer: optimizerKnob('sgd'),
  },
  build,
} satisfies Run;
