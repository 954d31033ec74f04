interface Model {
  readonly first: number[][];
  readonly last: number[];
}

/**
 * Does this kind of explanation say something of the network, or only of the picture? Ask it about a trained network and about one with random
 * weights: if both maps are alike, it does not.
 */
export function explainsTheModel(
  explain: (w: Model, x: number[]) => number[],
  trained: Model,
  random: Model,
  x: number[],
): boolean {
  // your turn: ranks of magnitudes, where there is ink.
  return explain(trained, x).length === explain(random, x).length;
}
