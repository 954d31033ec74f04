/** A training that goes on: one array of weights, overwritten before every look, as an optimizer does. */

interface Keeper {
  see(epoch: number, value: number, weights: number[]): boolean;
  readonly epoch: number;
  readonly weights: number[];
}

type Best = new (mode: 'min' | 'max') => Keeper;

/** What is kept after every value, read when the weights have moved on. */
export function drive(
  student: { readonly Best: Best },
  mode: 'min' | 'max',
  sightings: readonly (readonly [epoch: number, value: number, weights: readonly number[]])[],
) {
  const best = new student.Best(mode);
  const live: number[] = [];
  return sightings.map(([epoch, value, weights]) => {
    for (const [i, weight] of weights.entries()) live[i] = weight;
    const kept = best.see(epoch, value, live);
    // The next update.
    for (const [i, weight] of weights.entries()) live[i] = weight + 100;
    return { kept, epoch: best.epoch, weights: Array.from(best.weights) };
  });
}
