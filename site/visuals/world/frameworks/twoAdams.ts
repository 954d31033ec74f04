/** The first step of Adam in two spellings, against the size of the gradient: where they part, and by how much. Numbers come from the exercise's solution. */
import { adamUpdate } from '../../../../exercises/adam-two-ways/solution.ts';

export const EPS = 1e-7;
export const STYLES = ['torch', 'keras'] as const;
/** Powers of ten of the gradient. */
export const [FROM, TO] = [-11, -3];

/** How long the step is, as a share of the rate, after `t` equal gradients. */
export function stepShare(style: (typeof STYLES)[number], g: number, t = 1): number {
  let state = { m: 0, v: 0, t: 0 };
  let delta = 0;
  for (let i = 0; i < t; i++)
    ({ delta, ...state } = adamUpdate(g, state, { lr: 1, beta1: 0.9, beta2: 0.999, eps: EPS, style }));
  return Math.abs(delta);
}

/** Points of a curve: power of ten of the gradient, share of the rate. */
export const curveOf = (
  style: (typeof STYLES)[number],
  t: number,
): readonly (readonly [power: number, share: number])[] =>
  Array.from({ length: 65 }, (_, i) => {
    const power = FROM + ((TO - FROM) * i) / 64;
    return [power, stepShare(style, 10 ** power, t)] as const;
  });
