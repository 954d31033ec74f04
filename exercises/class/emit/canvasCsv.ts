/**
 * Marks as Canvas takes them in. Best from the gradebook that Canvas itself exported: it tells every student's numbers, and the exact name of the
 * column, for an unknown one becomes a new assignment. Only that column is written; whatever else an upload holds would be written over.
 * Source: Canvas, "How do I import grades in the Gradebook?"
 */
import { UsageError } from '../../grader/course/readAnswer.ts';
import { csvText, readCsv } from '../csv.ts';
import type { Gradebook, Row } from '../gradebook.ts';
import { plainText } from '../plainText.ts';

const keyColumns = ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section'];

const isJudged = ({ cells }: Row): boolean => cells.every(({ state }) => state !== 'attention' && state !== 'waiting');

/** Rows of an exported gradebook that are no student. */
const isNoStudent = (name: string): boolean => /^\s*(?:Points Possible|Student, Test)\s*$/.test(name);

function fromRoster({ rows }: Gradebook, column: string): string {
  return csvText([
    [...keyColumns, column],
    ['Points Possible', '', '', '', '', rows[0]?.max ?? 0],
    ...rows
      .filter(isJudged)
      .map(({ student, sum }) => [student.name, student.canvas, student.idnumber, student.id, student.section, sum]),
  ]);
}

function fromExport({ rows }: Gradebook, column: string, exported: string): string {
  const [head = [], ...lines] = readCsv(exported);
  const at = (name: string): number => head.findIndex((one) => one.trim() === name);
  const missing = ['Student', 'ID', column].find((name) => at(name) < 0);
  if (missing !== undefined)
    throw new UsageError(
      `The gradebook that Canvas exported has no column “${plainText(missing, 100)}”. It has: ${plainText(head.join(', '), 400)}. Say the exact name as “canvasColumn” in assignment.json.`,
    );
  const keys = keyColumns.filter((name) => at(name) >= 0);
  const byKey = new Map<string, Row>();
  for (const row of rows.filter(isJudged)) {
    const { canvas, id, idnumber } = row.student;
    for (const [name, key] of [
      ['ID', canvas],
      ['SIS Login ID', id],
      ['SIS User ID', idnumber],
    ])
      if (key !== '') byKey.set(`${name}=${key}`, row);
  }
  const rowOf = (line: readonly string[]): Row | undefined =>
    ['ID', 'SIS Login ID', 'SIS User ID'].flatMap(
      (name) => byKey.get(`${name}=${(line[at(name)] ?? '').trim()}`) ?? [],
    )[0];
  const written = lines.flatMap((line) => {
    const cells = keys.map((name) => (line[at(name)] ?? '').trim());
    if (isNoStudent(cells[0]!)) return [[...cells, line[at(column)] ?? '']];
    const row = rowOf(line);
    return row ? [[...cells, row.sum]] : [];
  });
  return csvText([[...keys, column], ...written]);
}

/**
 * @param column the name of the assignment in Canvas: `Homework 3 (4711)`
 * @param exported text of the gradebook that Canvas exported, or null
 */
export const canvasCsv = (book: Gradebook, column: string, exported: string | null): string =>
  exported === null ? fromRoster(book, column) : fromExport(book, column, exported);
