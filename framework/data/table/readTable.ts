/**
 * CSV text → a table with types. A type is either declared or found: a column is what all its values are. Nothing is
 * guessed silently: a declared type that a value does not fit is an error that names line and column.
 */
import { decodeText, readBytes } from '../../io/bytes.ts';
import { type CsvOptions, type CsvRow, parseCsv } from '../../io/csv.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import { type Column, type ColumnType, Table } from './Table.ts';

export interface TableOptions extends CsvOptions {
  /** Does the first row hold the names? Default true; otherwise columns are called column1, column2 … */
  readonly header?: boolean;
  /** Types of columns by name; the others are found. */
  readonly types?: Readonly<Record<string, ColumnType>>;
  /** What stands for a missing value, in any column. Default: MISSING_MARKERS. */
  readonly missing?: readonly string[];
}

/** Spaces around a value do not count when it is compared with these. */
export const MISSING_MARKERS: readonly string[] = ['', '?', 'NA', 'N/A', 'NaN', 'nan', 'null', 'NULL', 'None'];

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const INTEGER = /^[+-]?\d+$/;
/** A post code or an article number: as a number it would lose its zeros. */
const LEADING_ZERO = /^[+-]?0\d/;
const truths: Readonly<Record<string, number>> = { true: 1, yes: 1, 1: 1, false: 0, no: 0, 0: 0 };

/**
 * Found types: `integer` if every value is a whole number, `number` if every value is a number, `boolean` if every value is
 * true or false, otherwise `text`; a column of nothing but missing values holds numbers. Values with leading zeros
 * (007) are text.
 *
 * Errors: no rows, ragged or badly quoted lines, a name twice, a value that does not fit its declared type.
 *
 * @example readTable('age,city\n31,Bern\n,Oslo\n', { types: { age: 'integer' } }).numbers('age') // [31, NaN]
 */
export function readTable(text: string, options: TableOptions = {}): Table {
  const { name = 'csv', header = true, types = {}, missing = MISSING_MARKERS } = options;
  const rows = parseCsv(text, options);
  const [first] = rows;
  if (first === undefined)
    throw new ChalkgradError(
      `${name}: holds no rows`,
      header ? 'the first line must name the columns.' : 'is it the right file?',
    );
  const names = header ? first.fields.map((field) => field.trim()) : first.fields.map((_, i) => `column${i + 1}`);
  const unknown = Object.keys(types).find((declared) => !names.includes(declared));
  if (unknown !== undefined) {
    throw new ChalkgradError(
      `${name}: a type is declared for '${unknown}', which is no column`,
      `the columns are ${names.join(', ')}.`,
    );
  }
  const body = header ? rows.slice(1) : rows;
  const isMissing = new Set(missing);
  return new Table(
    names.map((column, place) => {
      const cells = cellsOf(body, place, isMissing);
      return [column, readColumn(cells, types[column] ?? foundType(cells), `${name}: column '${column}'`)];
    }),
  );
}

/** The same from a file or URL. */
export const loadTable = async (path: string, options: TableOptions = {}): Promise<Table> =>
  readTable(decodeText(await readBytes(path), path), { name: path, ...options });

interface Cell {
  /** null: missing. */
  readonly text: string | null;
  readonly line: number;
}

const cellsOf = (rows: readonly CsvRow[], place: number, isMissing: ReadonlySet<string>): Cell[] =>
  rows.map(({ fields, line }) => ({ text: isMissing.has(fields[place]!.trim()) ? null : fields[place]!, line }));

function foundType(cells: readonly Cell[]): ColumnType {
  const texts = cells.flatMap(({ text }) => (text === null ? [] : [text.trim()]));
  if (texts.some((text) => LEADING_ZERO.test(text))) return 'text';
  if (texts.length > 0 && texts.every((text) => INTEGER.test(text) && Number.isSafeInteger(Number(text))))
    return 'integer';
  if (texts.every((text) => NUMBER.test(text))) return 'number';
  return texts.every((text) => /^(?:true|false)$/i.test(text)) ? 'boolean' : 'text';
}

function readColumn(cells: readonly Cell[], type: ColumnType, where: string): Column {
  if (type === 'text') return { type, values: cells.map(({ text }) => text) };
  const values = cells.map(({ text, line }) => {
    const value = text === null ? Number.NaN : parsedValue(text.trim(), type);
    if (value !== undefined) return value;
    throw new ChalkgradError(
      `${where}, line ${line}: '${text}' is not ${type === 'integer' ? 'a whole number' : type === 'number' ? 'a number' : 'true or false'}`,
      'correct the file, list the text among the missing markers, or declare the column as text.',
    );
  });
  return { type, values: Float64Array.from(values) };
}

function parsedValue(text: string, type: Exclude<ColumnType, 'text'>): number | undefined {
  if (type === 'boolean') return Object.hasOwn(truths, text.toLowerCase()) ? truths[text.toLowerCase()] : undefined;
  const fits = type === 'integer' ? INTEGER.test(text) && Number.isSafeInteger(Number(text)) : NUMBER.test(text);
  return fits ? Number(text) : undefined;
}
