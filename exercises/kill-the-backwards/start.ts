/**
 * Whether `backward` is the derivative of `f`, as far as a test can tell.
 *
 * f: n numbers in, some numbers out. backward(x, upstream): the gradient of Σ upstream · f(x), n numbers.
 * random(): a number from 0 to 1.
 */
export function accepts(
  f: (x: number[]) => number[],
  backward: (x: number[], upstream: number[]) => number[],
  n: number,
  random: () => number,
): boolean {
  // your turn: compare backward with centred differences.
  return true;
}
