/**
 * Two networks play against each other: the generator turns noise into points, the discriminator tells them from points of a ring of
 * eight clouds. Quality is how many clouds the generator serves: generators like to settle on a few ("mode collapse"). How the two
 * take turns stands in adversarialSetup.ts.
 */
import { TensorDataset } from '../data/Dataset.ts';
import { generateRing, type Mixture } from '../data/generators/gaussians.ts';
import { LeakyReLU } from '../nn/activation/LeakyReLU.ts';
import { Sequential } from '../nn/containers/Sequential.ts';
import { Linear } from '../nn/linear/Linear.ts';
import { Generator } from '../tensor/random.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import type { TrainingSetup } from '../train/setup.ts';
import { adversarialKnobs, adversarialSetup, Players } from './adversarialSetup.ts';
import { count } from './knobs.ts';
import { type Run, type RunOptions, turned } from './Run.ts';

const NOISE = 8;
const HIDDEN = 32;
const SLOPE = 0.2;
const SAMPLES = 1000;
/** A point belongs to a cloud within three standard deviations; a cloud is served with a fifth of its fair share of points. */
const REACH = 3;
const LEAST_SHARE = 0.2;

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
  const { seed = 7, examples = 6400, testExamples = SAMPLES, epochs = 30 } = options;
  const knobs = turned(ringGan, options);
  const streams = new Generator(seed);
  const ring = generateRing(examples, streams.fork('train'));
  const weights = streams.fork('weights');
  const generator = network(knobs.noise, 2, weights); // [N, Z] → [N, 2]
  const discriminator = network(2, 1, weights); // [N, 2] → logits [N, 1]
  return adversarialSetup({
    run: ringGan,
    knobs,
    seed,
    real: new TensorDataset(ring.points),
    players: new Players(generator, discriminator),
    betas: [0.5, 0.99],
    epochs,
    samples: testExamples,
    measure: (generated) => coverage(generated, ring),
  });
}

export const ringGan = {
  name: 'ring-gan',
  title: 'Two players and a ring',
  summary: 'A generator learns to fool a discriminator with points from a ring of eight clouds.',
  metric: 'modes',
  better: 'higher',
  threshold: 7,
  realData: null,
  knobs: { ...adversarialKnobs(1e-3, { standard: NOISE, most: NOISE }), batch: count(64, 1, 1000) },
  build,
} satisfies Run;
