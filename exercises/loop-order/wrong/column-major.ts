/**
 * Rows and columns exchanged
 *
 * You let a step along a row cost a whole line, and a step down a column a part of one. The numbers of a row lie
 * side by side, so it is the other way round.
 */

export function lineChanges(order: 'ijp' | 'ipj' | 'jip' | 'jpi' | 'pij' | 'pji', n: number, perLine: number): number {
  const inner = order.at(-1)!;
  const cost = (indices: string): number => {
    if (!indices.includes(inner)) return 0;
    return indices[0] === inner ? 1 / perLine : 1;
  };
  return n ** 3 * (cost('ip') + cost('pj') + cost('ij'));
}
