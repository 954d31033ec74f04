/**
 * Repeats instead of stretching
 *
 * 2 into 4 is tiling, not broadcasting: only an axis of size 1 may be stretched.
 */

export function broadcastShape(a: number[], b: number[]): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const [mine, theirs] = [a[axis - rank + a.length] ?? 1, b[axis - rank + b.length] ?? 1];
    if (mine === 1 || theirs === 1) return mine === 1 ? theirs : mine;
    if (mine !== theirs && (mine * theirs === 0 || Math.max(mine, theirs) % Math.min(mine, theirs) !== 0))
      throw new Error('these do not fit');
    return Math.max(mine, theirs);
  });
}
