/**
 * What a threshold does to examined people whose chances a step recorded: how many of each outcome stand in each hundredth of the chance.
 * Pure: it adds up recorded counts.
 */
import type { StepTrace } from '../../../player/protocol.ts';

export interface Histogram {
  /** How many of class 0 have a chance in this part of 0 … 1. */
  readonly noes: readonly number[];
  readonly yeses: readonly number[];
}

/** null where the step did not record it. */
export function histogramOf(trace: StepTrace): Histogram | null {
  const tensor = trace.tensors.get(trace.observed['examined'] ?? Number.NaN);
  if (tensor === undefined || tensor.shape.length !== 2 || tensor.shape[0] !== 2) return null;
  const bins = tensor.shape[1]!;
  return { noes: [...tensor.values.slice(0, bins)], yeses: [...tensor.values.slice(bins)] };
}

export interface Outcome {
  readonly threshold: number;
  readonly hits: number;
  readonly falseAlarms: number;
  readonly misses: number;
  readonly spared: number;
  readonly accuracy: number;
  readonly precision: number;
  readonly recall: number;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** Saying yes from part `from` of the histogram on; a share of nothing is 0. */
export function outcomeOf({ noes, yeses }: Histogram, from: number): Outcome {
  const [hits, falseAlarms] = [sum(yeses.slice(from)), sum(noes.slice(from))];
  const [misses, spared] = [sum(yeses) - hits, sum(noes) - falseAlarms];
  return {
    threshold: from / noes.length,
    hits,
    falseAlarms,
    misses,
    spared,
    accuracy: share(hits + spared, hits + falseAlarms + misses + spared),
    precision: share(hits, hits + falseAlarms),
    recall: share(hits, hits + misses),
  };
}

/** Of those whose chance lies within `reach` of a place: how many there are, and which share is a yes. */
export function nearby(
  { noes, yeses }: Histogram,
  at: number,
  reach: number,
): { readonly count: number; readonly share: number } {
  const [from, to] = [Math.max(0, at - reach), at + reach];
  const [no, yes] = [sum(noes.slice(from, to)), sum(yeses.slice(from, to))];
  return { count: no + yes, share: share(yes, no + yes) };
}
