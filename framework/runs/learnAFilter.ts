/**
 * Somebody hid a filter: pictures of digits, the same pictures after a Sobel filter, and nine numbers that are to become that filter.
 * Source of the filter: Sobel & Feldman (1968), as in Duda & Hart, "Pattern classification and scene analysis" (1973), §7.3.
 */
import { TensorDataset } from '../data/Dataset.ts';
import { generateDigits } from '../data/generators/digits.ts';
import { Conv2d } from '../nn/conv/Conv2d.ts';
import { constant_, normal_ } from '../nn/init.ts';
import { conv2d, mse } from '../ops/index.ts';
import { SGD } from '../optim/SGD.ts';
import { tensor } from '../tensor/create.ts';
import { noGrad } from '../tensor/history.ts';
import { Generator } from '../tensor/random.ts';
import { tensorFrom } from '../tensor/Tensor.ts';
import type { TrainingSetup } from '../train/setup.ts';
import { orderedBatches } from './batchOrder.ts';
import { count, type ListKnob, rate } from './knobs.ts';
import { type Run, type RunOptions, turned } from './Run.ts';
import { scheduleKnob } from './schedules.ts';
import { supervisedSetup } from './supervisedSetup.ts';

const EXAMPLES = 256;
const UPDATES = 200;
/** Deviation of the first weights. */
const DEVIATION = 0.1;

async function build(options: RunOptions = {}): Promise<TrainingSetup> {
  const { seed = 7, examples = EXAMPLES, testExamples = 64 } = options;
  const knobs = turned(learnAFilter, options);
  const { target } = knobs;
  const streams = new Generator(seed);
  const filter = tensor([...target]).reshape([1, 1, 3, 3]);
  const part = (name: string, many: number): TensorDataset => {
    const images = tensorFrom(generateDigits(many, streams.fork(name)).images, [many, 1, 28, 28], 'float32');
    return new TensorDataset(
      images,
      noGrad(() => conv2d(images, filter, undefined, { padding: 1 })),
    ); // [many, 1, 28, 28] each
  };
  const train = part('images', examples);
  const model = new Conv2d(1, 1, 3, { padding: 1, generator: streams.fork('start') });
  normal_(model.weight, 0, DEVIATION, streams.fork('weights'));
  constant_(model.bias!, 0);
  const distance = (): number => Math.max(...model.weight.dataSync().map((value, i) => Math.abs(value - target[i]!)));
  const setup = supervisedSetup({
    run: learnAFilter,
    knobs,
    seed,
    train,
    test: part('test', testExamples),
    parts: { model, optimizer: new SGD(model.parameters(), { lr: knobs.lr }), loss: mse, measures: {} },
    ...orderedBatches(train, { batch: knobs.batch, seed, updates: UPDATES, epochs: options.epochs }),
  });
  return { ...setup, evaluate: () => ({ ...setup.evaluate(), distance: distance() }) };
}

const target: ListKnob = { kind: 'list', from: -5, to: 5, default: [1, 0, -1, 2, 0, -2, 1, 0, -1] };

export const learnAFilter = {
  name: 'learn-a-filter',
  title: 'Somebody hid a filter',
  summary: 'One convolution of nine weights finds the filter that was used on pictures of digits.',
  metric: 'distance',
  better: 'lower',
  threshold: 0.35,
  realData: null,
  knobs: { lr: rate(0.45, 0.05, 1), target, batch: count(16, 1, 64), schedule: scheduleKnob('none') },
  build,
} satisfies Run;
