/**
 * A last digit is no difference
 *
 * Any difference at all was taken for one. Ask how alike the maps are, not whether they are equal.
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
  const [a, b] = [explain(trained, x), explain(random, x)];
  return a.some((value, i) => value !== b[i]);
}
