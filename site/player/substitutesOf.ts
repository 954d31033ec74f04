/** What a track's bugs and answers put in whose place. */
import { bugsOf, ChalkgradError, type Run, type Substitute } from '#framework';
import { partsOfAnswer } from './answers/answers.ts';

/** Substitutes of bugs by id, and of accepted answers by slug. Errors: an id or slug that this run does not have, an answer that is not at hand. */
export async function substitutesOf(
  run: Run,
  bugs: readonly string[],
  answers: readonly string[],
): Promise<readonly Substitute[]> {
  const known = bugsOf(run.name);
  const theirs = answers.flatMap((slug) => partsOfAnswer(run, slug));
  const wrong = bugs.flatMap((id) => {
    const bug = known.find((candidate) => candidate.id === id);
    if (bug === undefined) {
      const ids = known.map((candidate) => candidate.id).join(', ');
      throw new ChalkgradError(`${run.name} has no bug called '${id}'`, ids === '' ? 'it has none.' : `it has ${ids}.`);
    }
    return bug.substitutes.map((part) => ({ ...part, id, by: 'bug' as const }));
  });
  return [...wrong, ...theirs];
}
