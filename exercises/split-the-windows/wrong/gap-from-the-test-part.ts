/**
 * The gap was taken from the examination
 *
 * Which side gives up the windows of the gap is a matter of agreement. Here the examination keeps its share, and the gap comes out of what is learned from.
 *
 * @convention
 */

export function splitWindows(count: number, testShare: number, history: number): { train: number[]; test: number[] } {
  const first = count - Math.ceil(count * testShare);
  const all = Array.from({ length: count }, (_, i) => i);
  return { train: all.slice(0, first), test: all.slice(first === count ? count : first + history) };
}
