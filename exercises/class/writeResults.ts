/** Everything that is made of a gradebook, each file whole or not at all; the marks last, so that what stands beside them is never older. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Assignment } from './assignment.ts';
import { type Disk, writeDerived, writeWhole } from './disk.ts';
import { canvasCsv } from './emit/canvasCsv.ts';
import { gradebookCsv } from './emit/gradebookCsv.ts';
import { gradescopeResults } from './emit/gradescope.ts';
import { junitXml } from './emit/junit.ts';
import { moodleCsv } from './emit/moodleCsv.ts';
import { verdictFile } from './emit/verdictFile.ts';
import { chapters, type Gradebook, gradebook } from './gradebook.ts';
import { sourcePath } from './gradeClass.ts';
import { commitmentTo } from './hashes.ts';
import type { Entry } from './journal.ts';
import type { ClassExercise } from './loadAssigned.ts';
import type { Course } from './report/course.ts';
import { reportPage } from './report/page.ts';
import type { Student } from './roster.ts';

export interface Results {
  readonly entries: readonly Entry[];
  readonly roster: readonly Student[];
  readonly assignment: Assignment;
  readonly exercises: readonly ClassExercise[];
  readonly out: string;
  readonly disk: Disk;
  readonly names: boolean;
  readonly site: string;
  readonly strangers: readonly string[];
  readonly about: Course;
  /** The text of a gradebook that Canvas exported, or null. */
  readonly canvasExport: string | null;
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;

function removeOthers(folder: string, kept: ReadonlySet<string>): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) if (!kept.has(name)) rmSync(join(folder, name), { recursive: true });
}

function writeVerdicts({ out, disk }: Results, book: Gradebook): void {
  for (const { student, cells } of book.rows)
    for (const cell of cells) {
      const file = verdictFile(cell, book);
      if (file !== null) writeDerived(join(out, 'verdicts', student.code, `${cell.exercise}.json`), json(file), disk);
    }
  removeOthers(join(out, 'verdicts'), new Set(book.rows.map(({ student }) => student.code)));
}

function sourceOf(out: string, sha256: string): string {
  const path = sourcePath(out, sha256);
  return existsSync(path) ? new TextDecoder().decode(readFileSync(path)) : '';
}

/** @returns the gradebook that was written, and the class at the end of each hand-in */
export function writeResults(results: Results): { readonly book: Gradebook; readonly books: readonly Gradebook[] } {
  const { entries, roster, assignment, exercises, out, disk, canvasExport } = results;
  const books = chapters(entries).map((chapter) => gradebook(chapter, roster, assignment, exercises)!);
  const book = books.at(-1)!;
  const at = (name: string): string => join(out, name);
  writeVerdicts(results, book);
  for (const row of book.rows)
    writeDerived(at(`gradescope/${row.student.id}/results.json`), json(gradescopeResults(row, exercises)), disk);
  removeOthers(at('gradescope'), new Set(roster.map(({ id }) => id)));
  writeWhole(at('junit.xml'), junitXml(book), disk);
  writeWhole(at('moodle.csv'), moodleCsv(book), disk);
  const column = assignment.canvasColumn || assignment.title || 'Chalkgrad';
  writeWhole(at('canvas.csv'), canvasCsv(book, column, canvasExport), disk);
  const { seeds, salt } = book.run;
  writeWhole(
    at('run.json'),
    json({
      seeds,
      salt,
      commitment: commitmentTo(seeds, salt),
      grader: book.run.grader,
      exercises: book.run.exercises,
      isolation: book.run.isolation,
    }),
    disk,
  );
  const page = reportPage(books, exercises, {
    title: assignment.title,
    course: assignment.course,
    names: results.names,
    site: results.site,
    strangers: results.strangers,
    about: results.about,
    sourceOf: (sha256) => sourceOf(out, sha256),
  });
  writeWhole(at('index.html'), page, disk);
  writeWhole(at('gradebook.csv'), gradebookCsv(book), disk);
  return { book, books };
}
