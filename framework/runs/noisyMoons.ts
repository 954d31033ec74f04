/**
 * Forty points learned by heart: a network far larger than its data, labels of which a tenth are wrong, and a switch for every cure. It is
 * examined every ten steps; the rule of the true densities is right in 83 % of the held-out points, flips and all.
 */
import { type Batch, TensorDataset } from '../data/Dataset.ts';
import { generateMoons } from '../data/generators/pointClouds.ts';
import { ReLU } from '../nn/activation/ReLU.ts';
import { Sequential } from '../nn/containers/Sequential.ts';
import { Dropout } from '../nn/dropout/Dropout.ts';
import { Linear } from '../nn/linear/Linear.ts';
import type { Module } from '../nn/Module.ts';
import { crossEntropy } from '../ops/index.ts';
import { Adam } from '../optim/Adam.ts';
import { l1Penalty, l2Penalty } from '../optim/penalty.ts';
import { noGrad } from '../tensor/history.ts';
import { Generator } from '../tensor/random.ts';
import { isSubstituting, runSubstitute, substituteFor } from '../tensor/substitutes.ts';
import { type Tensor, tensorFrom } from '../tensor/Tensor.ts';
import { inScope, unheard } from '../trace/emit.ts';
import { accuracy } from '../train/accuracy.ts';
import type { Metrics, TrainingSetup } from '../train/setup.ts';
import { type Supervised, supervisedStep } from '../train/supervised.ts';
import { BestKeeper } from './BestKeeper.ts';
import { orderedBatches } from './batchOrder.ts';
import { amount, count, rate } from './knobs.ts';
import { planeMaps, type Square } from './planeMaps.ts';
import { type Run, type RunOptions, turned } from './Run.ts';
import { scheduleKnob } from './schedules.ts';
import { supervisedSetup } from './supervisedSetup.ts';

const UPDATES = 600;
/** Updates between two looks at the held-out points. */
const LOOK_EVERY = 10;
const NOISE = 0.3;
const HELD_OUT = 500;
/** What is shown: both moons, and room about them. */
const SQUARE: Square = { extent: 2.2, middle: [0.5, 0.25] };
/** A weight this small has been switched off. */
const SMALL = 1e-3;

/** points [N, 2] → logits [N, 2] */
const moonNetwork = (hidden: number, dropout: number, generator: Generator, silence: Generator): Sequential =>
  new Sequential({
    hidden1: new Linear(2, hidden, { generator }),
    relu1: new ReLU(),
    dropout1: new Dropout(dropout, { generator: silence }),
    hidden2: new Linear(hidden, hidden, { generator }),
    relu2: new ReLU(),
    dropout2: new Dropout(dropout, { generator: silence }),
    output: new Linear(hidden, 2, { generator }),
  });

/** Moons of which some have the wrong label. */
function flippedMoons(many: number, points: Generator, flip: Generator, chance: number): TensorDataset {
  const moons = generateMoons(many, points, { noise: NOISE });
  const labels = Int32Array.from(moons.labels.dataSync(), (label) => (flip.uniform() < chance ? 1 - label : label));
  return new TensorDataset(moons.points, tensorFrom(labels, [many], 'int32')); // [many, 2] and [many]
}

/** The same points, each moved a little by chance, anew in every epoch: augmentation. The places in `tensors` stay as they are. */
class JitteredPoints extends TensorDataset {
  private readonly spread: number;

  constructor({ tensors }: TensorDataset, spread: number) {
    super(...tensors);
    this.spread = spread;
  }

  override batch(ids: Int32Array, generator: Generator = new Generator(0)): Batch {
    const [points, labels] = super.batch(ids);
    const moved = Float32Array.from(points!.dataSync());
    for (const [row, id] of ids.entries()) {
      const draw = generator.fork(`example ${id}`);
      for (const axis of [0, 1]) moved[2 * row + axis]! += this.spread * draw.normal();
    }
    return [tensorFrom(moved, points!.shape, 'float32'), labels!];
  }
}

/** What a penalty pulls at: weights bend the border, biases only shift it. A substitute named `penalised` gets the network. */
function penalisedOf(network: Module): readonly Tensor[] {
  const substitute = isSubstituting() ? substituteFor('penalised') : null;
  if (substitute !== null) return runSubstitute<readonly Tensor[]>(substitute, [network]);
  return [...network.namedParameters()].flatMap(([name, parameter]) => (name.endsWith('weight') ? [parameter] : []));
}

async function build(options: RunOptions = {}): Promise<TrainingSetup> {
  const { seed = 7, testExamples = HELD_OUT } = options;
  const knobs = turned(noisyMoons, options);
  const { l1, l2, patience } = knobs;
  const streams = new Generator(seed);
  const still = flippedMoons(knobs.examples, streams.fork('train'), streams.fork('flip'), knobs.flips);
  const train = knobs.jitter === 0 ? still : new JitteredPoints(still, knobs.jitter);
  const test = flippedMoons(testExamples, streams.fork('test'), streams.fork('flip-test'), knobs.flips);
  const dropout = streams.fork('dropout');
  const network = moonNetwork(knobs.hidden, knobs.dropout, streams.fork('weights'), dropout);
  const looks = options.epochs ?? UPDATES / LOOK_EVERY;
  const model = patience === 0 ? network : new BestKeeper(network, patience, looks);
  const penalised = (loss: Tensor): Tensor => {
    if (!model.training || (l1 === 0 && l2 === 0)) return loss;
    const weights = penalisedOf(network);
    const first = l1 === 0 ? loss : inScope('l1', () => loss.add(l1Penalty(weights).mul(l1)));
    return l2 === 0 ? first : inScope('l2', () => first.add(l2Penalty(weights).mul(l2)));
  };
  const parts: Supervised = {
    model,
    optimizer: new Adam(network.parameters(), { lr: knobs.lr }),
    loss: (logits, labels) => penalised(crossEntropy(logits, labels)),
    measures: { accuracy },
    observe: { probabilities: (logits) => logits.softmax(1), ...planeMaps(network, SQUARE) },
  };
  const setup = supervisedSetup({
    run: noisyMoons,
    knobs,
    seed,
    train,
    test,
    parts,
    generators: { dropout },
    ...orderedBatches(train, {
      batch: train.length,
      seed,
      updates: UPDATES,
      perEpoch: LOOK_EVERY,
      epochs: options.epochs,
    }),
  });
  const lossOn = ({ tensors: [points, labels] }: TensorDataset): number => {
    model.eval();
    const loss = unheard(() => noGrad(() => crossEntropy(network.forward(points!), labels!))).itemSync();
    model.train();
    return loss;
  };
  const small = (): number => {
    const all = penalisedOf(network).flatMap((weight) => [...weight.dataSync()]);
    return all.filter((value) => Math.abs(value) < SMALL).length / all.length;
  };
  const evaluate = (): Metrics => ({ ...setup.evaluate(), trainLoss: lossOn(train), smallWeights: small() });
  if (!(model instanceof BestKeeper)) return { ...setup, evaluate };
  // The looks are part of the run: at each the network may be sent back to its best, and then rests.
  const step: TrainingSetup['step'] = (batch) => {
    if (batch.index === 0) model.look(() => lossOn(test));
    return model.isDone
      ? { loss: lossOn(train), accuracy: setup.evaluate()['accuracy']! }
      : supervisedStep(parts, batch);
  };
  return { ...setup, evaluate, step };
}

export const noisyMoons = {
  name: 'noisy-moons',
  title: 'Forty points by heart',
  summary: 'A network learns forty points by heart, wrong labels and all; every cure is a switch.',
  metric: 'accuracy',
  better: 'higher',
  threshold: 0.7,
  realData: null,
  knobs: {
    lr: rate(3e-3, 1e-4, 0.1),
    examples: count(40, 2, 2000),
    hidden: count(64, 1, 256),
    /** λ of λ Σ|w|, on weights alone. */
    l1: amount(0, 0, 0.1),
    /** λ of λ/2 Σw², on weights alone. */
    l2: amount(0, 0, 0.3),
    dropout: amount(0, 0, 0.9),
    /** Looks in a row without a lower held-out loss before the best weights are put back; 0: it never stops. */
    patience: count(0, 0, 50),
    /** Chance that a label is wrong, in training and examination alike. */
    flips: amount(0.1, 0, 0.3),
    /** How far the training points are moved by chance, anew every ten updates; 0: not at all. */
    jitter: amount(0, 0, 0.5),
    schedule: scheduleKnob('none'),
  },
  build,
} satisfies Run;
