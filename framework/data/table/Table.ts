/**
 * Named columns of equal length, as they come out of a CSV file: numbers, whole numbers, truth values, text. Something missing
 * is NaN among numbers and null among texts. Never changed in place: every step of the preprocessing gives a new table
 * that shares the columns it did not touch. Not a data-frame library: what a network needs, and no more.
 */

import type { CsvValue } from '../../io/csv.ts';
import { check, optionsOf, signature } from '../../tensor/arguments.ts';
import { allocate, type DType } from '../../tensor/dtype.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import { didYouMean } from '../../tensor/nearest.ts';
import { type Tensor, tensorFrom } from '../../tensor/Tensor.ts';
import { checkId } from '../Dataset.ts';
import { wholeNumbers } from '../listOf.ts';
import { looksLikeNumber } from './numberFormat.ts';

/** What a column holds. */
export type ColumnType = 'number' | 'integer' | 'boolean' | 'text';

/** A column of numbers or truth values. */
export interface NumberColumn {
  readonly type: 'number' | 'integer' | 'boolean';
  /** NaN where a value is missing; truth values are 1 and 0. */
  readonly values: Float64Array<ArrayBuffer>;
}

/** A column of texts. */
export interface TextColumn {
  readonly type: 'text';
  /** null where a value is missing. */
  readonly values: readonly (string | null)[];
}

/** One column of a table. `type` tells which it is. */
export type Column = NumberColumn | TextColumn;

const made = signature('Table', { columns: 'iterable' });
const methods = {
  column: signature('Table.column', { name: 'text' }),
  made: signature('Table', { name: 'text', column: 'column' }),
  withColumn: signature('Table.withColumn', { name: 'text', column: 'column' }),
  numbers: signature('Table.numbers', { name: 'text' }),
  isMissing: signature('Table.isMissing', { name: 'text', row: 'size' }),
  select: signature('Table.select', { names: 'texts' }),
  without: signature('Table.without', { names: 'texts' }),
  take: signature('Table.take', { rows: 'anything' }),
  toTensor: signature('Table.toTensor', { names: 'texts?' }, { dtype: 'dtype' }),
  of: signature('Table.of', { columns: 'record' }),
};

/**
 * @example
 * const people = Table.of({ age: [31, NaN, 45], city: ['Bern', 'Oslo', null] });
 * people.numbers('age');                       // Float64Array [31, NaN, 45]
 * people.take([0, 2]).toTensor(['age']);       // float32 [2, 1]
 */
export class Table {
  private readonly columns: ReadonlyMap<string, Column>;
  /** Rows. */
  readonly length: number;

  /** Errors: columns of different lengths, or two of one name. */
  constructor(columns: Iterable<readonly [name: string, column: Column]>) {
    check(made, columns);
    const list = [...columns];
    if (!list.every(Array.isArray)) check(made, null);
    for (const [name, column] of list) check(methods.made, name, column);
    this.columns = new Map(list);
    this.length = list[0]?.[1].values.length ?? 0;
    const other = list.find(([, { values }]) => values.length !== this.length);
    if (other !== undefined) {
      throw new ChalkgradError(
        `Table: column '${other[0]}' has ${other[1].values.length} rows, '${list[0]![0]}' has ${this.length}`,
        'all columns must have the same number of rows.',
      );
    }
    if (this.columns.size !== list.length) {
      const names = list.map(([name]) => name);
      throw new ChalkgradError(
        `Table: two columns are called '${names.find((name, i) => names.indexOf(name) !== i)}'`,
        'give each column a name of its own.',
      );
    }
  }

  /** A table from lists: numbers where all values are numbers, truth values likewise, text otherwise. null and NaN are missing. */
  static of(columns: Readonly<Record<string, readonly CsvValue[] | Float64Array>>): Table {
    check(methods.of, columns);
    return new Table(
      Object.entries(columns).map(([name, values]) => {
        if (!Array.isArray(values) && !(ArrayBuffer.isView(values) && 'length' in values)) {
          throw new ChalkgradError(
            `Table: column '${name}' is no list of values`,
            'give it an array of numbers or texts; of a tensor [N]: x.toArray().',
          );
        }
        return [name, columnOf(Array.from(values))];
      }),
    );
  }

  get names(): string[] {
    return [...this.columns.keys()];
  }

  /** Errors: no such column, with the names there are. */
  column(name: string): Column {
    check(methods.column, name);
    const column = this.columns.get(name);
    if (column === undefined)
      throw new ChalkgradError(
        `Table: there is no column '${name}'`,
        `the columns are ${this.names.join(', ')}.${didYouMean(name, this.names)}`,
      );
    return column;
  }

  /** The values of a column of numbers; NaN where one is missing. */
  numbers(name: string): Float64Array<ArrayBuffer> {
    check(methods.numbers, name);
    const column = this.column(name);
    if (column.type === 'text') {
      const number = column.values.find((value) => value !== null && looksLikeNumber(value));
      throw new ChalkgradError(
        `Table: column '${name}' holds text`,
        number === undefined
          ? 'encode it (OneHotEncoder, OrdinalEncoder), or declare its type when reading the file.'
          : `'${number}' looks like a number: say how such are written, readTable(text, { decimal: ',' }) or { thousands: ',' }, or declare its type.`,
      );
    }
    return column.values;
  }

  /** The values of a column of text; null where one is missing. */
  texts(name: string): readonly (string | null)[] {
    const column = this.column(name);
    if (column.type !== 'text')
      throw new ChalkgradError(`Table: column '${name}' holds ${column.type}s`, 'read it with numbers(name).');
    return column.values;
  }

  isMissing(name: string, row: number): boolean {
    check(methods.isMissing, name, row);
    const column = this.column(name);
    return column.type === 'text' ? column.values[row] === null : Number.isNaN(column.values[row]);
  }

  /** Only these columns, in this order. */
  select(names: readonly string[]): Table {
    check(methods.select, names);
    return new Table(names.map((name) => [name, this.column(name)]));
  }

  /** All columns but these. */
  without(names: readonly string[]): Table {
    check(methods.without, names);
    for (const name of names) this.column(name);
    return this.select(this.names.filter((name) => !names.includes(name)));
  }

  /** With one column added or put in the place of the one of that name. */
  withColumn(name: string, column: Column): Table {
    check(methods.withColumn, name, column);
    return new Table(new Map(this.columns).set(name, column));
  }

  /** These rows, in this order. */
  take(rows: ArrayLike<number> | Tensor): Table {
    check(methods.take, rows);
    const ids = wholeNumbers(rows, 'Table: take');
    for (const id of ids) checkId(id, this.length);
    const taken = ({ type, values }: Column): Column =>
      type === 'text'
        ? { type, values: Array.from(ids, (id) => values[id] as string | null) }
        : { type, values: Float64Array.from(ids, (id) => values[id] as number) };
    return new Table([...this.columns].map(([name, column]) => [name, taken(column)]));
  }

  /**
   * Columns of numbers side by side. → [rows, columns]; missing values stay NaN. Default: all columns, float32.
   *
   * Errors: a column of text; a value that int32 or bool cannot hold, as a missing one.
   */
  toTensor(names: readonly string[] = this.names, options: { readonly dtype?: DType } = {}): Tensor {
    options = optionsOf(methods.toTensor, [names, options]);
    const dtype = options.dtype ?? 'float32';
    const out = allocate(dtype, this.length * names.length);
    names.forEach((name, j) => {
      this.numbers(name).forEach((value, i) => {
        const at = i * names.length + j;
        out[at] = value;
        if (dtype === 'int32' ? out[at] !== value : dtype === 'bool' && value !== 0 && value !== 1) {
          throw new ChalkgradError(
            `Table: row ${i} of column '${name}' is ${Number.isNaN(value) ? 'missing' : value}, which ${dtype} cannot hold`,
            'fill or leave out missing values first (SimpleImputer, dropMissing), or take float32.',
          );
        }
      });
    });
    return tensorFrom(out, [this.length, names.length], dtype);
  }

  /** Names first, then the rows: what encodeCsv takes. */
  toRows(): CsvValue[][] {
    const columns = [...this.columns.values()];
    const rows = Array.from({ length: this.length }, (_, i) => columns.map((column) => valueAt(column, i)));
    return [this.names, ...rows];
  }
}

/** A value as it is written in a file. */
export function valueAt(column: Column, row: number): CsvValue {
  const value = column.values[row]!;
  if (typeof value !== 'number') return value;
  if (Number.isNaN(value)) return null;
  return column.type === 'boolean' ? value === 1 : value;
}

/** A column of numbers where all values are numbers, of truth values likewise, of text otherwise. NaN, null and undefined are missing. */
export function columnOf(given: readonly CsvValue[]): Column {
  const values = given.map((value) => (value === undefined || Number.isNaN(value) ? null : value));
  const strange = values.find((value) => value !== null && !['number', 'string', 'boolean'].includes(typeof value));
  if (strange !== undefined) {
    throw new ChalkgradError(
      `Table: ${Array.isArray(strange) ? 'a list' : `something of type ${typeof strange}`} is no value of a column`,
      'a column holds numbers, texts or truth values; null where one is missing.',
    );
  }
  const isAll = (type: string): boolean => values.every((value) => value === null || typeof value === type);
  const asNumbers = (): Float64Array<ArrayBuffer> =>
    Float64Array.from(values, (value) => (value === null ? Number.NaN : Number(value)));
  if (isAll('number')) return { type: 'number', values: asNumbers() };
  if (isAll('boolean')) return { type: 'boolean', values: asNumbers() };
  return { type: 'text', values: values.map((value) => (value === null ? null : String(value))) };
}
