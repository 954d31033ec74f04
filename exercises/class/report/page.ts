/**
 * The report on a class: one file that needs no script, no network and no site, and prints. The same journal, roster and
 * assignment give the same bytes. `index.html#present` leaves out every line about a student.
 */
import { WALL_MS } from '../../grader/gradeSource.ts';
import type { Gradebook } from '../gradebook.ts';
import type { ClassExercise } from '../loadAssigned.ts';
import type { Course } from './course.ts';
import { clustersOf, mistakesOf, sameTexts } from './findings.ts';
import { html, Markup } from './html.ts';
import * as sections from './sections.ts';
import { style } from './style.ts';
import { reportWords } from './words.ts';

export interface ReportOptions {
  readonly title: string;
  readonly course: string;
  readonly names: boolean;
  readonly site: string;
  readonly strangers: readonly string[];
  readonly about: Course;
  /** The text of a hash, '' where it is no longer there. */
  readonly sourceOf: (sha256: string) => string;
}

/** @param books the class at the end of each hand-in, the last one last */
export function reportPage(
  books: readonly Gradebook[],
  exercises: readonly ClassExercise[],
  options: ReportOptions,
): string {
  const words = reportWords;
  const last = books.at(-1)!;
  const starts = new Map(exercises.map(({ slug, start }) => [slug, start]));
  const view: sections.ReportView = {
    ...options,
    words,
    exercises,
    books,
    mistakes: mistakesOf(books, exercises),
    clusters: clustersOf(last),
    same: sameTexts(last, options.sourceOf, starts),
  };
  const section = (title: string, body: Markup | null, isPrivate = false): Markup | null =>
    body && html`<section${isPrivate ? new Markup(' class="private"') : null}><h2>${title}</h2>${body}</section>\n`;
  const names = words.sections;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>${options.title || words.title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<main id="present">
${sections.head(view)}
${section(names.tomorrow, sections.tomorrowSection(view))}
${section(names.mistakes, sections.mistakesSection(view))}
${section(names.clusters, sections.clustersSection(view), true)}
${section(names.students, sections.studentsSection(view), true)}
${section(names.exercises, sections.exercisesSection(view))}
${section(names.time, sections.timeSection(view))}
${section(names.twice, sections.twiceSection(view), true)}
${section(names.attention, sections.attentionSection(view), true)}
${section(names.foot, sections.footSection(view, WALL_MS / 1000), true)}
</main>
</body>
</html>
`;
  return page.text;
}
