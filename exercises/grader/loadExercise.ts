/**
 * Finds exercises in their folders and loads one: for the terminal and for tests. The page gets the same from a module that
 * the site's build makes of the same folders (site/exercises.mjs). A folder with a `check.ts` is an exercise; nothing is
 * registered anywhere.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { assemble, type Folder } from './assemble.ts';
import type { Definition, Exercise, Loaded } from './Exercise.ts';

/** Where the course's own exercises lie. */
export const exercisesFolder = new URL('../', import.meta.url);

/** Every exercise of a folder, by name; of the course, unless told. */
export const exerciseSlugs = (root = exercisesFolder): readonly string[] =>
  readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/check.ts`, root)))
    .map(({ name }) => name)
    .sort();

const load = (url: URL): Promise<Loaded> => import(/* @vite-ignore */ url.href) as Promise<Loaded>;

async function moduleAndSource(url: URL): Promise<{ module: Loaded; source: string }> {
  return { module: await load(url), source: readFileSync(url, 'utf8') };
}

/** What stands in the folder of an exercise. */
export async function readFolder(slug: string, root = exercisesFolder): Promise<Folder> {
  const folder = new URL(`${slug}/`, root);
  const wrongFolder = new URL('wrong/', folder);
  const wrongNames = existsSync(wrongFolder) ? readdirSync(wrongFolder).filter((name) => name.endsWith('.ts')) : [];
  const given = new URL('given.ts', folder);
  const translations = readdirSync(folder).flatMap((name) => {
    const lang = /^words\.([a-z-]+)\.json$/.exec(name)?.[1];
    return lang === undefined ? [] : [[lang, JSON.parse(readFileSync(new URL(name, folder), 'utf8'))] as const];
  });
  return {
    slug,
    definition: (await load(new URL('check.ts', folder)))['default'] as Definition,
    solution: await load(new URL('solution.ts', folder)),
    wrong: Object.fromEntries(
      await Promise.all(
        wrongNames
          .sort()
          .map(async (name) => [basename(name, '.ts'), await moduleAndSource(new URL(name, wrongFolder))]),
      ),
    ),
    given: existsSync(given) ? await moduleAndSource(given) : null,
    translations: Object.fromEntries(translations),
  };
}

/**
 * @example
 * const exercise = await loadExercise('gradient-step');
 * await gradeSource(exercise, bytes);
 */
export const loadExercise = async (slug: string, root = exercisesFolder): Promise<Exercise> =>
  assemble(await readFolder(slug, root));
