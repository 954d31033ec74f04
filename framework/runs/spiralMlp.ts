/**
 * Two spirals wound into each other, told apart by two hidden layers: no straight line can, and one sees the border bend
 * while it learns. The task is Lang & Witbrock's ("Learning to tell two spirals apart", 1988).
 */
import { TensorDataset } from '../data/Dataset.ts';
import { generateSpirals } from '../data/generators/pointClouds.ts';
import { Tanh } from '../nn/activation/Tanh.ts';
import { Sequential } from '../nn/containers/Sequential.ts';
import { Linear } from '../nn/linear/Linear.ts';
import { concat, crossEntropy } from '../ops/index.ts';
import { tensor } from '../tensor/create.ts';
import { Generator } from '../tensor/random.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { accuracy } from '../train/accuracy.ts';
import type { TrainingSetup } from '../train/setup.ts';
import { count, type ListKnob, rate } from './knobs.ts';
import { optimizerKnob, optimizerNamed } from './optimizers.ts';
import { planeMaps } from './planeMaps.ts';
import { privacyOf, privateKnobs } from './privateStep.ts';
import { type Run, type RunOptions, turned } from './Run.ts';
import { scheduleKnob } from './schedules.ts';
import { supervisedSetup } from './supervisedSetup.ts';

const HIDDEN = 32;
/** Spirals end at 1; the maps that are shown reach a little further. */
const EXTENT = 1.25;

/** points [N, 2] → logits [N, 2] */
const spiralNetwork = (hidden: number, generator: Generator): Sequential =>
  new Sequential(
    new Linear(2, hidden, { generator }),
    new Tanh(),
    new Linear(hidden, hidden, { generator }),
    new Tanh(),
    new Linear(hidden, 2, { generator }),
  );

/** Further examples that somebody has drawn: x, y and class, one after the other; class −1 is a place that is still free. */
function withDrawn(train: TensorDataset, drawn: readonly number[]): TensorDataset {
  const rows = Array.from({ length: drawn.length / 3 }, (_, i) => drawn.slice(3 * i, 3 * i + 3));
  const kept = rows.filter(([, , label]) => label! >= 0);
  if (kept.length === 0) return train;
  const [points, labels] = train.tensors as [Tensor, Tensor];
  return new TensorDataset(
    concat([points, tensor(kept.map(([x, y]) => [x!, y!]))]),
    concat([labels, tensor(kept.map(([, , label]) => (label! > 0.5 ? 1 : 0))).to('int32')]),
  );
}

async function build(options: RunOptions = {}): Promise<TrainingSetup> {
  const { seed = 7, testExamples = 1000 } = options;
  const knobs = turned(spiralMlp, options);
  const { examples, epochs } = knobs;
  const streams = new Generator(seed);
  const part = (name: string, count: number): TensorDataset => {
    const { points, labels } = generateSpirals(count, streams.fork(name));
    return new TensorDataset(points, labels); // [count, 2] and [count]
  };
  const model = spiralNetwork(knobs.hidden, streams.fork('weights'));
  return supervisedSetup({
    run: spiralMlp,
    knobs,
    seed,
    privacy: privacyOf(knobs, seed),
    train: withDrawn(part('train', examples), knobs.drawn),
    test: part('test', testExamples),
    parts: {
      model,
      optimizer: optimizerNamed(knobs.optimizer, model.parameters(), knobs),
      loss: crossEntropy,
      measures: { accuracy },
      observe: { probabilities: (logits) => logits.softmax(1), ...planeMaps(model, { extent: EXTENT }) },
    },
    epochs,
  });
}

/** Room for ten points of the reader's own. */
const drawn: ListKnob = { kind: 'list', from: -2, to: 2, default: Array.from({ length: 10 }, () => [0, 0, -1]).flat() };

export const spiralMlp = {
  name: 'spiral-mlp',
  title: 'Two spirals, told apart',
  summary: 'Two hidden layers of tanh learn which of two wound spirals a point lies on.',
  metric: 'accuracy',
  better: 'higher',
  threshold: 0.97,
  realData: null,
  knobs: {
    examples: count(800, 1, 20000),
    epochs: count(60, 1, 1000),
    lr: rate(0.02),
    batch: count(32, 1, 1000),
    schedule: scheduleKnob('cosine'),
    optimizer: optimizerKnob('adam'),
    hidden: count(HIDDEN, 1, 128),
    drawn,
    ...privateKnobs,
  },
  build,
} satisfies Run;
