/** What the course knows of an exercise and of a mistake: its lesson, and the question with which a demo shows it. */
import { existsSync, readdirSync } from 'node:fs';
import { courseOrder } from '../../grader/course/courseOrder.ts';

const lessons = new URL('../../../lessons/', import.meta.url);

interface Demo {
  readonly ask: string;
  readonly moment: string;
}

export interface Course {
  readonly lessonOf: (exercise: string) => string;
  /** The question of a demo whose moment has this mistake in it, or null. */
  readonly questionFor: (mistake: string) => string | null;
}

export async function readCourse(): Promise<Course> {
  const demos: Demo[] = [];
  for (const folder of readdirSync(lessons).sort()) {
    const file = new URL(`${folder}/demos.ts`, lessons);
    if (existsSync(file)) demos.push(...((await import(file.href)) as { demos: readonly Demo[] }).demos);
  }
  const titles = new Map(courseOrder().map(({ slug, lesson }) => [slug, lesson]));
  return {
    lessonOf: (exercise) => titles.get(exercise) ?? '',
    questionFor: (mistake) =>
      demos.find(({ moment }) => new RegExp(`!${mistake}(?![a-z0-9-])`).test(moment))?.ask ?? null,
  };
}
