/**
 * As if each point were alone
 *
 * The loss is a mean over m points, so each of them feels 1/m of it. Your arrows are m times too long.
 *
 * @moment t=clouds-logistic.7~clouds-logistic.7!missing-mean&step=5
 */

interface Discriminator {
  w1: number[][]; // [H, 2]
  b1: number[]; // [H]
  w2: number[]; // [H]
  b2: number;
}

const SLOPE = 0.2;

/** Where the generator's loss pulls each point: −∂L_G/∂point. points: [m, 2] → [m, 2] */
export function pull(points: number[][], d: Discriminator): number[][] {
  return points.map((point) => {
    const before = d.w1.map((row, h) => row[0]! * point[0]! + row[1]! * point[1]! + d.b1[h]!);
    const logit = before.reduce((sum, a, h) => sum + d.w2[h]! * (a > 0 ? a : SLOPE * a), d.b2);
    const upstream = -1 / (1 + Math.exp(logit));
    return [0, 1].map((axis) => {
      const slope = before.reduce((sum, a, h) => sum + d.w2[h]! * (a > 0 ? 1 : SLOPE) * d.w1[h]![axis]!, 0);
      return -upstream * slope;
    });
  });
}
