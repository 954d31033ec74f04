/**
 * A 1-D convolution finds a short motif hidden in DNA: its filters slide along the sequence, the largest answer of each counts,
 * wherever it was. After training a filter looks like the motif. Chance alone writes near copies of it into sequences without
 * one, and the hidden ones are not always perfect: 100 % is out of reach.
 */
import { TensorDataset } from '../data/Dataset.ts';
import { BASES, encodeBases, generateMotifs } from '../data/generators/motifs.ts';
import { ReLU } from '../nn/activation/ReLU.ts';
import { Flatten } from '../nn/containers/Flatten.ts';
import { Sequential } from '../nn/containers/Sequential.ts';
import { Conv1d } from '../nn/conv/Conv1d.ts';
import { Linear } from '../nn/linear/Linear.ts';
import { MaxPool1d } from '../nn/pool/MaxPool1d.ts';
import { crossEntropy } from '../ops/index.ts';
import { Adam } from '../optim/Adam.ts';
import { Generator } from '../tensor/random.ts';
import { accuracy } from '../train/accuracy.ts';
import type { TrainingSetup } from '../train/setup.ts';
import { amount, count, rate } from './knobs.ts';
import { type Run, type RunOptions, turned } from './Run.ts';
import { scheduleKnob } from './schedules.ts';
import { supervisedSetup } from './supervisedSetup.ts';

const LENGTH = 40;
const FILTERS = 8;
const WIDTH = 9; // a little wider than the motif's seven

/** sequences [N, 4, 40] → logits [N, 2] */
const motifNetwork = (filters: number, generator: Generator): Sequential =>
  new Sequential({
    conv: new Conv1d(BASES.length, filters, WIDTH, { generator }), // [N, 8, 32]
    relu: new ReLU(),
    pool: new MaxPool1d(LENGTH - WIDTH + 1), // [N, 8, 1]: the best place of each filter
    flatten: new Flatten(), // [N, 8]
    linear: new Linear(filters, 2, { generator }), // [N, 2]
  });

async function build(options: RunOptions = {}): Promise<TrainingSetup> {
  const { seed = 7, testExamples = 1000 } = options;
  const knobs = turned(motifCnn, options);
  const { examples, epochs } = knobs;
  const streams = new Generator(seed);
  const part = (name: string, count: number): TensorDataset => {
    const { sequences, labels } = generateMotifs(count, streams.fork(name), {
      length: LENGTH,
      strictness: knobs.strictness,
    });
    return new TensorDataset(encodeBases(sequences), labels); // [count, 4, 40] and [count]
  };
  const model = motifNetwork(knobs.filters, streams.fork('weights'));
  return supervisedSetup({
    run: motifCnn,
    knobs,
    seed,
    train: part('train', examples),
    test: part('test', testExamples),
    parts: {
      model,
      optimizer: new Adam(model.parameters(), { lr: knobs.lr }),
      loss: crossEntropy,
      measures: { accuracy },
      observe: { probabilities: (logits) => logits.softmax(1) },
    },
    epochs,
  });
}

export const motifCnn = {
  name: 'motif-cnn',
  title: 'A motif in DNA',
  summary: 'Filters that slide along DNA learn whether a short motif is hidden in it.',
  metric: 'accuracy',
  better: 'higher',
  threshold: 0.87,
  realData: null,
  knobs: {
    examples: count(2000, 1, 20000),
    epochs: count(10, 1, 1000),
    lr: rate(0.01),
    batch: count(32, 1, 1000),
    filters: count(FILTERS, 1, 32),
    /** Chance of each base of the motif to be the right one. */
    strictness: amount(0.92, 0.25, 1),
    schedule: scheduleKnob('cosine'),
  },
  build,
} satisfies Run;
