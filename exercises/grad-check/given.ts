/** Functions and rules that claim to be their derivatives; some are wrong in one place. */

type Numbers = number[];

export const squares = (x: Numbers): Numbers => x.map((value) => value * value);
export const squaresRight = (x: Numbers, u: Numbers): Numbers => x.map((value, i) => 2 * value * u[i]!);
/** Wrong in its fourth entry. */
export const squaresFourth = (x: Numbers, u: Numbers): Numbers =>
  x.map((value, i) => (i === 3 ? 3 : 2) * value * u[i]!);
export const squaresZero = (x: Numbers): Numbers => x.map(() => 0);
/** Upstream forgotten. */
export const squaresBlind = (x: Numbers): Numbers => x.map((value) => 2 * value);

/** A millionth of the cubes: tiny slopes. */
export const tiny = (x: Numbers): Numbers => x.map((value) => 1e-6 * value ** 3);
export const tinyTwice = (x: Numbers, u: Numbers): Numbers =>
  x.map((value, i) => (i === 1 ? 6e-6 : 3e-6) * value ** 2 * u[i]!);

/** Shares: as many outputs as inputs, each of all of them. */
export function shares(x: Numbers): Numbers {
  const exps = x.map(Math.exp);
  const sum = exps.reduce((a, b) => a + b, 0);
  return exps.map((value) => value / sum);
}
export function sharesRight(x: Numbers, u: Numbers): Numbers {
  const p = shares(x);
  const mean = p.reduce((sum, share, i) => sum + share * u[i]!, 0);
  return p.map((share, i) => share * (u[i]! - mean));
}
/** Only the diagonal. */
export const sharesDiagonal = (x: Numbers, u: Numbers): Numbers =>
  shares(x).map((share, i) => share * (1 - share) * u[i]!);

/** Three inputs, two outputs. */
export const mixed = ([a = 0, b = 0, c = 0]: Numbers): Numbers => [a * b + c, Math.sin(c) + 2 * a];
export const mixedLastWrong = ([a = 0, b = 0, c = 0]: Numbers, [u = 0, v = 0]: Numbers): Numbers => [
  u * b + 2 * v,
  u * a,
  u - v * Math.cos(c),
];
