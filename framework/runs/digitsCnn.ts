/**
 * A small convolutional network learns to read digits: generated ones, or real MNIST from its original files.
 *
 * Two rounds of convolution, ReLU and pooling turn a 28×28 image into 16 maps of 7×7; one linear layer reads them. The plan
 * is LeNet's (LeCun et al., "Gradient-based learning applied to document recognition", 1998) with today's parts.
 */
import { DataLoader } from '../data/DataLoader.ts';
import { TensorDataset } from '../data/Dataset.ts';
import { generateDigits } from '../data/generators/digits.ts';
import { type LabelledImages, loadMnist } from '../data/sets/mnist.ts';
import { ReLU } from '../nn/activation/ReLU.ts';
import { Flatten } from '../nn/containers/Flatten.ts';
import { Sequential } from '../nn/containers/Sequential.ts';
import { Conv2d } from '../nn/conv/Conv2d.ts';
import { Dropout } from '../nn/dropout/Dropout.ts';
import { Linear } from '../nn/linear/Linear.ts';
import type { Layer } from '../nn/Module.ts';
import { BatchNorm2d } from '../nn/norm/BatchNorm2d.ts';
import { LayerNorm } from '../nn/norm/LayerNorm.ts';
import { AvgPool2d } from '../nn/pool/AvgPool2d.ts';
import { MaxPool2d } from '../nn/pool/MaxPool2d.ts';
import { crossEntropy } from '../ops/index.ts';
import { optionsOf, signature } from '../tensor/arguments.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import { Generator } from '../tensor/random.ts';
import { tensorFrom } from '../tensor/Tensor.ts';
import { accuracy } from '../train/accuracy.ts';
import type { TrainingSetup } from '../train/setup.ts';
import { type Supervised, supervisedEvaluate } from '../train/supervised.ts';
import { fewBitsKnobs, isRounding, roundedTwin } from './fewBits.ts';
import { FlattenByPlace, orderedByPlace } from './flattenByPlace.ts';
import { amount, choice, count, rate } from './knobs.ts';
import { couplingOf, saysItsStatistics } from './normStatistics.ts';
import { type OptimizerName, optimizerKnob, optimizerNamed } from './optimizers.ts';
import { type Run, type RunOptions, turned } from './Run.ts';
import { resumedWith, resumeKnob, samplerWithoutCursor } from './resumeWith.ts';
import { scheduleKnob } from './schedules.ts';
import { supervisedSetup } from './supervisedSetup.ts';

const CLASSES = 10;
const EVALUATION_BATCH = 250;
/**
 * Plain gradient descent, so that every update on the page is exactly θ - ηg. The rate falls in a straight line to a tenth:
 * a constant 0.2 learns as fast but stumbles late. Measured: DECISIONS.md.
 */
const LEARNING_RATE = 0.2;
/** Where `optimizer` is turned and `lr` is not. */
const ADAPTIVE_RATE = 2e-3;

/** What may be other about the network. */
interface NetworkChoices {
  /** Between each convolution and its ReLU. `layer`: over channels and places of one image. Default none. */
  readonly norm?: 'none' | 'batch' | 'layer';
  /** How maps are halved; `stride`: by the convolution itself. Default max. */
  readonly pool?: 'max' | 'avg' | 'stride';
  /** Of batch norm: how far its memory moves with each batch. Default 0.1. */
  readonly normMomentum?: number;
  /** Of the second convolution. Default 16. */
  readonly filters?: number;
  /** Before the last layer. Default 0. */
  readonly dropout?: number;
  readonly silence?: Generator;
  /** In which order maps become one row. Default chw: channel by channel; hwc: place by place, as Keras counts. */
  readonly layout?: 'chw' | 'hwc';
}

const call = signature(
  'digitsNetwork',
  { generator: 'generator' },
  {
    norm: 'text',
    pool: 'text',
    normMomentum: 'probability',
    filters: 'count',
    dropout: 'probability',
    silence: 'generator',
    layout: 'text',
  },
);

/** The network. images [N, 1, 28, 28] → logits [N, 10] */
export function digitsNetwork(generator: Generator, choices: NetworkChoices = {}): Sequential {
  const {
    norm = 'none',
    pool = 'max',
    normMomentum: momentum = 0.1,
    filters = 16,
    dropout = 0,
    silence,
    layout = 'chw',
  } = optionsOf(call, [generator, choices]);
  for (const [what, chosen, known] of [
    ['norm', norm, ['none', 'batch', 'layer']],
    ['pool', pool, ['max', 'avg', 'stride']],
    ['layout', layout, ['chw', 'hwc']],
  ] as const) {
    if (!(known as readonly string[]).includes(chosen)) {
      throw new ChalkgradError(`digitsNetwork: there is no ${what} '${chosen}'`, `choose one of: ${known.join(', ')}.`);
    }
  }
  /** Convolution, ReLU and pooling number i: [N, from, S, S] → [N, to, S/2, S/2] */
  const round = (i: number, from: number, to: number, side: number): Record<string, Layer> => {
    const stride = pool === 'stride' ? 2 : 1;
    const size = side / stride;
    return {
      [`conv${i}`]: new Conv2d(from, to, 3, { padding: 1, stride, generator }),
      ...(norm === 'batch' ? { [`norm${i}`]: new BatchNorm2d(to, { momentum }) } : {}),
      ...(norm === 'layer' ? { [`norm${i}`]: new LayerNorm([to, size, size]) } : {}),
      [`relu${i}`]: new ReLU(),
      ...(pool === 'max' ? { [`pool${i}`]: new MaxPool2d(2) } : {}),
      ...(pool === 'avg' ? { [`pool${i}`]: new AvgPool2d(2) } : {}),
    };
  };
  const network = new Sequential({
    ...round(1, 1, 8, 28), // [N, 8, 14, 14]
    ...round(2, 8, filters, 14), // [N, 16, 7, 7]
    flatten: layout === 'chw' ? new Flatten() : new FlattenByPlace(), // [N, 784]
    ...(dropout > 0 ? { dropout: new Dropout(dropout, { generator: silence }) } : {}),
    linear: new Linear(filters * 7 * 7, CLASSES, { generator }), // [N, 10]
  });
  // The same network: its columns move with the numbers that they read.
  if (layout === 'hwc') orderedByPlace(network.stateDict()['linear.weight']!, filters, 7);
  return network;
}

/** The same images, all pixels times a factor: a darker world. */
const withContrast = (digits: TensorDataset, contrast: number): TensorDataset =>
  contrast === 1 ? digits : new TensorDataset(digits.tensors[0]!.mul(contrast), digits.tensors[1]!);

/** Digits written by the generator: train and test from streams of their own. */
export function generatedDigits(examples: number, testExamples: number, seed: number): LabelledImages {
  const part = (name: string, count: number): TensorDataset => {
    const { images, labels } = generateDigits(count, new Generator(seed).fork(name));
    return new TensorDataset(tensorFrom(images, [count, 1, 28, 28], 'float32'), tensorFrom(labels, [count], 'int32'));
  };
  return { train: part('train', examples), test: part('test', testExamples) };
}

/** Rules that divide by the size of recent gradients want a rate of another kind. */
const firstRate = (optimizer: OptimizerName): number =>
  ['sgd', 'momentum', 'nesterov'].includes(optimizer) ? LEARNING_RATE : ADAPTIVE_RATE;

async function build(options: RunOptions = {}): Promise<TrainingSetup> {
  const { seed = 7, dataDir, testExamples = 1000 } = options;
  const knobs = turned(digitsCnn, options);
  const { examples, epochs, norm, batch, pool, normMomentum, filters, dropout, layout, bits, per, resumeWith } = knobs;
  const { train: plainTrain, test: plainTest } =
    dataDir === undefined ? generatedDigits(examples, testExamples, seed) : await loadMnist(dataDir);
  const [train, test] = [plainTrain, plainTest].map((digits) => withContrast(digits, knobs.contrast)) as [
    TensorDataset,
    TensorDataset,
  ];
  const streams = new Generator(seed);
  const silence = streams.fork('dropout');
  const plan = { norm, pool, normMomentum, filters, dropout, layout };
  const model = digitsNetwork(streams.fork('weights'), { ...plan, silence });
  const twin = isRounding(bits) ? digitsNetwork(new Generator(seed), { ...plan, silence: new Generator(seed) }) : null;
  const rounded = twin === null ? undefined : () => roundedTwin(model, twin, { bits, per });
  const lr = options.knobs?.['lr'] === undefined && options.lr === undefined ? firstRate(knobs.optimizer) : knobs.lr;
  const parts: Supervised = {
    model,
    optimizer: optimizerNamed(knobs.optimizer, model.parameters(), { lr }),
    loss: crossEntropy,
    measures: { accuracy },
    observe: {
      probabilities: (logits) => logits.softmax(1),
      coupling: couplingOf(model),
      // What the network in few bits makes of the same batch.
      ...(rounded === undefined ? {} : { inFewBits: (_, { inputs }) => rounded().forward(inputs).softmax(1) }),
    },
  };
  const setup = supervisedSetup({
    run: digitsCnn,
    knobs,
    seed,
    train,
    test,
    parts,
    epochs,
    ...(resumeWith === 'cursor'
      ? {}
      : {
          loader: new DataLoader(train, {
            batchSize: batch,
            sampler: samplerWithoutCursor({ examples: train.length, seed, batchSize: batch }),
            seed,
          }),
        }),
    examinationBatch: EVALUATION_BATCH,
    generators: knobs.dropout > 0 ? { dropout: silence } : {},
    config: { data: dataDir === undefined ? 'generated' : 'files' },
  });
  const told = norm === 'batch' ? saysItsStatistics(setup, model, test) : setup;
  return resumedWith(rounded === undefined ? told : examinedAs(told, { ...parts, test }, rounded), resumeWith);
}

/** Another network is examined than the one that learns; on the CPU only. */
function examinedAs(
  { onDevice: _, ...setup }: TrainingSetup,
  { test, ...parts }: Supervised & { readonly test: TensorDataset },
  examined: () => Layer,
): TrainingSetup {
  const examination = new DataLoader(test, { batchSize: EVALUATION_BATCH });
  return { ...setup, evaluate: () => supervisedEvaluate({ ...parts, model: examined() }, examination) };
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
    norm: choice(['none', 'batch', 'layer'], 'none'),
    pool: choice(['max', 'avg', 'stride'], 'max'),
    /** How far the memory of batch norm moves with each batch. */
    normMomentum: amount(0.1, 0.01, 1),
    /** Of the second convolution. */
    filters: count(16, 1, 64),
    /** Of all images, those of the examination, too. */
    contrast: amount(1, 0.05, 1),
    /** Share of the last layer's inputs that is silenced while training. */
    dropout: amount(0, 0, 0.9),
    /** In which order the last maps become one row, and the columns of the last layer with them. */
    layout: choice(['chw', 'hwc'], 'chw'),
    /** A weight of the examined network has so many bits; one scale a tensor, or one a filter and a row. */
    ...fewBitsKnobs,
    /** What came along when the run was saved and resumed, in the middle of its second epoch. */
    resumeWith: resumeKnob,
  },
  build,
} satisfies Run;
