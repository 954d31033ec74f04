/**
 * The loss after so many updates, over the learning rate: one real training of `line-three-ways` for each rate, all examples at once. The
 * edge beside it is the curvature's, from the same points.
 */
import { findRun } from '#framework';
import type { Sweep } from './protocol.ts';

const UPDATES = 50;
const [LOWEST, HIGHEST, STEPS] = [0.002, 0.5, 32];
/** Near the edge the curve leaves the page within a hundredth. */
const CLOSE = [0.286, 0.3, 0.31, 0.32, 0.33, 0.34, 0.35, 0.36, 0.38];

/** From small to large. */
export const sweptRates: readonly number[] = [
  ...Array.from({ length: STEPS + 1 }, (_, i) => Number((LOWEST * (HIGHEST / LOWEST) ** (i / STEPS)).toPrecision(3))),
  ...CLOSE,
].toSorted((a, b) => a - b);

/** @example await sweepRates(7) */
export async function sweepRates(seed: number): Promise<Sweep> {
  const points: { rate: number; loss: number }[] = [];
  let xs: readonly number[] = [];
  for (const rate of sweptRates) {
    const setup = await findRun('line-three-ways').build({ seed, lr: rate });
    let made = 0;
    let loss = Number.NaN;
    // A step says the loss before its update: that after the last one is said by one step more.
    for (let epoch = 0; made <= UPDATES; epoch++) {
      for (const batch of setup.loader.epoch(epoch)) {
        if (xs.length === 0) xs = Array.from(batch.tensors[0]!.dataSync());
        loss = setup.step(batch)['loss']!;
        if (++made > UPDATES) break;
      }
    }
    points.push({ rate, loss });
  }
  const [flat, steep] = curvaturesOf(xs);
  return { seed, updates: UPDATES, edge: 2 / steep, fastest: 2 / (flat + steep), points };
}

/** Eigenvalues of (2/m) Σ (1, x)(1, x)ᵀ, smaller first. */
function curvaturesOf(xs: readonly number[]): readonly [number, number] {
  const mean = xs.reduce((sum, x) => sum + x, 0) / xs.length;
  const square = xs.reduce((sum, x) => sum + x * x, 0) / xs.length;
  const [half, root] = [1 + square, Math.sqrt((1 - square) ** 2 + 4 * mean * mean)];
  return [half - root, half + root];
}
