/**
 * A network learns to copy digits through a bottleneck of 16 numbers, and so has to find out what digits have in common. The
 * first half squeezes the 784 pixels, the second half draws the image again from what is left.
 * Source: Hinton & Salakhutdinov, "Reducing the dimensionality of data with neural networks" (2006), with convolutions.
 */
import { TensorDataset } from '../data/Dataset.ts';
import { loadMnist } from '../data/sets/mnist.ts';
import { Conv2d } from '../nn/conv/Conv2d.ts';
import { ConvTranspose2d } from '../nn/conv/ConvTranspose2d.ts';
import { Linear } from '../nn/linear/Linear.ts';
import { Module } from '../nn/Module.ts';
import { bceWithLogits } from '../ops/index.ts';
import { Adam } from '../optim/Adam.ts';
import { noGrad } from '../tensor/history.ts';
import { Generator } from '../tensor/random.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import type { TrainingSetup } from '../train/setup.ts';
import { generatedDigits } from './digitsCnn.ts';
import { count, rate } from './knobs.ts';
import { type Run, type RunOptions, turned } from './Run.ts';
import { scheduleKnob } from './schedules.ts';
import { supervisedSetup } from './supervisedSetup.ts';

const CODE = 16;
/** How many unseen images are shown beside their copies. */
const SHOWN = 8;
/** Halves height and width; turned round, it doubles them. */
const HALVING = { stride: 2, padding: 1 } as const;

class Autoencoder extends Module {
  readonly conv1: Conv2d;
  readonly conv2: Conv2d;
  readonly squeeze: Linear;
  readonly unfold: Linear;
  readonly deconv1: ConvTranspose2d;
  readonly deconv2: ConvTranspose2d;

  constructor(code: number, generator: Generator) {
    super();
    this.conv1 = new Conv2d(1, 8, 4, { ...HALVING, generator });
    this.conv2 = new Conv2d(8, 16, 4, { ...HALVING, generator });
    this.squeeze = new Linear(16 * 7 * 7, code, { generator });
    this.unfold = new Linear(code, 16 * 7 * 7, { generator });
    this.deconv1 = new ConvTranspose2d(16, 8, 4, { ...HALVING, generator });
    this.deconv2 = new ConvTranspose2d(8, 1, 4, { ...HALVING, generator });
  }

  /** images [N, 1, 28, 28] → code [N, C] */
  encode(images: Tensor): Tensor {
    const maps = this.conv1.forward(images).relu(); // [N, 8, 14, 14]
    const small = this.conv2.forward(maps).relu(); // [N, 16, 7, 7]
    return this.squeeze.forward(small.flatten(1));
  }

  /** code [N, C] → logits of the ink in each pixel [N, 1, 28, 28] */
  decode(code: Tensor): Tensor {
    const small = this.unfold.forward(code).relu().reshape([code.shape[0]!, 16, 7, 7]);
    const maps = this.deconv1.forward(small).relu(); // [N, 8, 14, 14]
    return this.deconv2.forward(maps);
  }

  forward(images: Tensor): Tensor {
    return this.decode(this.encode(images));
  }
}

/**
 * Which share of what differs between images the copies miss: squared error of the copies over that of always answering with the
 * mean training image. 1: no better than the mean; 0: perfect. logits and images [N, 1, 28, 28]
 */
const unexplained =
  (meanImage: Tensor) =>
  (logits: Tensor, images: Tensor): number =>
    noGrad(() => logits.sigmoid().sub(images).square().sum().div(images.sub(meanImage).square().sum())).itemSync();

async function build(options: RunOptions = {}): Promise<TrainingSetup> {
  const { seed = 7, dataDir, testExamples = 500 } = options;
  const knobs = turned(digitsAutoencoder, options);
  const { examples, epochs } = knobs;
  const { train, test } =
    dataDir === undefined ? generatedDigits(examples, testExamples, seed) : await loadMnist(dataDir);
  const [images, unseen] = [train.tensors[0]!, test.tensors[0]!];
  const model = new Autoencoder(knobs.code, new Generator(seed).fork('weights'));
  const setup = supervisedSetup({
    run: digitsAutoencoder,
    knobs,
    seed,
    train: new TensorDataset(images, images), // an image is its own target
    test: new TensorDataset(unseen, unseen),
    parts: {
      model,
      optimizer: new Adam(model.parameters(), { lr: knobs.lr }),
      loss: bceWithLogits,
      measures: { unexplained: unexplained(images.mean(0, { keepdim: true })) },
      observe: { copies: (logits) => logits.sigmoid() },
    },
    epochs,
    config: { code: knobs.code, data: dataDir === undefined ? 'generated' : 'files' },
  });
  const shown = unseen.slice(0, 0, SHOWN); // along the axis of images
  return { ...setup, compare: () => ({ real: shown, made: noGrad(() => model.forward(shown).sigmoid()) }) };
}

export const digitsAutoencoder = {
  name: 'digits-autoencoder',
  title: 'Digits through a bottleneck',
  summary: 'A network copies digits through 16 numbers, and so learns what digits are made of.',
  metric: 'unexplained',
  better: 'lower',
  threshold: 0.26,
  realData: 'MNIST or Fashion-MNIST, the four original IDX files (plain or .gz)',
  knobs: {
    examples: count(3000, 1, 20000),
    epochs: count(12, 1, 1000),
    lr: rate(3e-3),
    batch: count(32, 1, 500),
    schedule: scheduleKnob('cosine'),
    code: count(CODE, 1, 128),
  },
  build,
} satisfies Run;
