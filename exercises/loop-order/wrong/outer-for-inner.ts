/**
 * The first letter decides
 *
 * You looked at the outermost loop, which moves once in n² steps. The last letter of the order is the one that
 * moves every time.
 */

export function lineChanges(order: 'ijp' | 'ipj' | 'jip' | 'jpi' | 'pij' | 'pji', n: number, perLine: number): number {
  const inner = order.at(0)!;
  const cost = (indices: string): number => {
    if (!indices.includes(inner)) return 0;
    return indices[1] === inner ? 1 / perLine : 1;
  };
  return n ** 3 * (cost('ip') + cost('pj') + cost('ij'));
}
