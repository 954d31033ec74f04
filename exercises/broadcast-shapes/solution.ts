/**
 * The shape of an elementwise operation on operands of shapes a and b.
 *
 * Source: NumPy's user guide, "Broadcasting": axes are compared from the last one; they fit when equal, or when one is 1.
 */
export function broadcastShape(a: number[], b: number[]): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const mine = a[axis - rank + a.length] ?? 1;
    const theirs = b[axis - rank + b.length] ?? 1;
    if (mine !== theirs && mine !== 1 && theirs !== 1) throw new Error(`[${a}] and [${b}] do not fit`);
    return mine === 1 ? theirs : mine;
  });
}
