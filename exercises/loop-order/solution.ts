/** How often the innermost steps of C += A · B move on to another line of memory. */
export function lineChanges(order: 'ijp' | 'ipj' | 'jip' | 'jpi' | 'pij' | 'pji', n: number, perLine: number): number {
  const inner = order.at(-1)!;
  const cost = (indices: string): number => {
    if (!indices.includes(inner)) return 0; // stands still
    return indices[1] === inner ? 1 / perLine : 1; // along a row, or down a column
  };
  return n ** 3 * (cost('ip') + cost('pj') + cost('ij'));
}
