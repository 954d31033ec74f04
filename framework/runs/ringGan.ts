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
import { tensor } from '../tensor/create.ts';
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
/** What the discriminator says is shown on a grid over [-EXTENT, EXTENT]². */
const GRID = 40;
const EXTENT = 1.5;
/** As many points are counted for the watched coverage: fewer than in an examination, since it is made at every step that is shown. */
const COUNTED = 400;

const network = (inputs: number, outputs: number, generator: Generator): Sequential =>
  new Sequential(
    new Linear(inputs, HIDDEN, { generator }),
    new LeakyReLU(SLOPE),
    new Linear(HIDDEN, HIDDEN, { generator }),
    new LeakyReLU(SLOPE),
    new Linear(HIDDEN, outputs, { generator }),
  );

/** Which share of the points [N, 2] lies in each cloud. */
function shares(points: Tensor, { centers, std }: Mixture): number[] {
  const flat = points.dataSync();
  const count = points.shape[0]!;
  return centers.map(([x, y]) => {
    let within = 0;
    for (let i = 0; i < count; i++) if (Math.hypot(flat[2 * i]! - x, flat[2 * i + 1]! - y) <= REACH * std) within++;
    return within / count;
  });
}

/** How many clouds are served, and which share of the points [N, 2] lies in any. */
function coverage(points: Tensor, ring: Mixture): { modes: number; hits: number } {
  const { centers } = ring;
  const near = shares(points, ring);
  const served = near.filter((share) => share >= LEAST_SHARE / centers.length);
  return { modes: served.length, hits: near.reduce((sum, share) => sum + share, 0) };
}

/** The middles of the grid's cells [GRID², 2], row by row from the top left. */
function grid(): Tensor {
  const at = (cell: number): number => ((2 * cell + 1) / GRID - 1) * EXTENT;
  const points = Array.from({ length: GRID * GRID }, (_, i) => [at(i % GRID), -at(Math.floor(i / GRID))]);
  return tensor(points);
}

async function build(options: RunOptions = {}): Promise<TrainingSetup> {
  const { seed = 7, testExamples = SAMPLES } = options;
  const knobs = turned(ringGan, options);
  const { examples, epochs } = knobs;
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
    observe: {
      discriminatorMap: () => discriminator.forward(grid()).sigmoid().reshape([GRID, GRID]), // row 0 at the top
      coverage: (generate) => tensor(shares(generate(COUNTED), ring)), // [8]
      clouds: () => tensor(ring.centers.map((center) => [...center])), // [8, 2]
    },
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
  knobs: {
    examples: count(6400, 1, 25600),
    epochs: count(30, 1, 1000),
    ...adversarialKnobs(1e-3, { standard: NOISE, most: NOISE }),
    batch: count(64, 1, 1000),
  },
  build,
} satisfies Run;
