/**
 * What the filters of a 1-D convolution over DNA look for: their weights as a step recorded them, column by column, and how much each is like the
 * motif that was planted. Pure.
 */
import type { StepTrace } from '../../../player/protocol.ts';

/** Rows of the weights, and what is planted: tests hold both against the framework's generator. */
export const BASES = 'ACGT';
export const MOTIF = 'TGACTCA';

/** Columns of four numbers, in the order of BASES. */
export type Columns = readonly (readonly number[])[];

export interface Filter {
  /** Its weights, column by column. */
  readonly weights: Columns;
  /** The same, each column's mean taken away: what tells one base from another. */
  readonly heights: Columns;
}

export interface Fit {
  /** At which column the motif lies best. */
  readonly offset: number;
  readonly correlation: number;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Weights before the step. null where the step has no filters over four rows, or did not keep them. */
export function filtersOf(trace: StepTrace): readonly Filter[] | null {
  const update = trace.updates.find(({ label }) => label === 'conv.weight');
  const tensor = trace.tensors.get(update?.before ?? Number.NaN);
  if (tensor === undefined || tensor.shape.length !== 3 || tensor.shape[1] !== BASES.length) return null;
  const [filters, rows, width] = tensor.shape as [number, number, number];
  return Array.from({ length: filters }, (_, f) => {
    const weights = Array.from({ length: width }, (_, j) =>
      Array.from({ length: rows }, (_, b) => tensor.values[(f * rows + b) * width + j]!),
    );
    return { weights, heights: centred(weights) };
  });
}

export const centred = (columns: Columns): Columns =>
  columns.map((column) => {
    const middle = mean(column);
    return column.map((value) => value - middle);
  });

/** The same filter for the other strand: turned by 180°, since A–T and C–G lie symmetric in ACGT. */
export const turned = (columns: Columns): Columns => columns.toReversed().map((column) => column.toReversed());

/** A word as columns: 1 for its base, less the mean. */
export const wordColumns = (word: string): Columns =>
  centred([...word].map((base) => [...BASES].map((other) => (other === base ? 1 : 0))));

/** At which offset a filter is most like a word; a correlation over all places and bases of the word. null: the word is longer. */
export function fitOf(heights: Columns, word: Columns = wordColumns(MOTIF)): Fit | null {
  const wanted = word.flat();
  let best: Fit | null = null;
  for (let offset = 0; offset + word.length <= heights.length; offset++) {
    const correlation = correlated(heights.slice(offset, offset + word.length).flat(), wanted);
    if (best === null || correlation > best.correlation) best = { offset, correlation };
  }
  return best;
}

function correlated(a: readonly number[], b: readonly number[]): number {
  const [ma, mb] = [mean(a), mean(b)];
  const product = a.reduce((sum, value, i) => sum + (value - ma) * (b[i]! - mb), 0);
  const size = Math.sqrt(
    a.reduce((sum, value) => sum + (value - ma) ** 2, 0) * b.reduce((sum, value) => sum + (value - mb) ** 2, 0),
  );
  return size === 0 ? 0 : product / size;
}

/** Filters by how much they are like the motif, on this strand or on the other, the most alike first. */
export function ranked(filters: readonly Filter[]): readonly { readonly filter: number; readonly fit: Fit }[] {
  return filters
    .flatMap(({ heights }, filter) => {
      const fit = fitOf(heights);
      return fit === null ? [] : [{ filter, fit }];
    })
    .toSorted((a, b) => b.fit.correlation - a.fit.correlation);
}
