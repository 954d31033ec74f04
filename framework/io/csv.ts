/**
 * Comma-separated values as text: rows of fields, nothing about their meaning (data/table/readTable.ts gives them types). Source: RFC 4180.
 * Read: any of CRLF, LF and CR, a byte-order mark, `sep=;`, blank lines (passed over). Written: LF, quotes where they are needed, or where
 * another reader might take a sign for the one between fields.
 */
import { optionsOf, signature } from '../tensor/arguments.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import { foundDelimiter, PARTING_SIGNS, sourceOf } from './csvDelimiter.ts';
import { readRows, type WrittenRow } from './csvRows.ts';

/** One row of a CSV file, with the line it starts on. */
export interface CsvRow {
  readonly fields: readonly string[];
  /** Line of the file where the row starts, from 1. */
  readonly line: number;
}

export interface CsvOptions {
  /** One character between fields. Default: what a first line `sep=;` says, or what cuts all lines evenly: a comma, ; a tab or |. */
  readonly delimiter?: string;
  /** How the file is called in errors. */
  readonly name?: string;
}

const calls = {
  parseCsv: signature('parseCsv', { text: 'text' }, { delimiter: 'text', name: 'text' }),
  encodeCsv: signature('encodeCsv', { rows: 'lists' }, { delimiter: 'text', name: 'text' }),
};

/**
 * Text → rows. Every row must have as many fields as the first.
 *
 * Errors name the line: an open quote, text after a closing quote, a quote inside an unquoted field, a ragged row.
 *
 * @example parseCsv('a,b\n1,"x, y"\n')[1].fields // ['1', 'x, y']
 */
export function parseCsv(text: string, options: CsvOptions = {}): CsvRow[] {
  options = optionsOf(calls.parseCsv, [text, options]);
  const { rows, delimiter } = cutCsv(text, options);
  checkEven(rows, delimiter, options.name);
  return rows.map(({ fields, line }) => ({ fields, line }));
}

/** The rows as they stand, even or not, and the sign that parts them. */
export function cutCsv(
  text: string,
  { name = 'csv', delimiter }: CsvOptions,
): { rows: WrittenRow[]; delimiter: string } {
  if (typeof text !== 'string')
    throw new ChalkgradError(
      `${name}: something of type ${typeof text} is no text`,
      'give it the text of the file: decodeText(bytes, name).',
    );
  const wanted = delimiter === undefined ? undefined : checkedDelimiter(delimiter);
  const { source, said } = sourceOf(text, name);
  const used = wanted ?? (said === undefined ? foundDelimiter(source) : checkedDelimiter(said));
  return { rows: [...readRows(source, used)], delimiter: used };
}

/** Errors: a row with more or fewer fields than the first. */
export function checkEven(rows: readonly WrittenRow[], delimiter: string, name = 'csv'): void {
  const width = rows[0]?.fields.length;
  const ragged = rows.find(({ fields }) => fields.length !== width);
  if (ragged === undefined) return;
  const decimals = delimiter === ',' ? '; decimal commas need another sign between the fields' : '';
  throw new ChalkgradError(
    `${name}: line ${ragged.line} has ${ragged.fields.length} fields, the first has ${width}`,
    `fields are parted by ${JSON.stringify(delimiter)} here (delimiter says otherwise), and every line must have the same number; a field with it inside must stand in "quotes"${decimals}.`,
  );
}

function checkedDelimiter(delimiter: string): string {
  if (delimiter.length !== 1 || /["\r\n]/.test(delimiter)) {
    throw new ChalkgradError(
      `csv: ${JSON.stringify(delimiter)} cannot stand between fields`,
      'use one character, such as , or ; or a tab.',
    );
  }
  return delimiter;
}

/** What a field may be made from; null and NaN are written as nothing. */
export type CsvValue = string | number | boolean | null;

/**
 * Rows → text. Reading it back gives the same fields.
 *
 * @example encodeCsv([['name', 'size'], ['Aare', 291], ['a "b"', null]]) // 'name,size\nAare,291\n"a ""b""",\n'
 */
export function encodeCsv(rows: readonly (readonly CsvValue[])[], options: CsvOptions = {}): string {
  options = optionsOf(calls.encodeCsv, [rows, options]);
  const delimiter = checkedDelimiter(options.delimiter ?? ',');
  return rows.map((row) => `${encodeRow(row, delimiter)}\n`).join('');
}

function encodeRow(row: readonly CsvValue[], delimiter: string): string {
  const line = row.map((value) => encodeField(value, delimiter)).join(delimiter);
  return line === '' ? '""' : line; // a blank line would be passed over
}

function encodeField(value: CsvValue, delimiter: string): string {
  if (value === null || Number.isNaN(value)) return '';
  const text = String(value);
  const needsQuotes =
    /["\r\n]|^\s|\s$|^\ufeff|^sep=/i.test(text) || PARTING_SIGNS.test(text) || text.includes(delimiter);
  return needsQuotes ? `"${text.replaceAll('"', '""')}"` : text;
}
