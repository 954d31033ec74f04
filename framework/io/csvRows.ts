/**
 * The rows of a CSV text, one field after the other: quotes, line ends and the counting of lines. Source: RFC 4180. Read besides: LF or CR
 * alone, blank lines (passed over), spaces around quotes.
 */
import { ChalkgradError } from '../tensor/errors.ts';

/** A CSV text, and where its rows begin. */
export interface CsvSource {
  readonly text: string;
  readonly start: number;
  /** Number of the line at `start`, from 1. */
  readonly line: number;
  /** How the file is called in errors. */
  readonly name: string;
}

/** One row as it stands there. */
export interface WrittenRow {
  readonly fields: readonly string[];
  /** Which fields stood in quotes, where spaces count. */
  readonly quoted: readonly boolean[];
  /** Line of the file where the row starts, from 1. */
  readonly line: number;
}

/** Every row of a text whose fields are parted by `delimiter`. */
export function* readRows(source: CsvSource, delimiter: string): Generator<WrittenRow> {
  const reader = new FieldReader(source, delimiter);
  while (!reader.atEnd) {
    const { line } = reader;
    const fields: string[] = [];
    const quoted: boolean[] = [];
    do {
      const field = reader.field();
      fields.push(field.value);
      quoted.push(field.quoted);
    } while (reader.skipDelimiter());
    reader.skipLineEnd();
    const isBlank = fields.length === 1 && fields[0] === '' && !quoted[0];
    if (!isBlank) yield { fields, quoted, line };
  }
}

/** Walks the text field by field and counts lines. */
class FieldReader {
  line: number;
  private at: number;
  private readonly text: string;
  private readonly delimiter: string;
  private readonly name: string;
  private readonly plainEnd: RegExp;

  constructor({ text, start, line, name }: CsvSource, delimiter: string) {
    this.text = text;
    this.delimiter = delimiter;
    this.name = name;
    this.at = start;
    this.line = line;
    this.plainEnd = new RegExp(`[\\r\\n"${delimiter.replace(/[\\\]^-]/, '\\$&')}]`, 'g');
  }

  get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  field(): { value: string; quoted: boolean } {
    const start = this.at;
    this.skipSpaces();
    if (this.text[this.at] === '"') return { value: this.quoted(), quoted: true };
    this.at = start; // spaces belong to a plain field
    return { value: this.plain(), quoted: false };
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

  private skipSpaces(): void {
    while ((this.text[this.at] === ' ' || this.text[this.at] === '\t') && this.text[this.at] !== this.delimiter)
      this.at++;
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
    this.skipSpaces();
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
