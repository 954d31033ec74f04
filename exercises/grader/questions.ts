/** The questions of a choice: their words in a language, and answers that are moments of a run. */
import type { ExerciseWords, Question } from './Exercise.ts';
import type { Value } from './sandbox/values.ts';

/** What the options of each question say. */
export const optionsOf = (questions: readonly Question[] = []): ExerciseWords['options'] =>
  Object.fromEntries(questions.flatMap(({ id, options }) => (options ? [[id, options]] : [])));

/** Questions in another language; what is missing there stays as it is. */
export const translateQuestions = (
  questions: readonly Question[],
  { cases, options }: Partial<Pick<ExerciseWords, 'cases' | 'options'>> = {},
): readonly Question[] =>
  questions.map((question) => ({
    ...question,
    title: cases?.[question.id] ?? question.title,
    ...(question.options ? { options: { ...question.options, ...options?.[question.id] } } : {}),
  }));

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Longer than any link to a moment; what comes from a student is not searched beyond. */
const LONGEST_LINK = 4000;

/**
 * The step of a moment's link, of the run that its first track names; null for anything else. Links come percent-encoded or raw.
 *
 * @example stepOfLink('http://localhost:4321/runs/valley/#t=valley.7&step=12', 'valley') // 12
 */
export function stepOfLink(link: string, run: string): number | null {
  if (link.length > LONGEST_LINK) return null;
  const hash = decoded(link.slice(link.indexOf('#') + 1));
  const pairs = new Map(hash.split('&').map((pair) => [pair.split('=', 1)[0]!, pair.slice(pair.indexOf('=') + 1)]));
  const step = pairs.get('step') ?? '';
  const isOfRun = pairs.get('t')?.startsWith(`${run}.`) === true;
  return isOfRun && step.length <= 9 && /^\d+$/.test(step) ? Number(step) : null;
}

/** An answer as it is compared: of a moment, its step. */
export const plainAnswer = ({ momentOf }: Question, answer: Value): Value =>
  momentOf !== undefined && typeof answer === 'string' ? (stepOfLink(answer, momentOf) ?? answer) : answer;
