/** What the encoders share: the distinct values of a column, in one fixed order. */
import { ChalkgradError } from '../../tensor/errors.ts';
import { didYouMean } from '../../tensor/nearest.ts';
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

/**
 * Errors: a column of text where the categories are numbers, or the other way round: no value would be known. It happens when one bad cell
 * makes text of a column in train and not in test.
 */
export function checkKind(column: Column, known: readonly Category[], name: string, encoder: string): void {
  const isText = column.type === 'text';
  if (column.values.length === 0 || known.some((value) => (typeof value === 'string') === isText)) return;
  throw new ChalkgradError(
    `${encoder}: column '${name}' holds ${isText ? 'text' : `${column.type}s`}, its categories are ${isText ? 'numbers' : 'text'}`,
    `give it one type in all tables: readTable(text, { types: { ${name}: 'text' } }).`,
  );
}

/** Errors: a value that was not there in fitting. */
export function refuseUnknown(value: Category, known: readonly Category[], where: string, way: string): never {
  const shown = known.slice(0, 8).join(', ') + (known.length > 8 ? ' …' : '');
  const isOtherKind = !known.some((other) => typeof other === typeof value);
  const kinds = isOtherKind
    ? ` This is a ${typeof value}, they are ${typeof known[0]}s.`
    : didYouMean(String(value), known.map(String));
  throw new ChalkgradError(
    `${where} never had the value ${JSON.stringify(value)} when it was fitted`,
    `known are ${shown}.${kinds} ${way}`,
  );
}
