/**
 * n² steps instead of n³
 *
 * The innermost statement runs n · n · n times. You counted the runs of the inner loop, not its steps.
 */

export function lineChanges(order: 'ijp' | 'ipj' | 'jip' | 'jpi' | 'pij' | 'pji', n: number, perLine: number): number {
  const inner = order.at(-1)!;
  const cost = (indices: string): number => {
    if (!indices.includes(inner)) return 0;
    return indices[1] === inner ? 1 / perLine : 1;
  };
  return n ** 2 * (cost('ip') + cost('pj') + cost('ij'));
}
