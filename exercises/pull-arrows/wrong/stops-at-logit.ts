/**
 * The way back begins at the logit
 *
 * You follow the logit uphill and leave out the loss. How much a point is pulled depends on how far it is from passing for real: 1 − σ(z).
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
    const upstream = -1 / points.length;
    return [0, 1].map((axis) => {
      const slope = before.reduce((sum, a, h) => sum + d.w2[h]! * (a > 0 ? 1 : SLOPE) * d.w1[h]![axis]!, 0);
      return -upstream * slope;
    });
  });
}
