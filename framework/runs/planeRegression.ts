/**
 * A plane through points of four inputs: the same three lines as for one input, with the answer known. The fourth input has no say. Its table
 * arrives column by column, as files of columns and data frames hand it over, and the first thing a step does is to turn it.
 */
import { type Batch, TensorDataset } from '../data/Dataset.ts';
import { generateLine } from '../data/generators/line.ts';
import { Linear } from '../nn/linear/Linear.ts';
import { mse } from '../ops/index.ts';
import { SGD } from '../optim/SGD.ts';
import { Generator } from '../tensor/random.ts';
import { type Tensor, tensorFrom } from '../tensor/Tensor.ts';
import { rootMeanSquaredError } from '../train/regressionMetrics.ts';
import type { TrainingSetup } from '../train/setup.ts';
import { orderedBatches } from './batchOrder.ts';
import { amount, choice, count, onOff, rate } from './knobs.ts';
import { linearObservations, saysItsPlace } from './linearObservations.ts';
import { type Run, type RunOptions, turned } from './Run.ts';
import { scheduleKnob } from './schedules.ts';
import { supervisedSetup } from './supervisedSetup.ts';

const WEIGHTS = [2, -1, 0.5, 0];
const UPDATES = 60;

/** The same examples, their inputs one input after the other. inputs [4, m], targets [m, 1] */
class ColumnTable extends TensorDataset {
  override batch(ids: Int32Array): Batch {
    const [rows, ...targets] = super.batch(ids);
    return [columnsOf(rows!), ...targets];
  }

  override example(id: number): Batch {
    return this.tensors.map((from) => from.slice(0, id, id + 1).reshape(from.shape.slice(1)));
  }
}

/** [m, D] → [D, m], dense. */
function columnsOf(rows: Tensor): Tensor {
  const [m, columns] = rows.shape as [number, number];
  const values = rows.dataSync();
  const turned = Float32Array.from(
    { length: m * columns },
    (_, at) => values[(at % m) * columns + Math.floor(at / m)]!,
  );
  return tensorFrom(turned, [columns, m], 'float32');
}

/** A layer that is handed columns, and turns them into rows before it weighs them: a view, or a copy that lies flat. x: [4, m] → [m, 1] */
class PlaneOfColumns extends Linear {
  straightens = false;

  override forward(columns: Tensor): Tensor {
    const rows = columns.transpose();
    return super.forward(this.straightens ? rows.contiguous() : rows);
  }
}

type Inputs = 'all' | 'without-first' | 'first-twice';

/**
 * The inputs as asked for: all four; without the first; or with a copy of the first in the place of the fourth, which has no say. Targets stay
 * what they are. rows: [m, 4] → [m, 4] or [m, 3]
 */
function shownInputs(rows: Tensor, which: Inputs): Tensor {
  if (which === 'all') return rows;
  const [m, all] = rows.shape as [number, number];
  const values = rows.dataSync();
  const columns = which === 'without-first' ? [1, 2, 3] : [0, 1, 2, 0];
  const shown = Float32Array.from(
    { length: m * columns.length },
    (_, at) => values[Math.floor(at / columns.length) * all + columns[at % columns.length]!]!,
  );
  return tensorFrom(shown, [m, columns.length], 'float32');
}

async function build(options: RunOptions = {}): Promise<TrainingSetup> {
  const { seed = 7, testExamples = 1000 } = options;
  const knobs = turned(planeRegression, options);
  const streams = new Generator(seed);
  const part = (name: string, examples: number): TensorDataset => {
    const { inputs, targets } = generateLine(examples, streams.fork(name), { weights: WEIGHTS, noise: knobs.noise });
    return new ColumnTable(shownInputs(inputs, knobs.inputs), targets); // [examples, 4 or 3] and [examples, 1]
  };
  const train = part('train', knobs.examples);
  const [inputs, targets] = train.tensors;
  const model = new PlaneOfColumns(inputs!.shape[1]!, 1, { generator: streams.fork('weights') });
  model.straightens = knobs.straighten;
  const setup = supervisedSetup({
    run: planeRegression,
    knobs,
    seed,
    train,
    test: part('test', testExamples),
    parts: {
      model,
      optimizer: new SGD(model.parameters(), { lr: knobs.lr }),
      loss: mse,
      measures: { rmse: rootMeanSquaredError },
      observe: linearObservations(model, inputs!, targets!),
    },
    ...orderedBatches(train, { ...knobs, seed, updates: UPDATES, epochs: options.epochs }),
  });
  return saysItsPlace(setup, model);
}

export const planeRegression = {
  name: 'plane-regression',
  title: 'A plane finds its points',
  summary: 'Four weights and a bias learn what each of four inputs is worth; one is worth nothing.',
  metric: 'rmse',
  better: 'lower',
  threshold: 0.33,
  realData: null,
  knobs: {
    lr: rate(0.1, 1e-3, 1),
    batch: count(200, 1, 2000),
    examples: count(200, 2, 2000),
    noise: amount(0.3, 0, 1),
    /** Which inputs it is given: all, all but the first, or the first twice, the second time in the place of the fourth. */
    inputs: choice(['all', 'without-first', 'first-twice'], 'all'),
    /** Copies the turned table before it is weighed, so that it lies flat: the same numbers, for a copy. */
    straighten: onOff(false),
    schedule: scheduleKnob('none'),
  },
  build,
} satisfies Run;
