/**
 * Eight hidden layers of 32 units, and one question: how large may the first weights be? Too small and the signal dies on its way, too large and it
 * explodes; alike, and units stay alike. One spiral's worth of data, all at once, at a constant rate.
 * Sources of the starts: Glorot & Bengio (2010), He et al. (2015).
 */
import { grad } from '../autograd/backward.ts';
import { TensorDataset } from '../data/Dataset.ts';
import { generateSpirals } from '../data/generators/pointClouds.ts';
import { ReLU } from '../nn/activation/ReLU.ts';
import { Tanh } from '../nn/activation/Tanh.ts';
import { Sequential } from '../nn/containers/Sequential.ts';
import { constant_, kaimingNormal_, normal_, xavierNormal_ } from '../nn/init.ts';
import { Linear } from '../nn/linear/Linear.ts';
import type { Layer } from '../nn/Module.ts';
import { crossEntropy } from '../ops/index.ts';
import { SGD } from '../optim/SGD.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import { enableGrad, noGrad } from '../tensor/history.ts';
import { Generator } from '../tensor/random.ts';
import { type Tensor, tensorFrom } from '../tensor/Tensor.ts';
import { accuracy } from '../train/accuracy.ts';
import type { TrainingSetup } from '../train/setup.ts';
import type { Observe } from '../train/supervised.ts';
import { orderedBatches } from './batchOrder.ts';
import { choice, count, type NumberKnob, onOff, rate } from './knobs.ts';
import { planeMaps } from './planeMaps.ts';
import { type Run, type RunOptions, turned } from './Run.ts';
import { scheduleKnob } from './schedules.ts';
import { supervisedSetup } from './supervisedSetup.ts';

const UPDATES = 200;
const TURNS = 0.75;
/** Maps reach a little beyond the arms. */
const EXTENT = 1.2;
const starts = choice(['he', 'xavier', 'default', 'zeros', 'constant', 'small', 'large', 'normal'], 'he');
/** Bars of the histogram of a layer's answers. */
const BARS = 24;

interface Stack {
  readonly linears: readonly Linear[];
  readonly model: Sequential;
}

interface Sizes {
  readonly depth: number;
  readonly width: number;
  readonly activation: 'relu' | 'tanh';
  readonly tied: boolean;
}

/** points [N, 2] → depth times [N, width] → logits [N, 2]. Tied, the third layer is the second once more. Errors: there is no third of its shape. */
function stack({ depth, width, activation, tied }: Sizes, generator: Generator): Stack {
  if (tied && depth < 3)
    throw new ChalkgradError(
      `deep-stack: with ${depth} hidden layer${depth === 1 ? '' : 's'} there are no two of the same shape to tie`,
      'take a depth of 3 or more.',
    );
  const linears = Array.from(
    { length: depth + 1 },
    (_, i) => new Linear(i === 0 ? 2 : width, i === depth ? 2 : width, { generator }),
  );
  if (tied) linears[2] = linears[1]!; // made and drawn all the same, so that the other layers begin as they do untied
  const bent = linears
    .slice(0, -1)
    .flatMap((linear): Layer[] => [linear, activation === 'relu' ? new ReLU() : new Tanh()]);
  return { linears, model: new Sequential(...bent, linears.at(-1)!) };
}

/** Other first weights, layer by layer from the stream that made the default ones, going on; biases 0. */
function restart(
  { linears }: Stack,
  { start, std }: { readonly start: (typeof starts.options)[number]; readonly std: number },
  generator: Generator,
): void {
  if (start === 'default') return;
  const fill: Readonly<Record<Exclude<typeof start, 'default'>, (weight: Tensor) => unknown>> = {
    he: (weight) => kaimingNormal_(weight, { nonlinearity: 'relu', generator }),
    xavier: (weight) => xavierNormal_(weight, { generator }),
    zeros: (weight) => constant_(weight, 0),
    constant: (weight) => constant_(weight, 0.1),
    small: (weight) => normal_(weight, 0, 0.01, generator),
    large: (weight) => normal_(weight, 0, 1, generator),
    normal: (weight) => normal_(weight, 0, std, generator),
  };
  for (const { weight, bias } of linears) {
    fill[start](weight);
    constant_(bias!, 0);
  }
}

const rootMeanSquare = (values: ArrayLike<number>): number => Math.sqrt(squares(values) / values.length);
const squares = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! ** 2;
  return sum;
};
/** What each bend gives on, in order. x: [N, 2] → [N, width] each */
function hidden(model: Sequential, inputs: Tensor): readonly Tensor[] {
  const answers: Tensor[] = [];
  let x = inputs;
  for (const layer of [...model.namedChildren()].map(([, child]) => child as Layer)) {
    x = layer.forward(x);
    if (!(layer instanceof Linear)) answers.push(x);
  }
  return answers;
}
const told = (values: readonly number[]): Tensor => tensorFrom(Float64Array.from(values), [values.length], 'float64');

/** From the smallest to the largest of some numbers, and how many lie in each of so many equal parts between: [from, to, …counts]. */
function histogram(values: ArrayLike<number>): readonly number[] {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    from = Math.min(from, values[i]!);
    to = Math.max(to, values[i]!);
  }
  const counts = new Array<number>(BARS).fill(0);
  for (let i = 0; i < values.length; i++) {
    const share = to > from ? (values[i]! - from) / (to - from) : 0;
    if (Number.isFinite(share)) counts[Math.min(BARS - 1, Math.floor(share * BARS))]!++;
  }
  return [from, to, ...counts];
}

/**
 * How large each hidden layer's answers are (root mean square), how they are spread, which share of its units is 0 for every example, and the
 * gradient of each layer's weight (length).
 */
const ladder = ({ linears, model }: Stack): Readonly<Record<string, Observe>> => ({
  activationRms: (_, { inputs }) => told(hidden(model, inputs).map((x) => rootMeanSquare(x.dataSync()))),
  answerCounts: (_, { inputs }) => {
    const rows = hidden(model, inputs).map((x) => histogram(x.dataSync()));
    return tensorFrom(Float64Array.from(rows.flat()), [rows.length, BARS + 2], 'float64');
  },
  silentUnits: (_, { inputs }) =>
    told(
      hidden(model, inputs).map((x) => {
        const loudest = Array.from(x.abs().max(0).dataSync());
        return loudest.filter((size) => size === 0).length / loudest.length;
      }),
    ),
  weightGradientNorms: (_, { inputs, targets }) => {
    const weights = [...new Set(linears.map(({ weight }) => weight))];
    const slopes = enableGrad(() => grad(crossEntropy(model.forward(inputs), targets), weights));
    // Layers that share a weight share its gradient.
    return told(linears.map(({ weight }) => Math.sqrt(squares(slopes[weights.indexOf(weight)]!.dataSync()))));
  },
});

async function build(options: RunOptions = {}): Promise<TrainingSetup> {
  const { seed = 7, testExamples = 500 } = options;
  const knobs = turned(deepStack, options);
  const streams = new Generator(seed);
  const part = (name: string, many: number): TensorDataset => {
    const { points, labels } = generateSpirals(many, streams.fork(name), { turns: TURNS });
    return new TensorDataset(points, labels); // [many, 2] and [many]
  };
  const train = part('train', knobs.examples);
  const weights = streams.fork('weights');
  const layers = stack(knobs, weights);
  restart(layers, knobs, weights);
  const shake = streams.fork('noise');
  if (knobs.noise > 0)
    for (const { weight } of new Set(layers.linears))
      noGrad(() =>
        weight.copyFrom_(Float64Array.from(weight.dataSync(), (value) => value + shake.normal(0, knobs.noise))),
      );
  return supervisedSetup({
    run: deepStack,
    knobs,
    seed,
    train,
    test: part('test', testExamples),
    parts: {
      model: layers.model,
      optimizer: new SGD(layers.model.parameters(), { lr: knobs.lr }),
      loss: crossEntropy,
      measures: { accuracy },
      observe: {
        probabilities: (logits) => logits.softmax(1),
        ...ladder(layers),
        ...planeMaps(layers.model, { extent: EXTENT }),
      },
    },
    ...orderedBatches(train, { batch: train.length, seed, updates: UPDATES, epochs: options.epochs }),
  });
}

const noise: NumberKnob = { kind: 'number', from: 0, to: 2, default: 0 };

export const deepStack = {
  name: 'deep-stack',
  title: 'Eight layers deep',
  summary: 'A deep stack of layers learns or stays dead, as its first weights decide.',
  metric: 'accuracy',
  better: 'higher',
  threshold: 0.95,
  realData: null,
  knobs: {
    lr: rate(0.05, 1e-3, 1),
    examples: count(400, 2, 4000),
    /** Of the weights; biases start at 0, but for `default`, which is PyTorch's. */
    start: starts,
    /** Of the start `normal`: the standard deviation of every weight. */
    std: rate(0.1, 1e-3, 3),
    activation: choice(['relu', 'tanh'], 'relu'),
    depth: count(8, 1, 12),
    width: count(32, 1, 128),
    /** Are the second and the third layer one and the same? */
    tied: onOff(false),
    /** Deviation of what is added to every weight, to part units that are alike. */
    noise,
    schedule: scheduleKnob('none'),
  },
  build,
} satisfies Run;
