/**
 * A gated recurrent network forecasts the next value of a noisy series: a day and a week of sines. Learned on the past, examined
 * on the future, and no window reaches over the border. The noise (0.1) is what no forecast can know: the RMSE stays above it.
 */
import { TensorDataset } from '../data/Dataset.ts';
import { generateSineMixture } from '../data/generators/sineMixture.ts';
import { splitSeries, type Windows } from '../data/sequences/seriesWindows.ts';
import { Linear } from '../nn/linear/Linear.ts';
import { Module } from '../nn/Module.ts';
import { GRU } from '../nn/recurrent/GRU.ts';
import { mse } from '../ops/index.ts';
import { Adam } from '../optim/Adam.ts';
import { Generator } from '../tensor/random.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { rootMeanSquaredError } from '../train/regressionMetrics.ts';
import type { TrainingSetup } from '../train/setup.ts';
import { amount, count, rate } from './knobs.ts';
import { type Run, type RunOptions, turned } from './Run.ts';
import { scheduleKnob } from './schedules.ts';
import { supervisedSetup } from './supervisedSetup.ts';

const HISTORY = 24;
const HIDDEN = 16;

class Forecaster extends Module {
  readonly gru: GRU;
  readonly head: Linear;

  constructor(generator: Generator) {
    super();
    this.gru = new GRU(1, HIDDEN, { batchFirst: true, generator });
    this.head = new Linear(HIDDEN, 1, { generator });
  }

  /** history [N, T, 1] → the next value [N, 1] */
  forward(history: Tensor): Tensor {
    const [, last] = this.gru.forward(history); // [1, N, H]
    return this.head.forward(last.select(0, 0));
  }
}

async function build(options: RunOptions = {}): Promise<TrainingSetup> {
  const { seed = 7, testExamples = 400 } = options;
  const knobs = turned(sineGru, options);
  const { examples, epochs } = knobs;
  const streams = new Generator(seed);
  const { history, noise } = knobs;
  const border = examples + history; // steps that hold `examples` windows
  const end = border + testExamples + history;
  const { values } = generateSineMixture(end, streams.fork('series'), { noise });
  // The past learns, the future examines, and no window lies on both sides.
  const [past, future] = splitSeries(values, [border / end, 1 - border / end], { history }) as [Windows, Windows];
  const part = ({ inputs, targets }: Windows): TensorDataset => new TensorDataset(inputs, targets.squeeze(1)); // [N, 24, 1] and [N, 1]
  const model = new Forecaster(streams.fork('weights'));
  return supervisedSetup({
    run: sineGru,
    knobs,
    seed,
    train: part(past),
    test: part(future),
    parts: {
      model,
      optimizer: new Adam(model.parameters(), { lr: knobs.lr }),
      loss: mse,
      measures: { rmse: rootMeanSquaredError },
    },
    epochs,
  });
}

export const sineGru = {
  name: 'sine-gru',
  title: 'What comes next in a series',
  summary: 'A GRU reads 24 steps of a noisy series and forecasts the next one.',
  metric: 'rmse',
  better: 'lower',
  threshold: 0.17,
  realData: null,
  knobs: {
    examples: count(800, 1, 20000),
    epochs: count(6, 1, 1000),
    lr: rate(0.01),
    batch: count(32, 1, 500),
    history: count(HISTORY, 6, 48),
    noise: amount(0.1, 0, 1),
    schedule: scheduleKnob('cosine'),
  },
  build,
} satisfies Run;
