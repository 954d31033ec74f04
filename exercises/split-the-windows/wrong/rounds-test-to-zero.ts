/**
 * Rounded down
 *
 * A share of a few windows must not vanish: round up.
 */

export function splitWindows(count: number, testShare: number, history: number): { train: number[]; test: number[] } {
  const first = count - Math.floor(count * testShare);
  const all = Array.from({ length: count }, (_, i) => i);
  return { train: all.slice(0, first === count ? count : Math.max(0, first - history)), test: all.slice(first) };
}
