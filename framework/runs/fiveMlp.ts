/**
 * Six points, three classes, twelve numbers in the first layer and fifteen in the second, all written down here: a program so small that
 * five frameworks can be asked to run it, and every digit compared. Nothing is drawn: the seed changes nothing.
 */
import { TensorDataset } from '../data/Dataset.ts';
import { Tanh } from '../nn/activation/Tanh.ts';
import { Sequential } from '../nn/containers/Sequential.ts';
import { Linear } from '../nn/linear/Linear.ts';
import { crossEntropy } from '../ops/index.ts';
import { tensor } from '../tensor/create.ts';
import { Generator } from '../tensor/random.ts';
import { accuracy } from '../train/accuracy.ts';
import type { TrainingSetup } from '../train/setup.ts';
import { orderedBatches } from './batchOrder.ts';
import { choice, type NumberKnob, rate } from './knobs.ts';
import { optimizerKnob, optimizerNamed } from './optimizers.ts';
import { type Run, type RunOptions, turned } from './Run.ts';
import { scheduleKnob } from './schedules.ts';
import { supervisedSetup } from './supervisedSetup.ts';

const UPDATES = 5;

export const FIVE_POINTS = [
  [-1.5, 0.5],
  [-0.75, 1.25],
  [0.25, -1.5],
  [1, -0.5],
  [1.5, 1],
  [0.5, 1.75],
];
export const FIVE_LABELS = [0, 0, 1, 1, 2, 2];

/** First weights by their names in a state dict; Linear is [out, in]. */
export const FIVE_WEIGHTS: Readonly<Record<string, readonly number[] | readonly (readonly number[])[]>> = {
  'hidden.weight': [
    [0.5, -0.25],
    [-0.375, 0.625],
    [0.125, 0.75],
    [-0.625, -0.5],
  ],
  'hidden.bias': [0.125, -0.25, 0, 0.375],
  'output.weight': [
    [0.25, -0.5, 0.375, 0.125],
    [-0.125, 0.5, -0.625, 0.25],
    [0.75, 0.125, -0.25, -0.375],
  ],
  'output.bias': [0, 0.125, -0.125],
};

async function build(options: RunOptions = {}): Promise<TrainingSetup> {
  const { seed = 7 } = options;
  const knobs = turned(fiveMlp, options);
  const points = new TensorDataset(tensor(FIVE_POINTS), tensor(FIVE_LABELS, { dtype: 'int32' }));
  const generator = new Generator(0); // overwritten below
  const model = new Sequential({
    hidden: new Linear(2, 4, { generator }), // [N, 4]
    tanh: new Tanh(),
    output: new Linear(4, 3, { generator }), // [N, 3]
  });
  model.loadStateDict(
    Object.fromEntries(Object.entries(FIVE_WEIGHTS).map(([name, values]) => [name, tensor(values as number[][])])),
  );
  return supervisedSetup({
    run: fiveMlp,
    knobs,
    seed,
    train: points,
    test: points,
    parts: {
      model,
      optimizer: optimizerNamed(knobs.optimizer, model.parameters(), { lr: knobs.lr, eps: knobs.eps }),
      loss: (logits, labels) => crossEntropy(logits, labels, { reduction: knobs.reduction }),
      measures: { accuracy },
      observe: { probabilities: (logits) => logits.softmax(1) },
    },
    ...orderedBatches(points, {
      batch: FIVE_LABELS.length,
      seed,
      updates: UPDATES,
      perEpoch: UPDATES,
      epochs: options.epochs,
    }),
  });
}

const eps: NumberKnob = { kind: 'number', from: 1e-10, to: 1, default: 1e-8, scale: 'log' };

export const fiveMlp = {
  name: 'five-mlp',
  title: 'One program, five frameworks',
  summary: 'Six fixed points and fixed first weights: five steps that other frameworks make, too.',
  metric: 'loss',
  better: 'lower',
  threshold: 0.7,
  realData: null,
  knobs: {
    lr: rate(0.5, 1e-4, 10),
    optimizer: optimizerKnob('sgd'),
    /** Of Adam and its kin: PyTorch has 1e-8, Keras 1e-7. */
    eps,
    reduction: choice(['mean', 'sum'], 'mean'),
    schedule: scheduleKnob('none'),
  },
  build,
} satisfies Run;
