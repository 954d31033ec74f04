/** What the encoders share: the distinct values of a column, in one fixed order. */
import { ChalkgradError } from '../../tensor/errors.ts';
import type { Column } from './Table.ts';

/** A value that stands for a group: a text or a number. */
export type Category = string | number;

/** Numbers by size before texts by code point, as Python sorts them (UTF-16 order differs beyond the first plane). */
export function compareCategories(a: Category, b: Category): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  const [left, right] = [[...String(a)], [...String(b)]];
  const first = left.findIndex((char, i) => char !== right[i]);
  if (first < 0) return left.length - right.length;
  return first >= right.length ? 1 : left[first]!.codePointAt(0)! - right[first]!.codePointAt(0)!;
}

/** Each value once, sorted. */
export const distinct = (values: Iterable<Category>): Category[] => [...new Set(values)].sort(compareCategories);

/** The values of a column. Errors: a missing one. */
export function categoriesOf(column: Column, name: string, encoder: string): readonly Category[] {
  const values: readonly (Category | null)[] = column.type === 'text' ? column.values : [...column.values];
  const row = values.findIndex((value) => value === null || Number.isNaN(value));
  if (row >= 0) {
    throw new ChalkgradError(
      `${encoder}: row ${row} of column '${name}' is missing`,
      "fill it first: new SimpleImputer({ strategy: 'mostFrequent' }), or a constant such as 'unknown'.",
    );
  }
  return values as readonly Category[];
}

/** Errors: a value that was not there in fitting. */
export function refuseUnknown(value: Category, known: readonly Category[], where: string, way: string): never {
  const shown = known.slice(0, 8).join(', ') + (known.length > 8 ? ' …' : '');
  throw new ChalkgradError(
    `${where} never had the value ${JSON.stringify(value)} when it was fitted`,
    `known are ${shown}. ${way}`,
  );
}
