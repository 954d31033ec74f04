/**
 * The exercises in the order of the course: as the lessons name them, in the order of their numbers; those that no lesson names
 * yet stand last. Node only.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { exerciseSlugs } from '../loadExercise.ts';
import { readTask, type Task } from './readTask.ts';

const lessonsFolder = new URL('../../../lessons/', import.meta.url);
const exercisesFolder = new URL('../../', import.meta.url);

export interface CourseExercise {
  readonly slug: string;
  /** Title of the lesson it stands in, '' where none names it. */
  readonly lesson: string;
  readonly task: Task;
}

const titleOf = (text: string): string =>
  /^title: *(.+)$/m
    .exec(text)?.[1]
    ?.trim()
    .replace(/^"(.*)"$/, '$1') ?? '';

/** Exercise by exercise, the title of the lesson that names it first. */
function lessonsOfExercises(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const folder of readdirSync(lessonsFolder).sort()) {
    const path = new URL(`${folder}/index.mdx`, lessonsFolder);
    if (!existsSync(path)) continue;
    const text = readFileSync(path, 'utf8');
    for (const [, slug] of text.matchAll(/<Exercise slug="([a-z0-9-]+)"/g))
      if (!found.has(slug!)) found.set(slug!, titleOf(text));
  }
  return found;
}

/** All exercises, in the order in which the course comes to them. */
export function courseOrder(): readonly CourseExercise[] {
  const lessons = lessonsOfExercises();
  const named = [...lessons.keys()];
  const slugs = [...exerciseSlugs()];
  const place = (slug: string): number =>
    lessons.has(slug) ? named.indexOf(slug) : named.length + slugs.indexOf(slug);
  return slugs
    .sort((a, b) => place(a) - place(b))
    .map((slug) => ({
      slug,
      lesson: lessons.get(slug) ?? '',
      task: readTask(readFileSync(new URL(`${slug}/task.mdx`, exercisesFolder), 'utf8')),
    }));
}

/** The code with which an exercise begins. */
export const startOf = (slug: string): URL => new URL(`${slug}/start.ts`, exercisesFolder);
