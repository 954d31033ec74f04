/**
 * The longer shape comes back
 *
 * You checked that the shapes fit and returned one of them. The shorter one may be wider along some axis: decide axis
 * by axis.
 */

export function broadcastShape(a: number[], b: number[]): number[] {
  const rank = Math.max(a.length, b.length);
  for (let axis = 1; axis <= rank; axis++) {
    const [mine, theirs] = [a.at(-axis) ?? 1, b.at(-axis) ?? 1];
    if (mine !== theirs && mine !== 1 && theirs !== 1) throw new Error('these do not fit');
  }
  return [...(a.length >= b.length ? a : b)];
}
