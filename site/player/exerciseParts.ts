/**
 * The exercises whose answers can take the place of a part of the framework: `exercises/<slug>/substitute.ts`, found and not listed.
 *
 *   export const runs = ['digits-cnn'];                        // the runs that have this part
 *   export const substitute = (answer: typeof import('./solution.ts')): readonly Part[] => [{ name: 'conv2d', … }];
 *
 * Written once, it serves the solution, every wrong answer (`wrong/<id>.ts` is then a bug of these runs) and readers. Only what a
 * bundler made can look for files, so this is imported where a bug or an answer is asked for.
 */
import type { Substitute } from '#framework';

/** A substitute whose mark depends on whose answer it is. */
export type Part = Omit<Substitute, 'id' | 'by'>;

export interface ExercisePart {
  readonly runs: readonly string[];
  readonly substitute: (answer: never) => readonly Part[];
}

const parts = import.meta.glob<ExercisePart>('../../exercises/*/substitute.ts');
const wrong = import.meta.glob<unknown>('../../exercises/*/wrong/*.ts');

const slugOf = (path: string): string => path.split('/').at(-2)!;

/** The wrong answer `id` of the exercise that has a part of this run; null when there is none. */
export async function wrongAnswer(run: string, id: string): Promise<readonly Part[] | null> {
  for (const [path, load] of Object.entries(parts)) {
    const answer = wrong[`../../exercises/${slugOf(path)}/wrong/${id}.ts`];
    if (answer === undefined) continue;
    const { runs, substitute } = await load();
    if (runs.includes(run)) return substitute((await answer()) as never);
  }
  return null;
}

/** The ids of all wrong answers that can be watched in this run. */
export async function wrongAnswersOf(run: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [path, load] of Object.entries(parts)) {
    if (!(await load()).runs.includes(run)) continue;
    const folder = `../../exercises/${slugOf(path)}/wrong/`;
    found.push(
      ...Object.keys(wrong).flatMap((file) => (file.startsWith(folder) ? [file.slice(folder.length, -3)] : [])),
    );
  }
  return [...new Set(found)];
}

/** The adapter of an exercise; null where its answer takes no part's place in this run. */
export async function exercisePart(run: string, slug: string): Promise<ExercisePart | null> {
  const found = await parts[`../../exercises/${slug}/substitute.ts`]?.();
  return found?.runs.includes(run) ? found : null;
}
