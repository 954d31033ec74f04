/** The exercises of an assignment: the course's own, and those that an instructor keeps in a folder of their own. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError } from '../grader/course/readAnswer.ts';
import { readTask } from '../grader/course/readTask.ts';
import type { Exercise } from '../grader/Exercise.ts';
import { exerciseSlugs, exercisesFolder, loadExercise } from '../grader/loadExercise.ts';
import { nearest } from '../grader/nearest.ts';
import type { Assignment } from './assignment.ts';
import { exerciseHash } from './hashes.ts';
import { plainText } from './plainText.ts';

export interface ClassExercise {
  readonly slug: string;
  readonly exercise: Exercise;
  readonly title: string;
  /** Of all that decides about an answer. */
  readonly hash: string;
  /** The code with which it begins, and the answer that earns full marks. */
  readonly start: string;
  readonly solution: string;
  readonly isPrivate: boolean;
}

/** Of the folder beside the assignment. Symbolic links are the instructor's own here, and followed. */
function privateFolder(assignment: Assignment, beside: string): URL | null {
  if (assignment.private === '') return null;
  const path = resolve(beside, assignment.private);
  if (!existsSync(path) || !statSync(path).isDirectory())
    throw new UsageError(`assignment.json: there is no folder ${path} for “private”.`);
  return pathToFileURL(`${path}/`);
}

async function load(slug: string, root: URL, isPrivate: boolean): Promise<ClassExercise> {
  const textOf = (name: string): string => {
    const file = new URL(`${slug}/${name}`, root);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  };
  return {
    slug,
    exercise: await loadExercise(slug, root),
    title: readTask(textOf('task.mdx')).title || slug,
    hash: exerciseHash(slug, root),
    start: textOf('start.ts'),
    solution: textOf('solution.ts'),
    isPrivate,
  };
}

/**
 * @param beside the folder in which the assignment lies
 * @throws UsageError for an exercise that is not there, or is there twice
 */
export async function loadAssigned(assignment: Assignment, beside: string): Promise<readonly ClassExercise[]> {
  const own = privateFolder(assignment, beside);
  const ownSlugs = own === null ? [] : exerciseSlugs(own);
  const courseSlugs = exerciseSlugs();
  const both = ownSlugs.find((slug) => courseSlugs.includes(slug));
  if (both !== undefined)
    throw new UsageError(`“${both}” is an exercise of the course, too: give your own another name.`);
  const loaded: ClassExercise[] = [];
  for (const { slug } of assignment.exercises) {
    const isPrivate = ownSlugs.includes(slug);
    if (!isPrivate && !courseSlugs.includes(slug)) {
      const close = nearest(slug, [...courseSlugs, ...ownSlugs]);
      throw new UsageError(
        `There is no exercise “${plainText(slug, 80)}”. ${close ? `Did you mean “${close}”?` : 'npm run grade -- --list names them.'}`,
      );
    }
    loaded.push(await load(slug, isPrivate ? own! : exercisesFolder, isPrivate));
  }
  return loaded;
}
