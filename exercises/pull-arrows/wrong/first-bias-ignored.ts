/**
 * The kinks stand elsewhere
 *
 * Without b1 every unit bends at the origin, so it stands on the wrong side of its kink for some points, and the logit is another. Add b1 before you look at the sign.
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
    const before = d.w1.map((row) => row[0]! * point[0]! + row[1]! * point[1]!);
    const logit = before.reduce((sum, a, h) => sum + d.w2[h]! * (a > 0 ? a : SLOPE * a), d.b2);
    const upstream = -1 / (1 + Math.exp(logit)) / points.length; // ∂L/∂logit = (σ − 1) / m
    return [0, 1].map((axis) => {
      const slope = before.reduce((sum, a, h) => sum + d.w2[h]! * (a > 0 ? 1 : SLOPE) * d.w1[h]![axis]!, 0);
      return -upstream * slope;
    });
  });
}
