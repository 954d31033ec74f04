/**
 * Everything runs along rows
 *
 * You let every array that moves cost 1 / perLine. Where the moving index stands first, each step jumps a whole
 * row further, to another line.
 */

export function lineChanges(order: 'ijp' | 'ipj' | 'jip' | 'jpi' | 'pij' | 'pji', n: number, perLine: number): number {
  const inner = order.at(-1)!;
  const cost = (indices: string): number => {
    return indices.includes(inner) ? 1 / perLine : 0;
  };
  return n ** 3 * (cost('ip') + cost('pj') + cost('ij'));
}
