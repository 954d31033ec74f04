/** How the weights of a step are spread, by size or by value. Pure. */
import type { StepTrace } from '../../../player/protocol.ts';

/** A weight below this counts as switched off, as in the run's own examination (`smallWeights`). */
export const SMALL = 1e-3;
/** Bins for every power of ten. */
const PER_POWER = 4;
/** Sizes from 10^FROM to 10^TO; what is smaller, 0 too, falls into the first bin, what is larger into the last. */
export const FROM = -6;
export const TO = 1;
export const SIZE_BINS = (TO - FROM) * PER_POWER;
export const VALUE_BINS = 41;

/** All numbers of a step's weights, biases left out, as the step left them or, where that was not kept, found them; null where neither was. */
export function weightsOf(trace: StepTrace): Float64Array | null {
  const updates = trace.updates.filter(({ label }) => label.endsWith('weight'));
  for (const when of ['after', 'before'] as const) {
    const found = updates.map((update) => trace.tensors.get(update[when])?.values);
    if (found.length > 0 && !found.includes(undefined))
      return Float64Array.from(found.flatMap((values) => [...values!]));
  }
  return null;
}

export const shareBelow = (weights: Float64Array, size: number): number =>
  weights.filter((weight) => Math.abs(weight) < size).length / weights.length;

/** Where on a log axis from 0 to 1 a size stands. */
export const placeOfSize = (size: number): number =>
  Math.min(1, Math.max(0, (Math.log10(Math.max(size, 1e-300)) - FROM) / (TO - FROM)));

/** Which share of the weights is in each bin. */
function shares(weights: Float64Array, bins: number, place: (weight: number) => number): number[] {
  const counts = new Array<number>(bins).fill(0);
  for (const weight of weights) counts[Math.min(bins - 1, Math.floor(place(weight) * bins))]! += 1 / weights.length;
  return counts;
}

/** Of `SIZE_BINS` bins on the log axis. */
export const sharesBySize = (weights: Float64Array): number[] =>
  // A size on the border of two bins belongs to the upper one, whatever the logarithm's last digit says.
  shares(weights, SIZE_BINS, (weight) => placeOfSize(Math.abs(weight) * (1 + 1e-12)));

/** Of `VALUE_BINS` bins from −extent to extent. */
export const sharesByValue = (weights: Float64Array, extent: number): number[] =>
  shares(weights, VALUE_BINS, (weight) => Math.min(1, Math.max(0, (weight / extent + 1) / 2)));
