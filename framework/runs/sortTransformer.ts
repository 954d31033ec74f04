/**
 * A Transformer sorts: it reads six digits at once, and each place says which digit belongs there. Attention lets a place look
 * at all the others, which sorting needs; nothing else in the network mixes places. Quality is the share of sequences that come out
 * right as a whole: with one digit wrong a sequence is wrong.
 * Source: Vaswani et al., "Attention is all you need" (2017), the encoder, with the norms in front.
 */
import { TensorDataset } from '../data/Dataset.ts';
import { generateSequences } from '../data/generators/sequences.ts';
import { Embedding } from '../nn/linear/Embedding.ts';
import { Linear } from '../nn/linear/Linear.ts';
import { Module } from '../nn/Module.ts';
import { LearnedPositionalEncoding } from '../nn/transformer/LearnedPositionalEncoding.ts';
import { TransformerEncoder } from '../nn/transformer/TransformerEncoder.ts';
import { crossEntropy } from '../ops/index.ts';
import { Adam } from '../optim/Adam.ts';
import { Generator } from '../tensor/random.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import type { TrainingSetup } from '../train/setup.ts';
import { count, rate } from './knobs.ts';
import { type Run, type RunOptions, turned } from './Run.ts';
import { scheduleKnob } from './schedules.ts';
import { supervisedSetup } from './supervisedSetup.ts';

const LENGTH = 6;
const SYMBOLS = 10;
const WIDTH = 32;
const HEADS = 4;
const LAYERS = 1;

class Sorter extends Module {
  readonly embedding: Embedding;
  readonly position: LearnedPositionalEncoding;
  readonly encoder: TransformerEncoder;
  readonly head: Linear;

  constructor(generator: Generator) {
    super();
    this.embedding = new Embedding(SYMBOLS, WIDTH, { generator });
    this.position = new LearnedPositionalEncoding(LENGTH, WIDTH, { generator });
    const layer = { dimFeedforward: 2 * WIDTH, dropout: 0, normFirst: true, generator };
    this.encoder = new TransformerEncoder(WIDTH, HEADS, { numLayers: LAYERS, ...layer });
    this.head = new Linear(WIDTH, SYMBOLS, { generator });
  }

  /** tokens [N, 6] → logits of the sorted tokens [N, 6, 10] */
  forward(tokens: Tensor): Tensor {
    const x = this.position.forward(this.embedding.forward(tokens)); // [N, 6, 32]
    return this.head.forward(this.encoder.forward(x));
  }
}

/** Share of sequences without a mistake. logits [N, 6, 10], targets int32 [N, 6] → 0 … 1 */
function sequenceAccuracy(logits: Tensor, targets: Tensor): number {
  const [said, right] = [logits.detach().argmax(2).dataSync(), targets.dataSync()];
  const rows = targets.shape[0]!;
  let correct = 0;
  for (let row = 0; row < rows; row++) {
    const from = row * LENGTH;
    if (right.subarray(from, from + LENGTH).every((token, t) => token === said[from + t])) correct++;
  }
  return correct / rows;
}

async function build(options: RunOptions = {}): Promise<TrainingSetup> {
  const { seed = 7, testExamples = 500 } = options;
  const knobs = turned(sortTransformer, options);
  const { examples, epochs } = knobs;
  const streams = new Generator(seed);
  const part = (name: string, count: number): TensorDataset => {
    const { inputs, targets } = generateSequences('sort', count, streams.fork(name), { length: LENGTH });
    return new TensorDataset(inputs, targets); // [count, 6] and [count, 6]
  };
  const model = new Sorter(streams.fork('weights'));
  return supervisedSetup({
    run: sortTransformer,
    knobs,
    seed,
    train: part('train', examples),
    test: part('test', testExamples),
    parts: {
      model,
      optimizer: new Adam(model.parameters(), { lr: knobs.lr }),
      loss: (logits, targets) => crossEntropy(logits.transpose(1, 2), targets),
      measures: { sequences: sequenceAccuracy },
      observe: { probabilities: (logits) => logits.softmax(2) },
    },
    epochs,
    vocabulary: Array.from({ length: SYMBOLS }, (_, digit) => String(digit)),
  });
}

export const sortTransformer = {
  name: 'sort-transformer',
  title: 'A Transformer sorts',
  summary: 'Attention learns to put six digits in order, each place saying which digit belongs there.',
  metric: 'sequences',
  better: 'higher',
  threshold: 0.95,
  realData: null,
  knobs: {
    examples: count(4000, 1, 20000),
    epochs: count(4, 1, 1000),
    lr: rate(5e-3),
    batch: count(32, 1, 500),
    schedule: scheduleKnob('cosine'),
  },
  build,
} satisfies Run;
