/**
 * The hand: turns a skeleton into the path of a pen, with everything that makes two people's digits differ.
 *
 * In order: knots tremble, curves are drawn through them, the paper is bent by a smooth random field, and the whole
 * is stretched, slanted and turned. It refuses to know about pixels; `render.ts` does the fitting and the ink.
 *
 * The bending is the idea of Simard, Steinkraus & Platt, "Best practices for convolutional neural networks applied
 * to visual document analysis" (ICDAR 2003), §2, done on the path instead of the pixels.
 */
import type { Generator } from '../../../tensor/random.ts';
import type { Arc, Knot, Stroke } from './skeletons.ts';

/**
 * The path of the pen for one stroke: x, y and pressure (1 on average) of every point. [points · 3], units of the
 * skeleton.
 */
export type PenPath = Float64Array<ArrayBuffer>;

/**
 * How far each habit strays: standard deviations, unless a name says otherwise. Lengths in digit heights, angles in
 * radians, slant and pressure as ratios, stretch as a logarithm. Set by eye, then by what a network trained on the
 * result could read.
 */
const HABITS = {
  tremble: 0.012,
  bend: 0.05,
  slantMean: 0.11,
  slant: 0.2,
  turn: 0.1,
  stretchMean: 0.05,
  stretch: 0.15,
  pressure: 0.15,
  grainAtMost: 0.012,
};

/** Paper that shifts the line by a hundredth of the digit's height changes its thickness by an eighth or so. */
const GRAIN_TO_PRESSURE = 12;
/** Points drawn on each curve between two knots. */
const POINTS_PER_SPAN = 6;

const lerp = (a: Knot, b: Knot, weight: number): Knot => [a[0] + (b[0] - a[0]) * weight, a[1] + (b[1] - a[1]) * weight];

/**
 * One point of the curve between p1 and p2, at t in [0, 1].
 *
 * Catmull–Rom with centripetal knots: passes through every knot and makes no cusps or small loops inside a span.
 * Source: Barry & Goldman, "A recursive evaluation algorithm for a class of Catmull–Rom splines" (SIGGRAPH 1988);
 * Yuksel, Schaefer & Keyser, "Parameterization and applications of Catmull–Rom curves" (CAD 2011), for the exponent
 * 1/2.
 */
function curvePoint(p0: Knot, p1: Knot, p2: Knot, p3: Knot, t: number): Knot {
  const step = (a: Knot, b: Knot): number => Math.sqrt(Math.hypot(b[0] - a[0], b[1] - a[1])) + 1e-6;
  const t1 = step(p0, p1);
  const t2 = t1 + step(p1, p2);
  const t3 = t2 + step(p2, p3);
  const at = t1 + (t2 - t1) * t;
  const a1 = lerp(p0, p1, at / t1);
  const a2 = lerp(p1, p2, (at - t1) / (t2 - t1));
  const a3 = lerp(p2, p3, (at - t2) / (t3 - t2));
  const b1 = lerp(a1, a2, at / t2);
  const b2 = lerp(a2, a3, (at - t1) / (t3 - t1));
  return lerp(b1, b2, (at - t1) / (t2 - t1));
}

/** The knot before the first one (or after the last): the neighbour mirrored, so that the curve leaves straight. */
const beyond = (end: Knot, neighbour: Knot): Knot => [2 * end[0] - neighbour[0], 2 * end[1] - neighbour[1]];

/** The points of a smooth curve through an arc's knots, the first knot left out. */
function curve(arc: Arc): Knot[] {
  const points: Knot[] = [];
  for (let i = 0; i + 1 < arc.length; i++) {
    const p1 = arc[i]!;
    const p2 = arc[i + 1]!;
    const p0 = arc[i - 1] ?? beyond(p1, p2);
    const p3 = arc[i + 2] ?? beyond(p2, p1);
    for (let k = 1; k <= POINTS_PER_SPAN; k++) points.push(curvePoint(p0, p1, p2, p3, k / POINTS_PER_SPAN));
  }
  return points;
}

/** A stroke as one chain of points: each arc starts where the one before it ended. */
function chain(stroke: Stroke): Knot[] {
  const points: Knot[] = [stroke[0]![0]!];
  stroke.forEach((arc, i) => {
    points.push(...curve(i === 0 ? arc : [points.at(-1)!, ...arc]));
  });
  return points;
}

function tremble(stroke: Stroke, amount: number, generator: Generator): Stroke {
  return stroke.map((arc) =>
    arc.map(([x, y]): Knot => [x + generator.normal(0, amount), y + generator.normal(0, amount)]),
  );
}

type Mapping = (point: Knot) => Knot;

/** A smooth random displacement of the plane: for each axis, two slow waves in random directions. */
function bendingField(amount: number, generator: Generator): Mapping {
  const wave = (): ((point: Knot) => number) => {
    const size = generator.normal(0, amount);
    const speed = generator.uniform(1, 5); // radians per digit height: never more than one wave across a digit
    const direction = generator.uniform(0, 2 * Math.PI);
    const fx = speed * Math.cos(direction);
    const fy = speed * Math.sin(direction);
    const phase = generator.uniform(0, 2 * Math.PI);
    return ([x, y]) => size * Math.sin(fx * x + fy * y + phase);
  };
  const [dx1, dx2, dy1, dy2] = [wave(), wave(), wave(), wave()];
  return (p) => [p[0] + dx1(p) + dx2(p), p[1] + dy1(p) + dy2(p)];
}

/** Stretch sideways, slant (a shear that leaves the middle height in place), turn. */
function posture(generator: Generator): Mapping {
  const stretch = Math.exp(generator.normal(HABITS.stretchMean, HABITS.stretch));
  const slant = generator.normal(HABITS.slantMean, HABITS.slant);
  const angle = generator.normal(0, HABITS.turn);
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return ([x, y]) => {
    const v = y - 0.5;
    const u = x * stretch - slant * v;
    return [cos * u - sin * v, sin * u + cos * v];
  };
}

/** How hard the pen is pressed along a stroke, at t in [0, 1]: two waves, one slow and one quicker. */
function pressureCurve(generator: Generator): (t: number) => number {
  const [slow, quick] = [generator.normal(0, HABITS.pressure), generator.normal(0, HABITS.pressure)];
  const [phase1, phase2] = [generator.uniform(0, 2 * Math.PI), generator.uniform(0, 2 * Math.PI)];
  return (t) => Math.max(0.6, 1 + slow * Math.sin(phase1 + 4 * t) + quick * Math.sin(phase2 + 12 * t));
}

/**
 * The pen's path for each stroke of a skeleton, written by a random hand. The same generator state gives the same
 * path.
 */
export function handwriting(strokes: readonly Stroke[], generator: Generator): PenPath[] {
  const bend = bendingField(HABITS.bend, generator);
  const stand = posture(generator);
  const grain = generator.uniform(0, HABITS.grainAtMost); // rough paper: every point is a little off
  return strokes.map((stroke) => {
    const points = chain(tremble(stroke, HABITS.tremble, generator));
    const pressure = pressureCurve(generator);
    const path = new Float64Array(3 * points.length);
    points.forEach((point, i) => {
      const [x, y] = stand(bend(point));
      const here = pressure(i / (points.length - 1)) * (1 + generator.normal(0, GRAIN_TO_PRESSURE * grain));
      path.set([x + generator.normal(0, grain), y + generator.normal(0, grain), here], 3 * i);
    });
    return path;
  });
}
