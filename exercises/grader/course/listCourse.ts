/** The course as a list: what is solved, begun and new. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GraderWords } from '../english.ts';
import { fill } from '../explain.ts';
import { type CourseExercise, startOf } from './courseOrder.ts';
import type { CourseProgress } from './progressFile.ts';

export type State = 'solved' | 'begun' | 'new';

const marks: Readonly<Record<State, string>> = { solved: '✓', begun: '·', new: ' ' };

export function stateOf(slug: string, progress: CourseProgress, folder: string): State {
  if (Object.hasOwn(progress.solved, slug)) return 'solved';
  const path = join(folder, `${slug}.ts`);
  if (!existsSync(path)) return 'new';
  try {
    return readFileSync(path, 'utf8').trim() === readFileSync(startOf(slug), 'utf8').trim() ? 'new' : 'begun';
  } catch {
    return 'begun'; // a folder, or not to be read: somebody put it there
  }
}

export function listCourse(
  course: readonly CourseExercise[],
  progress: CourseProgress,
  folder: string,
  words: GraderWords,
): string {
  const width = Math.max(...course.map(({ slug }) => slug.length));
  const states = course.map(({ slug }) => stateOf(slug, progress, folder));
  const lines = course.map(({ slug, task }, i) =>
    `${marks[states[i]!]} ${slug.padEnd(width)}  ${task.title}`.trimEnd(),
  );
  const solved = states.filter((state) => state === 'solved').length;
  return `${lines.join('\n')}\n\n${fill(words.course.solved, { solved, total: course.length })}\n`;
}
