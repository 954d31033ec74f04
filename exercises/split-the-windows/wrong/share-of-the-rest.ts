/**
 * The share is of all windows
 *
 * You took the gap away first, and the share of what was left. It is the share of all windows.
 */

export function splitWindows(count: number, testShare: number, history: number): { train: number[]; test: number[] } {
  const examined = Math.ceil(Math.max(0, count - history) * testShare);
  const first = count - examined;
  const all = Array.from({ length: count }, (_, i) => i);
  return { train: all.slice(0, first === count ? count : Math.max(0, first - history)), test: all.slice(first) };
}
