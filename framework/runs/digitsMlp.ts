/**
 * Digits read without convolution: every pixel is an input of its own, and 64 hidden units make what they can of them. The run to
 * compare digits-cnn with; it knows nothing of which pixels are neighbours.
 */

import { DataLoader } from '../data/DataLoader.ts';
import { TensorDataset } from '../data/Dataset.ts';
import { loadMnist } from '../data/sets/mnist.ts';
import { ReLU } from '../nn/activation/ReLU.ts';
import { Flatten } from '../nn/containers/Flatten.ts';
import { Sequential } from '../nn/containers/Sequential.ts';
import { Dropout } from '../nn/dropout/Dropout.ts';
import { Linear } from '../nn/linear/Linear.ts';
import { crossEntropy } from '../ops/index.ts';
import { noGrad } from '../tensor/history.ts';
import { Generator } from '../tensor/random.ts';
import { type Tensor, tensorFrom } from '../tensor/Tensor.ts';
import { unheard } from '../trace/emit.ts';
import { accuracy } from '../train/accuracy.ts';
import type { TrainingSetup } from '../train/setup.ts';
import { restedStep, type Supervised, supervisedStep } from '../train/supervised.ts';
import { BestKeeper } from './BestKeeper.ts';
import { generatedDigits } from './digitsCnn.ts';
import { amount, choice, count, rate } from './knobs.ts';
import { optimizerKnob, optimizerNamed } from './optimizers.ts';
import { type Run, type RunOptions, turned } from './Run.ts';
import { scheduleKnob } from './schedules.ts';
import { supervisedSetup } from './supervisedSetup.ts';

const PIXELS = 28 * 28;
const HIDDEN = 64;
const TEN = 10;

interface Choices {
  readonly hidden: number;
  readonly dropout: number;
  readonly outputBias: number;
}

/** images [N, 1, 28, 28] → logits [N, 10] */
function pixelNetwork({ hidden, dropout, outputBias }: Choices, generator: Generator, silence: Generator): Sequential {
  const network = new Sequential({
    flatten: new Flatten(), // [N, 784]
    hidden: new Linear(PIXELS, hidden, { generator }), // [N, 64]
    relu: new ReLU(),
    ...(dropout > 0 ? { dropout: new Dropout(dropout, { generator: silence }) } : {}),
    output: new Linear(hidden, TEN, { generator }), // [N, 10]
  });
  if (outputBias !== 0) favourZero(network, outputBias);
  return network;
}

/** Before it has learned anything it takes every picture for a 0, the surer the larger `by` is. */
function favourZero(network: Sequential, by: number): void {
  for (const [name, parameter] of network.namedParameters()) {
    if (name !== 'output.bias') continue;
    const [first, ...others] = parameter.dataSync();
    noGrad(() => parameter.copyFrom_([first! + by, ...others]));
  }
}

/** The same images, each with the label of another: nothing is left to be learned but by heart. */
function shuffledLabels(digits: TensorDataset, stream: Generator): TensorDataset {
  const [images, labels] = digits.tensors as [Tensor, Tensor];
  const values = labels.dataSync();
  const order = stream.permutation(digits.length);
  return new TensorDataset(
    images,
    tensorFrom(
      Int32Array.from(order, (place) => values[place]!),
      labels.shape,
      'int32',
    ),
  );
}

async function build(options: RunOptions = {}): Promise<TrainingSetup> {
  const { seed = 7, dataDir, testExamples = 1000 } = options;
  const knobs = turned(digitsMlp, options);
  const { examples, epochs } = knobs;
  const { train: whole, test } =
    dataDir === undefined ? generatedDigits(examples, testExamples, seed) : await loadMnist(dataDir);
  const kept = knobs.rows === 'ten' ? whole.take(TEN) : whole;
  const train = knobs.labels === 'shuffled' ? shuffledLabels(kept, new Generator(seed).fork('noise')) : kept;
  const streams = new Generator(seed);
  const silence = streams.fork('dropout');
  const network = pixelNetwork(knobs, streams.fork('weights'), silence);
  const model = knobs.patience === 0 ? network : new BestKeeper(network, knobs.patience, epochs);
  const parts: Supervised = {
    model,
    optimizer: optimizerNamed(knobs.optimizer, network.parameters(), { lr: knobs.lr }),
    loss: crossEntropy,
    measures: { accuracy },
    observe: { probabilities: (logits) => logits.softmax(1) },
  };
  const setup = supervisedSetup({
    run: digitsMlp,
    knobs,
    seed,
    train,
    test,
    parts,
    epochs,
    generators: knobs.dropout > 0 ? { dropout: silence } : {},
    loader: new DataLoader(train, { batchSize: knobs.batch, shuffle: knobs.order === 'shuffled', seed }),
    config: { data: dataDir === undefined ? 'generated' : 'files' },
  });
  if (!(model instanceof BestKeeper)) return setup;
  const heldOut = (): number => {
    const [images, labels] = test.tensors as [Tensor, Tensor];
    model.eval();
    const loss = unheard(() => noGrad(() => crossEntropy(network.forward(images), labels))).itemSync();
    model.train();
    return loss;
  };
  // The looks are part of the run, one an epoch: at each the network may be sent back to its best, and then rests.
  const step: TrainingSetup['step'] = (batch) => {
    if (batch.index === 0) model.look(heldOut);
    return model.isDone ? restedStep(parts, batch) : supervisedStep(parts, batch);
  };
  return { ...setup, step };
}

export const digitsMlp = {
  name: 'digits-mlp',
  title: 'Digits, pixel by pixel',
  summary: 'One hidden layer of 64 units learns ten digits without knowing which pixels are neighbours.',
  metric: 'accuracy',
  better: 'higher',
  threshold: 0.86,
  realData: 'MNIST or Fashion-MNIST, the four original IDX files (plain or .gz)',
  knobs: {
    examples: count(3000, 1, 20000),
    epochs: count(8, 1, 1000),
    optimizer: optimizerKnob('adam'),
    lr: rate(2e-3),
    batch: count(32, 1, 500),
    schedule: scheduleKnob('cosine'),
    hidden: count(HIDDEN, 1, 512),
    labels: choice(['true', 'shuffled'], 'true'),
    /** All training rows, or the first ten: can it learn ten by heart? */
    rows: choice(['all', 'ten'], 'all'),
    order: choice(['shuffled', 'file'], 'shuffled'),
    /** Share of the hidden units that is silenced while training. */
    dropout: amount(0, 0, 0.9),
    /** What is added to the bias of the first output, that of the 0, before the first step. */
    outputBias: amount(0, 0, 10),
    /** Looks in a row, one an epoch, without a lower held-out loss before the best weights are put back; 0: it never stops. */
    patience: count(0, 0, 50),
  },
  build,
} satisfies Run;
