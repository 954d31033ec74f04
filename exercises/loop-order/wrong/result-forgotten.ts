/**
 * The result is not counted
 *
 * c is read and written at every step, too. Where j or i moves innermost, c moves along with it.
 */

export function lineChanges(order: 'ijp' | 'ipj' | 'jip' | 'jpi' | 'pij' | 'pji', n: number, perLine: number): number {
  const inner = order.at(-1)!;
  const cost = (indices: string): number => {
    if (!indices.includes(inner)) return 0;
    return indices[1] === inner ? 1 / perLine : 1;
  };
  return n ** 3 * (cost('ip') + cost('pj'));
}
