/**
 * Two networks play against each other: the maker turns noise into points, the judge tells them from points of a ring of
 * eight clouds. Quality is how many clouds the maker serves: makers like to settle on a few ("mode collapse").
 * Source: Goodfellow et al., "Generative adversarial nets" (2014), algorithm 1, with the maker's loss of §3 that does not fade.
 */
import { DataLoader } from '../data/DataLoader.ts';
import { TensorDataset } from '../data/Dataset.ts';
import { generateRing, type Mixture } from '../data/generators/gaussians.ts';
import { LeakyReLU } from '../nn/activation/LeakyReLU.ts';
import { Sequential } from '../nn/containers/Sequential.ts';
import { Linear } from '../nn/linear/Linear.ts';
import { Module } from '../nn/Module.ts';
import { bceWithLogits } from '../ops/index.ts';
import { Adam } from '../optim/Adam.ts';
import { ones, randn, zeros } from '../tensor/create.ts';
import { noGrad } from '../tensor/history.ts';
import { Generator } from '../tensor/random.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import type { Metrics, TrainingSetup } from '../train/setup.ts';
import type { Run, RunOptions } from './Run.ts';

const NOISE = 8;
const HIDDEN = 32;
const SLOPE = 0.2;
const SAMPLES = 1000;
/** A point belongs to a cloud within three standard deviations; a cloud is served with a fifth of its fair share of points. */
const REACH = 3;
const LEAST_SHARE = 0.2;

/** Both players in one module, so that they are saved and shown together. */
class Players extends Module {
  readonly maker: Sequential; // [N, 8] → [N, 2]
  readonly judge: Sequential; // [N, 2] → logits [N, 1]

  constructor(generator: Generator) {
    super();
    this.maker = network(NOISE, 2, generator);
    this.judge = network(2, 1, generator);
  }
}

const network = (inputs: number, outputs: number, generator: Generator): Sequential =>
  new Sequential(
    new Linear(inputs, HIDDEN, { generator }),
    new LeakyReLU(SLOPE),
    new Linear(HIDDEN, HIDDEN, { generator }),
    new LeakyReLU(SLOPE),
    new Linear(HIDDEN, outputs, { generator }),
  );

/** How many clouds are served, and which share of the points [N, 2] lies in any. */
function coverage(points: Tensor, { centers, std }: Mixture): { modes: number; hits: number } {
  const flat = points.dataSync();
  const count = points.shape[0]!;
  const near = centers.map(([x, y]) => {
    let within = 0;
    for (let i = 0; i < count; i++) if (Math.hypot(flat[2 * i]! - x, flat[2 * i + 1]! - y) <= REACH * std) within++;
    return within / count;
  });
  const served = near.filter((share) => share >= LEAST_SHARE / centers.length);
  return { modes: served.length, hits: near.reduce((sum, share) => sum + share, 0) };
}

async function build(options: RunOptions = {}): Promise<TrainingSetup> {
  const { seed = 7, examples = 6400, testExamples = SAMPLES, epochs = 30, batchSize = 64, lr = 1e-3 } = options;
  const streams = new Generator(seed);
  const ring = generateRing(examples, streams.fork('train'));
  const model = new Players(streams.fork('weights'));
  const noise = streams.fork('noise');
  const { maker, judge } = model;
  const betas = [0.5, 0.99] as const;
  const rules = {
    maker: new Adam(maker.parameters(), { lr, betas }),
    judge: new Adam(judge.parameters(), { lr, betas }),
  };

  const judgeLoss = (real: Tensor, fake: Tensor): Tensor =>
    bceWithLogits(judge.forward(real), ones([real.shape[0]!, 1])).add(
      bceWithLogits(judge.forward(fake), zeros([fake.shape[0]!, 1])),
    );
  const makerLoss = (fake: Tensor): Tensor => bceWithLogits(judge.forward(fake), ones([fake.shape[0]!, 1]));
  const update = (rule: Adam, loss: Tensor): number => {
    rule.zeroGrad(); // the other player's step left gradients here, too
    loss.backward();
    rule.step();
    return loss.itemSync();
  };
  return {
    name: ringGan.name,
    seed,
    config: { lr, batchSize, examples, epochs, optimizer: 'Adam', data: 'generated' },
    model,
    optimizers: rules,
    loader: new DataLoader(new TensorDataset(ring.points), { batchSize, shuffle: true, seed }),
    generators: { noise },
    epochs,
    step: ({ tensors: [real] }): Metrics => {
      const fake = maker.forward(randn([real!.shape[0]!, NOISE], { generator: noise })); // [N, 2]
      const judged = update(rules.judge, judgeLoss(real!, fake.detach()));
      return { loss: update(rules.maker, makerLoss(fake)), judgeLoss: judged };
    },
    evaluate: (): Metrics => {
      // The same noise each time, from a stream of its own: looking must not change what training draws.
      const seeds = randn([testExamples, NOISE], { generator: new Generator(seed).fork('examination') });
      const fake = noGrad(() => maker.forward(seeds));
      return { loss: noGrad(() => makerLoss(fake)).itemSync(), ...coverage(fake, ring) };
    },
  };
}

export const ringGan: Run = {
  name: 'ring-gan',
  title: 'Two players and a ring',
  summary: 'A maker learns to fool a judge with points from a ring of eight clouds.',
  metric: 'modes',
  better: 'higher',
  threshold: 7,
  realData: null,
  build,
};
