/**
 * A Transformer sorts: it reads six digits at once, and each place says which digit belongs there. Attention lets a place look
 * at all the others, which sorting needs; nothing else in the network mixes places. Quality is the share of sequences that come out
 * right as a whole: with one digit wrong a sequence is wrong.
 * Source: Vaswani et al., "Attention is all you need" (2017), the encoder, with the norms in front.
 */
import type { LoadedBatch } from '../data/DataLoader.ts';
import { TensorDataset } from '../data/Dataset.ts';
import { generateSequences } from '../data/generators/sequences.ts';
import { Embedding } from '../nn/linear/Embedding.ts';
import { Linear } from '../nn/linear/Linear.ts';
import { Module } from '../nn/Module.ts';
import { LearnedPositionalEncoding } from '../nn/transformer/LearnedPositionalEncoding.ts';
import { TransformerEncoder } from '../nn/transformer/TransformerEncoder.ts';
import { crossEntropy } from '../ops/index.ts';
import { Adam } from '../optim/Adam.ts';
import { arange } from '../tensor/create.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import { Generator } from '../tensor/random.ts';
import { type Tensor, tensorFrom } from '../tensor/Tensor.ts';
import type { TrainingSetup } from '../train/setup.ts';
import { type Observe, type Supervised, supervisedWalk } from '../train/supervised.ts';
import { choice, count, rate } from './knobs.ts';
import { type Run, type RunOptions, turned } from './Run.ts';
import { scheduleKnob } from './schedules.ts';
import { supervisedSetup } from './supervisedSetup.ts';

const LENGTH = 6;
const SYMBOLS = 10;
const WIDTH = 32;
const LAYERS = 1;
/** Fresh sequences over which the look of a head is averaged. */
const PROBES = 400;

class Sorter extends Module {
  readonly embedding: Embedding;
  readonly position: LearnedPositionalEncoding;
  readonly encoder: TransformerEncoder;
  readonly head: Linear;

  constructor(heads: number, generator: Generator) {
    super();
    this.embedding = new Embedding(SYMBOLS, WIDTH, { generator });
    this.position = new LearnedPositionalEncoding(LENGTH, WIDTH, { generator });
    const layer = { dimFeedforward: 2 * WIDTH, dropout: 0, normFirst: true, generator };
    this.encoder = new TransformerEncoder(WIDTH, heads, { numLayers: LAYERS, ...layer });
    this.head = new Linear(WIDTH, SYMBOLS, { generator });
  }

  /** tokens [N, 6] → logits of the sorted tokens [N, 6, 10] */
  forward(tokens: Tensor): Tensor {
    return this.head.forward(this.encoder.forward(this.placed(tokens)));
  }

  private placed(tokens: Tensor): Tensor {
    return this.position.forward(this.embedding.forward(tokens)); // [N, 6, 32]
  }

  /** How much each place looks at each other one, in every head. tokens [N, 6] → [N, heads, 6, 6] */
  looks(tokens: Tensor): Tensor {
    const { norm1, selfAttn } = this.encoder.layers[0]!;
    const x = norm1.forward(this.placed(tokens));
    return selfAttn.attend(x, x, x, { averageWeights: false })[1];
  }
}

/**
 * For `observe`: at which digits each place looks, in every head, over sequences that nobody learned from. Weights of keys with the same digit
 * are added up, then averaged over the sequences, so that a row adds up to 1. → [heads, 6, 10]
 */
function ranksOf(model: Sorter, streams: Generator): Observe {
  let probes: Tensor | null = null;
  return () => {
    probes ??= generateSequences('sort', PROBES, streams.fork('probe'), { length: LENGTH }).inputs; // [400, 6]
    const digits = probes.unsqueeze(2).eq(arange(SYMBOLS)).to('float32'); // [400, 6, 10]
    return model.looks(probes).matmul(digits.unsqueeze(1)).mean(0);
  };
}

/** Six digits as a batch of one, and the same digits in order. Errors: another text. */
function digitsToSort(text: string): LoadedBatch {
  const digits = Array.from(text, Number);
  if (!new RegExp(`^\\d{${LENGTH}}$`).test(text))
    throw new ChalkgradError(`'${text}' cannot be sorted here`, `write ${LENGTH} digits, like 314159.`);
  const row = (values: readonly number[]): Tensor => tensorFrom(Int32Array.from(values), [1, LENGTH], 'int32');
  const inOrder = digits.toSorted((a, b) => a - b);
  return { index: 0, ids: Int32Array.of(0), tensors: [row(digits), row(inOrder)] };
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
  const model = new Sorter(Number(knobs.heads), streams.fork('weights'));
  const parts: Supervised = {
    model,
    optimizer: new Adam(model.parameters(), { lr: knobs.lr }),
    loss: (logits, targets) => crossEntropy(logits.transpose(1, 2), targets),
    measures: { sequences: sequenceAccuracy },
    observe: { probabilities: (logits) => logits.softmax(2), ranks: ranksOf(model, streams) },
  };
  const setup = supervisedSetup({
    run: sortTransformer,
    knobs,
    seed,
    train: part('train', examples),
    test: part('test', testExamples),
    parts,
    epochs,
    vocabulary: Array.from({ length: SYMBOLS }, (_, digit) => String(digit)),
  });
  return {
    ...setup,
    letters: { batch: digitsToSort, walk: (batch) => supervisedWalk(parts, batch), write: () => [], unseen: [] },
  };
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
    heads: choice(['1', '2', '4', '8'], '4'),
    schedule: scheduleKnob('cosine'),
  },
  build,
} satisfies Run;
