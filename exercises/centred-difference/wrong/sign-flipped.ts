/**
 * Behind minus ahead
 *
 * The slope is what lies ahead minus what lies behind, not the reverse.
 */

export function centredDifference(f: (x: number) => number, x: number, h: number): number {
  return (f(x - h) - f(x + h)) / (2 * h);
}
