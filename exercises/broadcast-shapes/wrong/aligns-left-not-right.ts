/**
 * Lined up on the left
 *
 * You compared first axes with first axes. Begin at the last axis; what is missing stands in front.
 */

export function broadcastShape(a: number[], b: number[]): number[] {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, axis) => {
    const [mine, theirs] = [a[axis] ?? 1, b[axis] ?? 1];
    if (mine !== theirs && mine !== 1 && theirs !== 1) throw new Error('these do not fit');
    return mine === 1 ? theirs : mine;
  });
}
