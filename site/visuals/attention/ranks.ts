/**
 * At which digits each place of a sorter looks, head by head: what `sort-transformer` observes as `ranks`, a mean over sequences that nobody
 * learned from. Pure: it picks recorded numbers.
 */
import type { StepTrace } from '../../player/protocol.ts';

export interface RankRow {
  /** Share of the look that keys with this digit get, digit by digit; adds up to 1. */
  readonly shares: readonly number[];
  /** The mean digit that is looked at. */
  readonly mean: number;
}

/** By head, then by the place that looks. */
export type Ranks = readonly (readonly RankRow[])[];

/** null where the step did not observe it. */
export function ranksOf(trace: StepTrace): Ranks | null {
  const tensor = trace.tensors.get(trace.observed['ranks'] ?? Number.NaN);
  if (tensor === undefined || tensor.shape.length !== 3) return null;
  const [heads, places, digits] = tensor.shape as [number, number, number];
  return Array.from({ length: heads }, (_, head) =>
    Array.from({ length: places }, (_row, place) => {
      const first = (head * places + place) * digits;
      const shares = Array.from(tensor.values.subarray(first, first + digits));
      return { shares, mean: shares.reduce((sum, share, digit) => sum + share * digit, 0) };
    }),
  );
}

/** How far a head's fan is open: the mean digit of the last place over that of the first. */
export const fanOf = (head: readonly RankRow[]): number => (head.at(-1)?.mean ?? 0) - (head[0]?.mean ?? 0);

/** The head whose fan is open furthest, from 0. */
export function widestHead(ranks: Ranks): number {
  const fans = ranks.map(fanOf);
  return fans.indexOf(Math.max(...fans));
}

/** How many digits a guess is off, on average over the places. */
export const missBy = (guess: readonly number[], head: readonly RankRow[]): number =>
  head.reduce((sum, { mean }, place) => sum + Math.abs(mean - (guess[place] ?? 0)), 0) / head.length;
