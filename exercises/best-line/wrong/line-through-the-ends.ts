/**
 * Two points decided for all
 *
 * Your line joins the leftmost and the rightmost point. All points pull; the best line may meet none of them.
 */

export function bestLine(x: number[], y: number[]): number[] {
  const order = x.map((_, i) => i).sort((a, b) => x[a]! - x[b]!);
  const [first, last] = [order[0]!, order[order.length - 1]!];
  const slope = x[last] === x[first] ? 0 : (y[last]! - y[first]!) / (x[last]! - x[first]!);
  return [y[first]! - slope * x[first]!, slope];
}
