/**
 * Labelled points in the plane, each cloud with a border of another kind: straight (blobs), bent (moons), closed (circles),
 * wound (spirals). The shapes are those of scikit-learn's make_blobs, make_moons and make_circles, and of the two-spirals
 * task (Lang & Witbrock, "Learning to tell two spirals apart", 1988).
 */
import { optionsOf, signature } from '../../tensor/arguments.ts';
import type { Generator } from '../../tensor/random.ts';
import { type Tensor, tensorFrom } from '../../tensor/Tensor.ts';
import { balancedClasses, startDrawing } from './drawing.ts';

export interface LabelledPoints {
  /** float32 [N, 2] */
  readonly points: Tensor;
  /** int32 [N] */
  readonly labels: Tensor;
}

type Point = readonly [x: number, y: number];

/** Points of classes drawn in turn: `place` says where a point of a class lies, then the noise moves it. */
function cloud(
  who: string,
  count: number,
  classes: number,
  noise: number,
  generator: Generator,
  place: (label: number, series: Generator) => Point,
): LabelledPoints {
  const series = startDrawing(who, count, generator);
  const labels = balancedClasses(count, classes, series.fork('labels'));
  const points = new Float32Array(2 * count);
  labels.forEach((label, i) => {
    const [x, y] = place(label, series);
    points[2 * i] = x + series.normal(0, noise);
    points[2 * i + 1] = y + series.normal(0, noise);
  });
  return { points: tensorFrom(points, [count, 2], 'float32'), labels: tensorFrom(labels, [count], 'int32') };
}

export interface BlobsOptions {
  /** Middle of each class. Default: three, two apart. */
  readonly centers?: readonly Point[];
  /** Standard deviation in both directions. Default 0.4. */
  readonly std?: number;
}

const THREE_CENTERS: readonly Point[] = [
  [-1, -0.6],
  [1, -0.6],
  [0, 1.2],
];

const calls = {
  generateSpirals: signature(
    'generateSpirals',
    { count: 'number', generator: 'generator' },
    { noise: 'amount', classes: 'count', turns: 'finite' },
  ),
  generateBlobs: signature(
    'generateBlobs',
    { count: 'number', generator: 'generator' },
    { centers: 'list', std: 'amount' },
  ),
  generateMoons: signature('generateMoons', { count: 'number', generator: 'generator' }, { noise: 'amount' }),
  generateCircles: signature(
    'generateCircles',
    { count: 'number', generator: 'generator' },
    { noise: 'amount', factor: 'amount' },
  ),
};

/** Round normal clouds. The best border between two of them is the line halfway between their centers. */
export function generateBlobs(count: number, generator: Generator, options: BlobsOptions = {}): LabelledPoints {
  options = optionsOf(calls.generateBlobs, [count, generator, options]);
  const { centers = THREE_CENTERS, std = 0.4 } = options;
  return cloud('generateBlobs', count, centers.length, std, generator, (label) => centers[label]!);
}

export interface NoiseOptions {
  /** Standard deviation of the noise. */
  readonly noise?: number;
}

/** Two half circles that reach into each other. Default noise 0.1. */
export function generateMoons(count: number, generator: Generator, options: NoiseOptions = {}): LabelledPoints {
  options = optionsOf(calls.generateMoons, [count, generator, options]);
  return cloud('generateMoons', count, 2, options.noise ?? 0.1, generator, (label, series) => {
    const angle = series.uniform(0, Math.PI);
    return label === 0 ? [Math.cos(angle), Math.sin(angle)] : [1 - Math.cos(angle), 0.5 - Math.sin(angle)];
  });
}

/** A ring of radius 1 (class 0) round one of radius `factor` (class 1). Default noise 0.08, factor 0.5. */
export function generateCircles(
  count: number,
  generator: Generator,
  options: NoiseOptions & { readonly factor?: number } = {},
): LabelledPoints {
  options = optionsOf(calls.generateCircles, [count, generator, options]);
  return cloud('generateCircles', count, 2, options.noise ?? 0.08, generator, (label, series) => {
    const angle = series.uniform(0, 2 * Math.PI);
    const radius = label === 0 ? 1 : (options.factor ?? 0.5);
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

export interface SpiralsOptions extends NoiseOptions {
  /** Arms, one a class. Default 2. */
  readonly classes?: number;
  /** Rounds of each arm. Default 1.5. */
  readonly turns?: number;
}

const INNERMOST = 0.1;

/** Arms of radius 0.1 to 1, wound into each other. Default noise 0.02. */
export function generateSpirals(count: number, generator: Generator, options: SpiralsOptions = {}): LabelledPoints {
  options = optionsOf(calls.generateSpirals, [count, generator, options]);
  const { classes = 2, turns = 1.5, noise = 0.02 } = options;
  return cloud('generateSpirals', count, classes, noise, generator, (label, series) => {
    const along = Math.sqrt(series.uniform()); // the square root spreads points evenly over a disc
    const radius = INNERMOST + (1 - INNERMOST) * along;
    const angle = 2 * Math.PI * (turns * along + label / classes);
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}
