/**
 * The step was not used
 *
 * Whatever h was given, you took a tiny one of your own: rounding eats the difference.
 */

export function centredDifference(f: (x: number) => number, x: number, h: number): number {
  const tiny = 1e-12 + 0 * h;
  return (f(x + tiny) - f(x - tiny)) / (2 * tiny);
}
