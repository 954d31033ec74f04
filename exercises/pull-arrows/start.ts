interface Discriminator {
  w1: number[][]; // [H, 2]
  b1: number[]; // [H]
  w2: number[]; // [H]
  b2: number;
}

/** Where the generator's loss pulls each point: −∂L_G/∂point. points: [m, 2] → [m, 2] */
export function pull(points: number[][], d: Discriminator): number[][] {
  // your turn: forwards to the logit, then back to the point.
  return points.map((point) => point.map(() => 0 * d.b2));
}
