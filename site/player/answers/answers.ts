/** Readers' accepted answers that are at hand here, ready to take a part's place: put here before a track asks for them. */
import { ChalkgradError, type Run, type Substitute } from '#framework';
import type { Adapter } from '../../../exercises/places/Substitute.ts';

/** An answer that was loaded, or why it could not be. */
export type Answer =
  | { readonly adapter: Adapter; readonly exports: Readonly<Record<string, unknown>> }
  | { readonly problem: string };

const atHand = new Map<string, Answer>();

export const provideAnswer = (slug: string, answer: Answer): void => {
  atHand.set(slug, answer);
};

/** Told whenever an answer begins to work that was not the last to do so: whoever hears nothing more knows which one hangs. */
let entered: (slug: string) => void = () => {};

export function onAnswerAtWork(tell: (slug: string) => void): void {
  entered = tell;
}

/**
 * What an answer puts in whose place in this run.
 *
 * Errors: an answer that is not at hand, could not be loaded, or has no place in this run.
 */
export function partsOfAnswer(run: Run, slug: string): readonly Substitute[] {
  const answer = atHand.get(slug);
  if (answer === undefined)
    throw new ChalkgradError(
      `no accepted answer to '${slug}' is kept here`,
      'solve the exercise in this browser, or open the run without it.',
    );
  if ('problem' in answer)
    throw new ChalkgradError(`the answer to '${slug}' could not be loaded: ${answer.problem}`, 'solve it anew.');
  const { adapter, exports } = answer;
  if (!adapter.runs.includes(run.name))
    throw new ChalkgradError(
      `the answer to '${slug}' has no place in ${run.name}`,
      `it has one in ${adapter.runs.join(', ')}.`,
    );
  return adapter.parts(exports).map((part) => ({
    ...part,
    id: slug,
    by: 'reader' as const,
    run: (...args: never[]) => {
      entered(slug);
      return part.run(...args);
    },
  }));
}
