/**
 * Two convolutional networks play against each other: the generator unfolds 32 random numbers into a 28×28 image, the
 * discriminator tells it from images of digits. How the two take turns stands in adversarialSetup.ts, what `score` means in digitReader.ts.
 * Source: Radford, Metz & Chintala, "Unsupervised representation learning with deep convolutional GANs" (2015), in small.
 */
import { TensorDataset } from '../data/Dataset.ts';
import { loadMnist } from '../data/sets/mnist.ts';
import { LeakyReLU } from '../nn/activation/LeakyReLU.ts';
import { Flatten } from '../nn/containers/Flatten.ts';
import { Sequential } from '../nn/containers/Sequential.ts';
import { Conv2d } from '../nn/conv/Conv2d.ts';
import { ConvTranspose2d } from '../nn/conv/ConvTranspose2d.ts';
import { Linear } from '../nn/linear/Linear.ts';
import { Module } from '../nn/Module.ts';
import { BatchNorm2d } from '../nn/norm/BatchNorm2d.ts';
import { Generator } from '../tensor/random.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { accuracy } from '../train/accuracy.ts';
import type { Metrics, TrainingSetup } from '../train/setup.ts';
import { adversarialKnobs, adversarialSetup, Players } from './adversarialSetup.ts';
import { type DigitReader, readingOf, trainReader } from './digitReader.ts';
import { generatedDigits } from './digitsCnn.ts';
import { count } from './knobs.ts';
import { type Run, type RunOptions, turned } from './Run.ts';

const NOISE = 32;
const MAPS = 16;
const SLOPE = 0.2;
/** Digits that the reader of the metric learns from, at most. */
const READER_EXAMPLES = 3000;
/** Halves height and width; turned round, it doubles them. */
const HALVING = { stride: 2, padding: 1 } as const;

class DigitGenerator extends Module {
  readonly unfold: Linear;
  readonly norm1: BatchNorm2d;
  readonly deconv1: ConvTranspose2d;
  readonly norm2: BatchNorm2d;
  readonly deconv2: ConvTranspose2d;

  constructor(noise: number, generator: Generator) {
    super();
    this.unfold = new Linear(noise, 2 * MAPS * 7 * 7, { generator });
    this.norm1 = new BatchNorm2d(2 * MAPS);
    this.deconv1 = new ConvTranspose2d(2 * MAPS, MAPS, 4, { ...HALVING, generator });
    this.norm2 = new BatchNorm2d(MAPS);
    this.deconv2 = new ConvTranspose2d(MAPS, 1, 4, { ...HALVING, generator });
  }

  /** noise [N, Z] → images [N, 1, 28, 28] in 0 … 1 */
  forward(noise: Tensor): Tensor {
    const small = this.unfold.forward(noise).reshape([noise.shape[0]!, 2 * MAPS, 7, 7]);
    const maps = this.deconv1.forward(this.norm1.forward(small).relu()); // [N, 16, 14, 14]
    return this.deconv2.forward(this.norm2.forward(maps).relu()).sigmoid();
  }
}

/** images [N, 1, 28, 28] → logits that they are real [N, 1] */
const discriminatorNetwork = (generator: Generator): Sequential =>
  new Sequential({
    conv1: new Conv2d(1, MAPS, 4, { ...HALVING, generator }), // [N, 16, 14, 14]
    leaky1: new LeakyReLU(SLOPE),
    conv2: new Conv2d(MAPS, 2 * MAPS, 4, { ...HALVING, generator }), // [N, 32, 7, 7]
    norm2: new BatchNorm2d(2 * MAPS),
    leaky2: new LeakyReLU(SLOPE),
    flatten: new Flatten(), // [N, 1568]
    linear: new Linear(2 * MAPS * 7 * 7, 1, { generator }),
  });

async function build(options: RunOptions = {}): Promise<TrainingSetup> {
  const { seed = 7, dataDir, testExamples = 500 } = options;
  const knobs = turned(digitsGan, options);
  const { examples, epochs } = knobs;
  const { train, test } =
    dataDir === undefined ? generatedDigits(examples, testExamples, seed) : await loadMnist(dataDir);
  const weights = new Generator(seed).fork('weights');
  let reader: DigitReader | undefined; // trained when quality is asked for the first time, so that a run starts at once
  const measure = (generated: Tensor): Metrics => {
    reader ??= trainReader(train.take(READER_EXAMPLES), seed);
    const read = reader(test.tensors[0]!); // digits that nobody trained on: how good is the reader, and what do they score?
    const readerAccuracy = accuracy(read, test.tensors[1]!);
    return { ...readingOf(reader(generated)), realScore: readingOf(read).score, readerAccuracy };
  };
  return adversarialSetup({
    run: digitsGan,
    knobs,
    seed,
    real: new TensorDataset(train.tensors[0]!),
    players: new Players(new DigitGenerator(knobs.noise, weights), discriminatorNetwork(weights)),
    betas: [0.5, 0.999],
    epochs,
    samples: testExamples,
    measure,
    config: { data: dataDir === undefined ? 'generated' : 'files' },
  });
}

export const digitsGan = {
  name: 'digits-gan',
  title: 'Two players draw digits',
  summary: 'A generator learns to draw digits that a discriminator cannot tell from real ones.',
  metric: 'score',
  better: 'higher',
  threshold: 4.5,
  realData: 'MNIST or Fashion-MNIST, the four original IDX files (plain or .gz)',
  knobs: {
    examples: count(5000, 1, 20000),
    epochs: count(6, 1, 1000),
    ...adversarialKnobs(2e-3, { standard: NOISE, most: 128 }),
    batch: count(32, 2, 500),
  },
  build,
} satisfies Run;
