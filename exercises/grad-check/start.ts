/** The worst relative error of `backward` against centred differences, and its index. x: [n], upstream: one number for each output */
export function gradCheck(
  f: (x: number[]) => number[],
  backward: (x: number[], upstream: number[]) => number[],
  x: number[],
  upstream: number[],
  h: number,
): number[] {
  // your turn: nudge, compare, keep the worst.
  return [0, 0];
}
