/**
 * Only the brightest pixel was looked at
 *
 * One pixel can move for little reason while the rest stays as it was. Compare all of them.
 */
interface Model {
  readonly first: number[][];
  readonly last: number[];
}

export function explainsTheModel(
  explain: (w: Model, x: number[]) => number[],
  trained: Model,
  random: Model,
  x: number[],
): boolean {
  const top = (map: number[]): number =>
    map.reduce((best, value, i) => (Math.abs(value) > Math.abs(map[best]!) ? i : best), 0);
  return top(explain(trained, x)) !== top(explain(random, x));
}
