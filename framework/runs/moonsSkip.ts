/**
 * Two moons and a network with a skip, written in single ops: 2 → 8 → 8 → 2, where h₂ is h₁ and something added to it. Thirteen ops a step, each
 * small enough to be read whole.
 * Source of the skip: He et al., "Deep residual learning for image recognition" (2016), §3.2, in small.
 */
import { TensorDataset } from '../data/Dataset.ts';
import { generateMoons } from '../data/generators/pointClouds.ts';
import { uniform_ } from '../nn/init.ts';
import { Module } from '../nn/Module.ts';
import { Parameter } from '../nn/Parameter.ts';
import { crossEntropy } from '../ops/index.ts';
import { SGD } from '../optim/SGD.ts';
import { zeros } from '../tensor/create.ts';
import { Generator } from '../tensor/random.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { inScope } from '../trace/emit.ts';
import { accuracy } from '../train/accuracy.ts';
import type { TrainingSetup } from '../train/setup.ts';
import { orderedBatches } from './batchOrder.ts';
import { amount, choice, count, onOff, rate } from './knobs.ts';
import { decisionMaps, hiddenMaps, type Square } from './planeMaps.ts';
import { type Run, type RunOptions, turned } from './Run.ts';
import { scheduleKnob } from './schedules.ts';
import { supervisedSetup } from './supervisedSetup.ts';

const HIDDEN = 8;
const UPDATES = 400;
/** What is shown: both moons, and room about them. */
const SQUARE: Square = { extent: 2, middle: [0.5, 0.25] };

/** The roads on which a gradient comes back to h₁. The values that go forward do not ask. */
type Road = 'both' | 'skip' | 'branch';

class SkipNetwork extends Module {
  readonly w1: Parameter;
  readonly b1: Parameter;
  readonly w2: Parameter;
  readonly b2: Parameter;
  readonly w3: Parameter;
  readonly b3: Parameter;
  private readonly skip: boolean;
  private readonly road: Road;

  constructor(skip: boolean, road: Road, generator: Generator) {
    super();
    const weight = (outputs: number, inputs: number): Parameter => {
      const made = new Parameter(zeros([outputs, inputs]));
      const bound = 1 / Math.sqrt(inputs);
      uniform_(made, -bound, bound, generator);
      return made;
    };
    [this.w1, this.w2, this.w3] = [weight(HIDDEN, 2), weight(HIDDEN, HIDDEN), weight(2, HIDDEN)];
    [this.b1, this.b2, this.b3] = [HIDDEN, HIDDEN, 2].map((n) => new Parameter(zeros([n]))) as [
      Parameter,
      Parameter,
      Parameter,
    ];
    this.skip = skip;
    this.road = road;
  }

  /** What is passed on after each hidden layer. x [N, 2] → h₁ and h₂ [N, 8] */
  hidden(x: Tensor): readonly [Tensor, Tensor] {
    const a1 = inScope('a1', () => affine(x, this.w1, this.b1));
    const h1 = inScope('h1', () => a1.tanh()); // [N, 8]
    const a2 = inScope('a2', () => affine(this.road === 'skip' ? h1.detach() : h1, this.w2, this.b2));
    const branch = inScope('branch', () => a2.tanh());
    const passed = this.road === 'branch' ? h1.detach() : h1;
    return [h1, this.skip ? inScope('h2', () => passed.add(branch)) : branch];
  }

  /** x [N, 2] → logits [N, 2] */
  forward(x: Tensor): Tensor {
    const [, h2] = this.hidden(x);
    return inScope('z', () => affine(h2, this.w3, this.b3));
  }
}

/** x wᵀ + b, of three ops. */
const affine = (x: Tensor, w: Tensor, b: Tensor): Tensor => x.matmul(w.transpose()).add(b);

async function build(options: RunOptions = {}): Promise<TrainingSetup> {
  const { seed = 7, testExamples = 500 } = options;
  const knobs = turned(moonsSkip, options);
  const streams = new Generator(seed);
  const part = (name: string, many: number): TensorDataset => {
    const { points, labels } = generateMoons(many, streams.fork(name), { noise: knobs.noise });
    return new TensorDataset(points, labels); // [many, 2] and [many]
  };
  const train = part('train', knobs.examples);
  const model = new SkipNetwork(knobs.skip, knobs.road, streams.fork('weights'));
  return supervisedSetup({
    run: moonsSkip,
    knobs,
    seed,
    train,
    test: part('test', testExamples),
    parts: {
      model,
      optimizer: new SGD(model.parameters(), { lr: knobs.lr }),
      loss: crossEntropy,
      measures: { accuracy },
      observe: {
        probabilities: (logits) => logits.softmax(1),
        ...decisionMaps((points) => model.forward(points), SQUARE),
        neuronMaps: hiddenMaps((points) => model.hidden(points), SQUARE),
      },
    },
    ...orderedBatches(train, { batch: knobs.batch, seed, updates: UPDATES, epochs: options.epochs }),
  });
}

export const moonsSkip = {
  name: 'moons-skip',
  title: 'Two moons and a skip',
  summary: 'A network of thirteen ops, one of them a skip, tells two moons apart.',
  metric: 'accuracy',
  better: 'higher',
  threshold: 0.95,
  realData: null,
  knobs: {
    lr: rate(1, 0.01, 10),
    batch: count(16, 1, 64),
    examples: count(200, 2, 2000),
    skip: onOff(true),
    road: choice(['both', 'skip', 'branch'], 'both'),
    noise: amount(0.15, 0, 0.5),
    schedule: scheduleKnob('none'),
  },
  build,
} satisfies Run;
