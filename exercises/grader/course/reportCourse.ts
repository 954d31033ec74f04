/**
 * `npm run grade -- --report`: what an instructor's report would say of one's own answers, the mistakes by their names with the moments that show
 * them, and a line for each exercise (sections 2 and 4 of exercises/class/report). Nothing is told there of a student that is not told here.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Exercise } from '../Exercise.ts';
import type { GraderWords } from '../english.ts';
import { explain, fill } from '../explain.ts';
import { gradeSource } from '../gradeSource.ts';
import { loadExercise } from '../loadExercise.ts';
import { momentAddress, paragraph } from '../report.ts';
import { didNotRun, type Verdict } from '../verdict.ts';
import { courseOrder, startOf } from './courseOrder.ts';
import { stateOf } from './listCourse.ts';
import { readProgress } from './progressFile.ts';
import { readAnswer, UsageError } from './readAnswer.ts';

export interface ReportOptions {
  /** Where the answers lie. */
  readonly folder: string;
  /** Where the student stands: paths are shown from there. */
  readonly here: string;
  readonly words: GraderWords;
  readonly print: (text: string) => void;
  readonly seed?: number;
}

interface Graded {
  readonly slug: string;
  readonly exercise: Exercise;
  readonly verdict: Verdict;
}

/** As the instructor's table marks it. */
function markOf({ status, verdict, score }: Verdict): string {
  if (status === 'infra') return '?';
  if (verdict === 'PASS') return '✓';
  if (score > 0) return '◐';
  return didNotRun.has(verdict) ? '!' : '✗';
}

function mistakeText({ slug, exercise, verdict }: Graded, words: GraderWords): string {
  const { diagnosis } = explain(verdict, exercise, words);
  if (diagnosis === null) return '';
  const moment =
    diagnosis.moment === null ? [] : [`    ${words.momentInTerminal}`, `    ${momentAddress(diagnosis.moment)}`];
  const told = [diagnosis.advice, diagnosis.rung].filter(Boolean).map(paragraph);
  return [`  ${slug} · ${diagnosis.title}`, ...told, ...moment].join('\n');
}

/** Grades every answer that was begun. Resolves to the exit code: 0 where all have full marks, 1 where not, 3 where the grader failed. */
export async function reportCourse({ folder, here, words, print, seed }: ReportOptions): Promise<number> {
  const progress = readProgress(folder);
  const path = (slug: string): string => join(folder, `${slug}.ts`);
  const begun = courseOrder().filter(
    ({ slug }) => existsSync(path(slug)) && stateOf(slug, { ...progress, solved: {} }, folder) === 'begun',
  );
  if (begun.length === 0)
    throw new UsageError(fill(words.course.nothingBegun, { folder: relative(here, folder) || '.' }));
  const width = Math.max(...begun.map(({ slug }) => slug.length));
  const graded: Graded[] = [];
  print(`\n${words.course.report}\n\n`);
  for (const { slug, task } of begun) {
    const exercise = await loadExercise(slug);
    const start = readFileSync(startOf(slug), 'utf8');
    const drawn = seed === undefined ? {} : { seed };
    const verdict = await gradeSource(exercise, readAnswer(path(slug), ''), { start, ...drawn });
    graded.push({ slug, exercise, verdict });
    print(
      `  ${markOf(verdict)} ${slug.padEnd(width)}  ${`${verdict.score}/${verdict.max}`.padStart(7)}  ${task.title}\n`,
    );
  }
  const sum = (of: (verdict: Verdict) => number): number =>
    graded.reduce((total, { verdict }) => total + of(verdict), 0);
  const [score, max] = [Math.round(100 * sum((one) => one.score)) / 100, sum((one) => one.max)];
  print(`\n  ${fill(words.course.sum, { score, max, percent: Math.round((100 * score) / max) })}\n`);
  const wrong = graded.filter(({ verdict }) => verdict.verdict !== 'PASS');
  const mistakes = wrong.map((one) => mistakeText(one, words)).filter((text) => text !== '');
  print(
    `\n${mistakes.length === 0 ? words.course.noMistakes : `${words.course.mistakes}\n\n${mistakes.join('\n\n')}`}\n\n`,
  );
  if (graded.some(({ verdict }) => verdict.status === 'infra')) return 3;
  return wrong.length === 0 ? 0 : 1;
}
