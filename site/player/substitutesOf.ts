/** What a track's bugs and answers put in whose place. */
import { bugsOf, ChalkgradError, type Run, type Substitute } from '#framework';

/** Substitutes of bugs by id, and of accepted answers by slug. Errors: an id or slug that this run does not have. */
export async function substitutesOf(
  run: Run,
  bugs: readonly string[],
  answers: readonly string[],
): Promise<readonly Substitute[]> {
  const found: Substitute[] = [];
  for (const id of bugs) {
    const parts = bugsOf(run.name).find((bug) => bug.id === id)?.substitutes ?? (await fromExercise(run.name, id));
    if (parts === null) throw new ChalkgradError(`${run.name} has no bug called '${id}'`, knownBugs(run.name));
    found.push(...parts.map((part) => ({ ...part, id, by: 'bug' as const })));
  }
  for (const slug of answers) {
    throw new ChalkgradError(
      `the answer to '${slug}' cannot be put in place here`,
      'answers of readers run in the sandbox only.',
    );
  }
  return found;
}

const fromExercise = async (run: string, id: string): ReturnType<typeof import('./exerciseParts.ts')['wrongAnswer']> =>
  (await import('./exerciseParts.ts')).wrongAnswer(run, id);

const knownBugs = (run: string): string => {
  const ids = bugsOf(run).map(({ id }) => id);
  return ids.length === 0 ? 'it has none.' : `it has ${ids.join(', ')}, and the wrong answers of its exercises.`;
};
