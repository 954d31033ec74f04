/**
 * CSV text → a table with types. A type is either declared or found: a column is what all its values are. Nothing is
 * guessed silently: a declared type that a value does not fit is an error that names line and column.
 */

import { decodeText, readBytes } from '../../io/bytes.ts';
import { type CsvOptions, checkEven, cutCsv } from '../../io/csv.ts';
import { filled } from '../../io/csvDelimiter.ts';
import type { WrittenRow } from '../../io/csvRows.ts';
import { optionsOf, signature } from '../../tensor/arguments.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import { didYouMean } from '../../tensor/nearest.ts';
import { checkFormat, foundFormat, looksLikeNumber, type NumberFormat, numberIn } from './numberFormat.ts';
import { type Column, type ColumnType, Table } from './Table.ts';

export interface TableOptions extends CsvOptions {
  /** Does the first row hold the names? Default true; otherwise columns are called column1, column2 … */
  readonly header?: boolean;
  /** Types of columns by name; the others are found. */
  readonly types?: Readonly<Record<string, ColumnType>>;
  /** What stands for a missing value, in any column. Default: MISSING_MARKERS. */
  readonly missing?: readonly string[];
  /** The decimal sign. Default: a comma if a column can only hold such numbers (1,5 between semicolons; 1.234,5), else a point. */
  readonly decimal?: '.' | ',';
  /** Sign between groups of three digits. Default: found if a column can only hold such numbers (1,234.5), else none. */
  readonly thousands?: string;
}

/** What other programs write where there is no number: nothing, words, and a spreadsheet's errors. */
const NOTHING = ['', '?', 'NA', 'N/A', 'n/a', '<NA>', 'NaN', 'nan', '-NaN', '-nan', 'null', 'NULL', 'None'];
const SHEET_ERRORS = ['#N/A', '#N/A N/A', '#NA', '#DIV/0!', '#NUM!', '#VALUE!', '#REF!', '#NAME?', '#NULL!'];
/** Missing in the tables of statistical offices; in a column of + and - they are values. */
const DASHES = ['-', '–', '—'];

/** Spaces around a value do not count when it is compared with these. A dash counts only where no value of its column is a plus. */
export const MISSING_MARKERS: readonly string[] = [...NOTHING, ...SHEET_ERRORS, ...DASHES];

const INTEGER = /^[+-]?\d+$/;
/** A post code or an article number: as a number it would lose its zeros. */
const LEADING_ZERO = /^[+-]?0\d/;
const truths: Readonly<Record<string, number>> = { true: 1, yes: 1, 1: 1, false: 0, no: 0, 0: 0 };

const kinds = {
  delimiter: 'text',
  name: 'text',
  header: 'boolean',
  types: 'columnTypes',
  missing: 'texts',
  decimal: 'text',
  thousands: 'text',
} as const;
const call = signature('readTable', { text: 'text' }, kinds);
const loading = signature('loadTable', { path: 'text' }, kinds);

/**
 * Found types: `integer` if every value is a whole number, `number` if every value is a number, `boolean` if every value is
 * true or false, otherwise `text`; a column of nothing but missing values holds numbers. Values with leading zeros
 * (007) are text, inf and -inf are numbers. Spaces around a value count in quotes only; empty fields at the ends of lines that belong to no
 * column are passed over.
 *
 * Errors: no rows, ragged or badly quoted lines, a name twice, a value that does not fit its declared type.
 *
 * @example readTable('age,city\n31,Bern\n,Oslo\n', { types: { age: 'integer' } }).numbers('age') // [31, NaN]
 */
export function readTable(text: string, options: TableOptions = {}): Table {
  options = optionsOf(call, [text, options]);
  const { name = 'csv', header = true, types = {}, missing, decimal, thousands = '' } = options;
  const { rows: written, delimiter } = cutCsv(text, options);
  const rows = withoutEmptyEnds(written, header);
  checkEven(rows, delimiter, name);
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
      `the columns are ${names.join(', ')}.${didYouMean(unknown, names)}`,
    );
  }
  checkFormat(name, decimal ?? (thousands === '.' ? ',' : '.'), thousands);
  const body = header ? rows.slice(1) : rows;
  const columns = names.map((_, place) => cellsOf(body, place, missing));
  const isGiven = decimal !== undefined || thousands !== '';
  const told = { decimal: decimal ?? (thousands === '.' ? ',' : '.'), thousands };
  const format: Format = { ...(isGiven ? told : foundFormat(columns.map(presentIn), delimiter !== ',')), isGiven };
  return new Table(
    names.map((column, place) => {
      const cells = columns[place]!;
      const type = (Object.hasOwn(types, column) ? types[column] : undefined) ?? foundType(cells, format);
      return [column, readColumn(cells, type, format, `${name}: column '${column}'`)];
    }),
  );
}

/** The same from a file or URL. */
export async function loadTable(path: string, options: TableOptions = {}): Promise<Table> {
  options = optionsOf(loading, [path, options]);
  return readTable(decodeText(await readBytes(path), path), { name: path, ...options });
}

interface Format extends NumberFormat {
  /** By the caller, not found. */
  readonly isGiven: boolean;
}

interface Cell {
  /** null: missing. */
  readonly text: string | null;
  readonly line: number;
}

/** Without the empty fields that signs at the ends of lines make: those beyond the last column with a name, if nothing stands there. */
function withoutEmptyEnds(rows: WrittenRow[], header: boolean): WrittenRow[] {
  const [first] = rows;
  if (first === undefined) return rows;
  const width = header ? filled(first) : first.fields.length;
  const isSpare = rows.every((row) => filled(row) <= width);
  if (width === 0 || !isSpare) return rows;
  return rows.map((row) => (row.fields.length > width ? { ...row, fields: row.fields.slice(0, width) } : row));
}

function cellsOf(rows: readonly WrittenRow[], place: number, missing: readonly string[] | undefined): Cell[] {
  const hasPlus = missing === undefined && rows.some(({ fields }) => fields[place]!.trim() === '+');
  const isMissing = new Set(missing ?? MISSING_MARKERS.filter((marker) => !hasPlus || !DASHES.includes(marker)));
  return rows.map(({ fields, quoted, line }) => {
    const trimmed = fields[place]!.trim();
    return { text: isMissing.has(trimmed) ? null : quoted[place] ? fields[place]! : trimmed, line };
  });
}

const presentIn = (cells: readonly Cell[]): string[] =>
  cells.flatMap(({ text }) => (text === null ? [] : [text.trim()]));

function foundType(cells: readonly Cell[], format: Format): ColumnType {
  const texts = presentIn(cells);
  if (texts.some((text) => LEADING_ZERO.test(text))) return 'text';
  const numbers = texts.map((text) => numberIn(text, format, format.isGiven));
  if (texts.length > 0 && texts.every((text, i) => isWhole(text, numbers[i], format))) return 'integer';
  if (numbers.every((value) => value !== undefined)) return 'number';
  return texts.every((text) => /^(?:true|false)$/i.test(text)) ? 'boolean' : 'text';
}

/** Written as a whole number, and one that a float holds exactly. */
const isWhole = (text: string, value: number | undefined, { thousands }: Format): boolean =>
  Number.isSafeInteger(value) && INTEGER.test(thousands === '' ? text : text.replaceAll(thousands, ''));

function readColumn(cells: readonly Cell[], type: ColumnType, format: Format, where: string): Column {
  if (type === 'text') return { type, values: cells.map(({ text }) => text) };
  const values = cells.map(({ text, line }) => {
    const value = text === null ? Number.NaN : parsedValue(text.trim(), type, format);
    if (value !== undefined) return value;
    const written = looksLikeNumber(text!) ? " Say how numbers are written: { decimal: ',' }, { thousands: ',' }." : '';
    throw new ChalkgradError(
      `${where}, line ${line}: '${text}' is not ${type === 'integer' ? 'a whole number' : type === 'number' ? 'a number' : 'true or false'}`,
      `correct the file, list the text among the missing markers, or declare the column as text.${written}`,
    );
  });
  return { type, values: Float64Array.from(values) };
}

function parsedValue(text: string, type: Exclude<ColumnType, 'text'>, format: Format): number | undefined {
  if (type === 'boolean') return Object.hasOwn(truths, text.toLowerCase()) ? truths[text.toLowerCase()] : undefined;
  const value = numberIn(text, format, format.isGiven);
  return type === 'number' || isWhole(text, value, format) ? value : undefined;
}
