/**
 * Both maps came from the trained one
 *
 * They are alike, whatever the explanation. The second map belongs to the network with random weights.
 */
interface Model {
  readonly first: number[][];
  readonly last: number[];
}

/** Places in order; equal numbers share the mean of theirs. */
function ranks(values: number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal + 1) / 2;
  });
}

function correlation(a: number[], b: number[]): number {
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [middleA, middleB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (const i of a.keys()) {
    const [da, db] = [a[i]! - middleA, b[i]! - middleB];
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  return ab / Math.sqrt(aa * bb);
}

export function explainsTheModel(
  explain: (w: Model, x: number[]) => number[],
  trained: Model,
  random: Model,
  x: number[],
): boolean {
  const isInk = (_: number, i: number): boolean => x[i] !== 0;
  const [a, b] = [explain(trained, x), explain(trained, x)].map((map) => map.filter(isInk).map(Math.abs));
  if (new Set(a).size < 2 || new Set(b).size < 2 || random.last.length === 0) return false;
  return Math.abs(correlation(ranks(a!), ranks(b!))) < 0.8;
}
