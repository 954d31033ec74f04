/**
 * The loss that goes to sleep
 *
 * Your slope at the logit is that of log(1 − D), −σ(z)/m: no arrow where the discriminator sees through a point. The slope of −log D is (σ(z) − 1)/m.
 *
 * @moment t=ring-gan.7~ring-gan.7!saturating-loss&step=40
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
    const upstream = -1 / (1 + Math.exp(-logit)) / points.length;
    return [0, 1].map((axis) => {
      const slope = before.reduce((sum, a, h) => sum + d.w2[h]! * (a > 0 ? 1 : SLOPE) * d.w1[h]![axis]!, 0);
      return -upstream * slope;
    });
  });
}
