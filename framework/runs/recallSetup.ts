/**
 * Remember the first of T letters: the smallest task for which a gradient must reach back over the whole sequence. Three runs are made from
 * it, with the plain cell, the LSTM's and the GRU's; nothing else differs. Batches are drawn fresh, from one stream that never starts again.
 * Source of the task: Hochreiter & Schmidhuber, "Long short-term memory" (1997), §5, in small.
 */
import { DataLoader } from '../data/DataLoader.ts';
import { TensorDataset } from '../data/Dataset.ts';
import { generateRecall } from '../data/generators/recall.ts';
import { Embedding } from '../nn/linear/Embedding.ts';
import { Linear } from '../nn/linear/Linear.ts';
import { Module } from '../nn/Module.ts';
import { GRU } from '../nn/recurrent/GRU.ts';
import { LSTM } from '../nn/recurrent/LSTM.ts';
import { RNN } from '../nn/recurrent/RNN.ts';
import { crossEntropy } from '../ops/index.ts';
import { clipGradNorm } from '../optim/clipGradNorm.ts';
import { noGrad } from '../tensor/history.ts';
import { Generator } from '../tensor/random.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { isListening } from '../trace/emit.ts';
import { accuracy } from '../train/accuracy.ts';
import type { TrainingSetup } from '../train/setup.ts';
import { type Supervised, supervisedStep } from '../train/supervised.ts';
import { amount, count, type KnobValues, onOff, rate } from './knobs.ts';
import { optimizerKnob, optimizerNamed } from './optimizers.ts';
import { type Run, type RunOptions, turned } from './Run.ts';
import { scheduleKnob } from './schedules.ts';
import { tellGradientsOfStates } from './stateGradients.ts';
import { supervisedSetup } from './supervisedSetup.ts';

const LETTERS = 4;
/** The four to be remembered, then the four that fill the rest. */
const ALPHABET = ['a', 'b', 'c', 'd', 'w', 'x', 'y', 'z'];
const FEATURES = 8;
const TEST = 200;
const STEPS_PER_EPOCH = 20;
const EPOCHS = 15;

type Cell = 'RNN' | 'LSTM' | 'GRU';
const cells = { RNN, LSTM, GRU } as const;

class Recaller extends Module {
  readonly embedding: Embedding;
  readonly recurrent: RNN | LSTM | GRU;
  readonly head: Linear;

  constructor(cell: Cell, hidden: number, generator: Generator) {
    super();
    this.embedding = new Embedding(2 * LETTERS, FEATURES, { generator });
    this.recurrent = new cells[cell](FEATURES, hidden, { batchFirst: true, generator });
    this.head = new Linear(hidden, LETTERS, { generator });
  }

  /** letters [N, T] → logits of the first letter [N, 4] */
  forward(letters: Tensor): Tensor {
    const [, last] = this.recurrent.forward(this.embedding.forward(letters));
    const hidden = Array.isArray(last) ? last[0] : (last as Tensor); // [1, N, H]
    return this.head.forward(hidden.select(0, 0));
  }
}

/** The knobs of recall-rnn and recall-gru. */
export const recallKnobs = {
  lr: rate(5e-3, 1e-4, 1),
  batch: count(32, 1, 256),
  length: count(30, 2, 40),
  hidden: count(32, 1, 128),
  /** Times the first recurrent weights: below 1 gradients vanish sooner, above they may explode. */
  recurrentScale: amount(1, 0.5, 4),
  /** Longest that the gradient of all parameters together may be; 0: as long as it is. */
  clip: amount(0, 0, 10),
  /** Clip the gradient of each parameter by itself, which changes the direction of the whole. */
  clipEach: onOff(false),
  optimizer: optimizerKnob('adam'),
  schedule: scheduleKnob('none'),
};

/** The LSTM has one more: what its forget gates are open to at the start. 0: as PyTorch starts them. */
export const forgetBiasKnob = amount(0, 0, 4);

/** The setup of recall-rnn, recall-lstm and recall-gru. */
export function recallSetup(run: Pick<Run, 'name' | 'knobs'>, cell: Cell, options: RunOptions): TrainingSetup {
  const { seed = 7, testExamples = TEST, epochs = EPOCHS } = options;
  const knobs = turned({ name: run.name, knobs: { ...recallKnobs, ...run.knobs } }, options);
  const { batch, length, hidden, clip, clipEach } = knobs;
  const streams = new Generator(seed);
  const part = (name: string, examples: number): TensorDataset => {
    const { inputs, targets } = generateRecall(examples, length, LETTERS, streams.fork(name));
    return new TensorDataset(inputs, targets); // [examples, T] and [examples]
  };
  const block = options.examples ?? batch * STEPS_PER_EPOCH;
  const train = part('data', block * epochs);
  // Each epoch reads the next part of the stream: no sequence is seen twice.
  const sampler = {
    length: block,
    order: (epoch: number) => Int32Array.from({ length: block }, (_, i) => (epoch * block + i) % train.length),
  };
  const model = new Recaller(cell, hidden, streams.fork('weights'));
  startRecurrent(model.recurrent, knobs);
  const parameters = [...model.parameters()];
  const groups = clipEach ? parameters.map((parameter) => [parameter]) : [parameters];
  const parts: Supervised = {
    model,
    optimizer: optimizerNamed(knobs.optimizer, parameters, knobs),
    loss: crossEntropy,
    measures: { accuracy },
    observe: { probabilities: (logits) => logits.softmax(1) },
    ...(clip === 0
      ? {}
      : {
          beforeUpdate: () => {
            for (const group of groups) clipGradNorm(group, clip);
          },
        }),
  };
  const setup = supervisedSetup({
    run,
    knobs,
    seed,
    train,
    test: part('test', testExamples),
    parts,
    epochs,
    loader: new DataLoader(train, { batchSize: batch, sampler }),
    vocabulary: ALPHABET,
    config: { cell },
  });
  const step: TrainingSetup['step'] = (loaded) =>
    isListening() ? tellGradientsOfStates(length, () => supervisedStep(parts, loaded)) : supervisedStep(parts, loaded);
  return { ...setup, step };
}

/** What is done to the first weights of the cell. */
function startRecurrent(recurrent: RNN | LSTM | GRU, knobs: KnobValues): void {
  const [{ weightHh, biasIh, biasHh }] = recurrent.cells as [RNN['cells'][number]];
  const { recurrentScale, forgetBias } = knobs as { recurrentScale: number; forgetBias?: number };
  noGrad(() => {
    if (recurrentScale !== 1) weightHh.copyFrom_(weightHh.mul(recurrentScale));
    if (forgetBias === undefined || forgetBias === 0) return;
    // Gates stand in the order i, f, g, o: the second quarter is the forget gate's.
    const size = recurrent.hiddenSize;
    const isForget = (i: number): boolean => Math.floor(i / size) === 1;
    biasIh!.copyFrom_(Float64Array.from(biasIh!.dataSync(), (value, i) => (isForget(i) ? forgetBias : value)));
    biasHh!.copyFrom_(Float64Array.from(biasHh!.dataSync(), (value, i) => (isForget(i) ? 0 : value)));
  });
}
