/**
 * Yesterday was tested, tomorrow trained
 *
 * The windows were dealt out at random. Neighbours share nearly all their values, so the examination has been seen. Cut in time, and leave a gap.
 */

export function splitWindows(count: number, testShare: number, history: number): { train: number[]; test: number[] } {
  const order = Array.from({ length: count }, (_, i) => i);
  let state = 12345;
  for (let i = count - 1; i > 0; i--) {
    state = (1103515245 * state + 12345) % 2147483648;
    const j = Math.floor((state / 2147483648) * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  const examined = Math.ceil(count * testShare);
  const inTime = (some: number[]): number[] => some.toSorted((a, b) => a - b);
  return { train: inTime(order.slice(examined)), test: inTime(order.slice(0, examined)) };
}
