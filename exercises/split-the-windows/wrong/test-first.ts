/**
 * Trained on the future
 *
 * The oldest windows examine in yours. Learn from the past, and be examined on what came later.
 */

export function splitWindows(count: number, testShare: number, history: number): { train: number[]; test: number[] } {
  const examined = Math.ceil(count * testShare);
  const all = Array.from({ length: count }, (_, i) => i);
  return { train: all.slice(examined === 0 ? 0 : examined + history), test: all.slice(0, examined) };
}
