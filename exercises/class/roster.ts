/**
 * Who is in the class: `roster.csv` with a column `id`, and if wanted `name`, `email`, `idnumber`, `canvas`, `section`. The ids are
 * names of folders and keys of every table, so they are plain letters and digits; names may be anything, and are only ever shown.
 */
import { UsageError } from '../grader/course/readAnswer.ts';
import { readCsv } from './csv.ts';
import { plainText } from './plainText.ts';

export interface Student {
  readonly id: string;
  /** Says who it is without saying who it is: the place in the roster. */
  readonly code: string;
  readonly name: string;
  readonly email: string;
  /** Of Moodle. */
  readonly idnumber: string;
  /** Of Canvas: the number in its column `ID`. */
  readonly canvas: string;
  readonly section: string;
}

export const MAX_STUDENTS = 5000;
/** Letters, digits and the signs of an address; no `..`, nothing that begins like an option or a hidden file. */
const idPattern = /^[A-Za-z0-9](?:[A-Za-z0-9_@+-]|\.(?!\.|$)){0,63}$/;
/** No file can have one of these names on Windows. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

export const isStudentId = (id: string): boolean => idPattern.test(id) && !reserved.test(id);

function checkIds(ids: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const id of ids) {
    if (!isStudentId(id))
      throw new UsageError(
        `The roster has the id “${plainText(id, 80)}”. An id is made of letters, digits and . _ - + @, at most 64, for folders are called after it.`,
      );
    const twin = seen.get(id.toLowerCase());
    if (twin !== undefined)
      throw new UsageError(`The roster has “${twin}” and “${id}”: ids must differ by more than capital letters.`);
    seen.set(id.toLowerCase(), id);
  }
}

/** @throws UsageError where the table is no roster: what is wrong, in which line */
export function readRoster(text: string): readonly Student[] {
  const [head = [], ...rows] = readCsv(text);
  const names = head.map((name) => name.trim().toLowerCase());
  const column = (name: string): number => names.indexOf(name);
  if (column('id') < 0)
    throw new UsageError(
      `The roster needs a first line that names its columns, one of them “id”; it has: ${plainText(names.join(', '), 200)}.`,
    );
  if (rows.length === 0) throw new UsageError('The roster names nobody.');
  if (rows.length > MAX_STUDENTS) throw new UsageError(`The roster has ${rows.length} rows; at most ${MAX_STUDENTS}.`);
  const cell = (row: readonly string[], name: string): string => (row[column(name)] ?? '').trim();
  checkIds(rows.map((row) => cell(row, 'id')));
  const digits = String(rows.length).length;
  return rows.map((row, i) => ({
    id: cell(row, 'id'),
    code: `S${String(i + 1).padStart(digits, '0')}`,
    name: plainText(cell(row, 'name'), 200),
    email: plainText(cell(row, 'email'), 200),
    idnumber: plainText(cell(row, 'idnumber'), 100),
    canvas: plainText(cell(row, 'canvas'), 100),
    section: plainText(cell(row, 'section'), 100),
  }));
}
