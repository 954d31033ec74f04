/**
 * Which sign parts the fields of a CSV file? Where commas are decimal signs, spreadsheets write semicolons, and say so in a first line
 * `sep=;` if they can; programs also write tabs and bars. A sign is taken if it cuts every line into equally many fields.
 */
import { ChalkgradError } from '../tensor/errors.ts';
import { type CsvSource, readRows, type WrittenRow } from './csvRows.ts';

/** The usual sign comes last: where a semicolon fits every line as well, commas are decimal ones. */
const CANDIDATES = [';', '\t', '|', ','] as const;
/** What encodeCsv puts in quotes, lest a file of ours be misread. */
export const PARTING_SIGNS: RegExp = /[;\t|,]/;
const SAMPLE = 20;

/** Excel's first line, which names the sign. */
const SAID = /^sep=(.)(?:\r\n|\r|\n|$)/i;

/** A text as a source of rows: behind a byte-order mark and a line that names the sign. */
export function sourceOf(text: string, name: string): { source: CsvSource; said: string | undefined } {
  const mark = text.startsWith('\ufeff') ? 1 : 0;
  const [whole, said] = SAID.exec(text.slice(mark, mark + 8)) ?? [];
  const source = { text, name, start: mark + (whole?.length ?? 0), line: whole === undefined ? 1 : 2 };
  return { source, said };
}

/** The sign between the fields; a comma if no sign cuts the lines evenly and the first line has one, or has none of the others. */
export function foundDelimiter(source: CsvSource): string {
  const samples = CANDIDATES.map((sign) => ({ sign, rows: sampleOf(source, sign) }));
  const even = samples.find(({ rows }) => isEven(rows));
  if (even !== undefined) return even.sign;
  const width = (rows: readonly WrittenRow[]): number => rows[0]?.fields.length ?? 0;
  const [comma, ...others] = samples.toReversed();
  if (width(comma!.rows) > 1) return comma!.sign;
  return others.reduce((best, other) => (width(other.rows) > width(best.rows) ? other : best), comma!).sign;
}

/** The first rows; fewer where the quotes make no sense with this sign. */
function sampleOf(source: CsvSource, sign: string): WrittenRow[] {
  const rows: WrittenRow[] = [];
  try {
    for (const row of readRows(source, sign)) {
      rows.push(row);
      if (rows.length === SAMPLE) break;
    }
  } catch (error) {
    if (!(error instanceof ChalkgradError)) throw error;
    return rows.slice(0, 1).map((row) => ({ ...row, fields: row.fields.slice(0, 1) })); // not evenly cut
  }
  return rows;
}

/** At least two fields in each row, equally many but for empty ones at the end. */
function isEven(rows: readonly WrittenRow[]): boolean {
  const [first] = rows;
  if (first === undefined || first.fields.length < 2) return false;
  if (rows.every(({ fields }) => fields.length === first.fields.length)) return true;
  const width = filled(first);
  return width > 1 && rows.every((row) => filled(row) <= width && row.fields.length >= width);
}

/** Fields up to the last that is not empty. */
export const filled = ({ fields }: Pick<WrittenRow, 'fields'>): number =>
  fields.findLastIndex((field) => field.trim() !== '') + 1;
