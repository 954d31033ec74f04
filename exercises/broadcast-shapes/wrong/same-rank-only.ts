/**
 * Only shapes of the same length
 *
 * You refuse shapes of different lengths. Missing axes in front count as 1.
 */

export function broadcastShape(a: number[], b: number[]): number[] {
  if (a.length !== b.length) throw new Error('different ranks');
  return a.map((mine, axis) => {
    const theirs = b[axis]!;
    if (mine !== theirs && mine !== 1 && theirs !== 1) throw new Error('these do not fit');
    return mine === 1 ? theirs : mine;
  });
}
