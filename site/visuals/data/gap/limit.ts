/**
 * How many of the held-out points the best possible rule reads right: it knows both moons, their noise and the chance of a flip, and says
 * the class under which a point is likelier. Flips are the same for both classes and move no border. Computed while the site is built.
 */
import { Generator, generateMoons } from '#framework';
import { SEED } from './cures.ts';

/** As framework/runs/noisyMoons.ts draws its held-out points. */
const [NOISE, FLIPS, HELD_OUT] = [0.3, 0.1, 500];
/** Places along each half circle: the density is the mean over them. */
const PLACES = 2000;

const arcs = [0, 1].map((label) =>
  Array.from({ length: PLACES }, (_, i) => {
    const angle = (Math.PI * (i + 0.5)) / PLACES;
    return label === 0 ? [Math.cos(angle), Math.sin(angle)] : [1 - Math.cos(angle), 0.5 - Math.sin(angle)];
  }),
);

/** Up to a factor that both classes share. */
const densityAt = (x: number, y: number, label: number): number =>
  arcs[label]!.reduce((sum, [u, v]) => sum + Math.exp(-((x - u!) ** 2 + (y - v!) ** 2) / (2 * NOISE ** 2)), 0);

/** The share of the run's held-out points that this rule reads right, flipped labels and all. */
export function bestAccuracy(seed: number = SEED): number {
  const streams = new Generator(seed);
  const moons = generateMoons(HELD_OUT, streams.fork('test'), { noise: NOISE });
  const [points, labels, flip] = [moons.points.dataSync(), moons.labels.dataSync(), streams.fork('flip-test')];
  let right = 0;
  for (let i = 0; i < HELD_OUT; i++) {
    const [x, y] = [points[2 * i]!, points[2 * i + 1]!];
    const label = flip.uniform() < FLIPS ? 1 - labels[i]! : labels[i]!;
    if ((densityAt(x, y, 1) > densityAt(x, y, 0) ? 1 : 0) === label) right++;
  }
  return right / HELD_OUT;
}
