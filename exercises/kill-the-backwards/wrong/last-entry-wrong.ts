/**
 * One wrong entry got through
 *
 * Only the last of six entries is wrong. Check every entry, not the first, and not their mean.
 */

export const n = 6;
export const f = (x: number[]): number[] => x.map(Math.sin);
export const backward = (x: number[], upstream: number[]): number[] =>
  x.map((value, i) => (i === 5 ? 1.5 : 1) * Math.cos(value) * upstream[i]!);
