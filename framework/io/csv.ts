/**
 * Comma-separated values as text: rows of fields, nothing about their meaning (data/table/readTable.ts gives them types). Quoting,
 * line ends and line counting are here. Source: RFC 4180. Read: CRLF, LF or CR, a byte-order mark, blank lines (passed
 * over). Written: LF, quotes only where they are needed.
 */
import { ChalkgradError } from '../tensor/errors.ts';

/** One row of a CSV file, with the line it starts on. */
export interface CsvRow {
  readonly fields: readonly string[];
  /** Line of the file where the row starts, from 1. */
  readonly line: number;
}

export interface CsvOptions {
  /** One character between fields. Default a comma. */
  readonly delimiter?: string;
  /** How the file is called in errors. */
  readonly name?: string;
}

/**
 * Text → rows. Every row must have as many fields as the first.
 *
 * Errors name the line: an open quote, text after a closing quote, a quote inside an unquoted field, a ragged row.
 *
 * @example parseCsv('a,b\n1,"x, y"\n')[1].fields // ['1', 'x, y']
 */
export function parseCsv(text: string, options: CsvOptions = {}): CsvRow[] {
  const { name = 'csv' } = options;
  const rows = [...readRows(text, checkedDelimiter(options.delimiter ?? ','), name)];
  const width = rows[0]?.fields.length;
  const ragged = rows.find(({ fields }) => fields.length !== width);
  if (ragged !== undefined) {
    throw new ChalkgradError(
      `${name}: line ${ragged.line} has ${ragged.fields.length} fields, the first has ${width}`,
      `every line must have the same number of fields; a field with a ${options.delimiter ?? 'comma'} in it must stand in "quotes".`,
    );
  }
  return rows;
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

function* readRows(text: string, delimiter: string, name: string): Generator<CsvRow> {
  const reader = new FieldReader(text, delimiter, name);
  while (!reader.atEnd) {
    const { line } = reader;
    const fields: string[] = [];
    let isBlank = false;
    do {
      const { value, quoted } = reader.field();
      fields.push(value);
      isBlank = value === '' && !quoted;
    } while (reader.skipDelimiter());
    reader.skipLineEnd();
    if (!(isBlank && fields.length === 1)) yield { fields, line };
  }
}

/** Walks the text field by field and counts lines. */
class FieldReader {
  line = 1;
  private at: number;
  private readonly text: string;
  private readonly delimiter: string;
  private readonly name: string;
  private readonly plainEnd: RegExp;

  constructor(text: string, delimiter: string, name: string) {
    this.text = text;
    this.delimiter = delimiter;
    this.name = name;
    this.at = text.startsWith('\ufeff') ? 1 : 0;
    this.plainEnd = new RegExp(`[\\r\\n"${delimiter.replace(/[\\\]^-]/, '\\$&')}]`, 'g');
  }

  get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  field(): { value: string; quoted: boolean } {
    return this.text[this.at] === '"' ? { value: this.quoted(), quoted: true } : { value: this.plain(), quoted: false };
  }

  skipDelimiter(): boolean {
    if (this.text[this.at] !== this.delimiter) return false;
    this.at++;
    return true;
  }

  skipLineEnd(): void {
    if (this.atEnd) return;
    this.at += this.text.startsWith('\r\n', this.at) ? 2 : 1;
    this.line++;
  }

  private plain(): string {
    this.plainEnd.lastIndex = this.at;
    const end = this.plainEnd.exec(this.text)?.index ?? this.text.length;
    if (this.text[end] === '"') this.refuse(this.line, 'has a quote inside an unquoted field');
    const value = this.text.slice(this.at, end);
    this.at = end;
    return value;
  }

  private quoted(): string {
    const opened = this.line;
    let value = '';
    for (;;) {
      const close = this.text.indexOf('"', this.at + 1);
      if (close < 0) this.refuse(opened, 'opens a quote that is never closed');
      const part = this.text.slice(this.at + 1, close);
      value += part;
      this.line += part.match(/\r\n|\r|\n/g)?.length ?? 0;
      this.at = close + 1;
      if (this.text[this.at] !== '"') break;
      value += '"'; // a doubled quote stands for one
    }
    if (!this.atEnd && ![this.delimiter, '\r', '\n'].includes(this.text[this.at]!))
      this.refuse(this.line, 'goes on after a closing quote');
    return value;
  }

  private refuse(line: number, why: string): never {
    throw new ChalkgradError(
      `${this.name}: line ${line} ${why}`,
      'a field with a quote in it is written in quotes, with the quote doubled: "5"" pipe".',
    );
  }
}

/** What a field may be made from; null and NaN are written as nothing. */
export type CsvValue = string | number | boolean | null;

/**
 * Rows → text. Reading it back gives the same fields.
 *
 * @example encodeCsv([['name', 'size'], ['Aare', 291], ['a "b"', null]]) // 'name,size\nAare,291\n"a ""b""",\n'
 */
export function encodeCsv(rows: readonly (readonly CsvValue[])[], options: CsvOptions = {}): string {
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
  const needsQuotes = /["\r\n]|^\s|\s$|^\ufeff/.test(text) || text.includes(delimiter);
  return needsQuotes ? `"${text.replaceAll('"', '""')}"` : text;
}
