/**
 * SQuAD, questions about paragraphs of Wikipedia with the answer marked in the text; versions 1.1 and 2.0 (where some questions
 * have no answer). Places in the file count Unicode characters, as Python does; here they count as JavaScript does, so that
 * `context.slice(start, start + text.length)` is the answer.
 * Source: Rajpurkar et al., "SQuAD: 100,000+ questions for machine comprehension of text" (2016), and its JSON.
 */

import { decodeText, readBytes } from '../../io/bytes.ts';
import { check, signature } from '../../tensor/arguments.ts';
import { ChalkgradError } from '../../tensor/errors.ts';

/** An answer: a piece of the context. */
export interface SquadAnswer {
  readonly text: string;
  /** Where it starts in the context, in UTF-16 units. */
  readonly start: number;
}

/** A question about a paragraph, with the answers people gave. */
export interface SquadQuestion {
  readonly id: string;
  readonly title: string;
  readonly context: string;
  readonly question: string;
  /** Empty where there is none (version 2.0). Several people answered the same question of the dev set. */
  readonly answers: readonly SquadAnswer[];
}

const calls = {
  readSquad: signature('readSquad', { text: 'text', name: 'text?' }),
  loadSquad: signature('loadSquad', { path: 'text' }),
};

/**
 * All questions of a SQuAD file. Errors: as `readSquad`.
 *
 * @example const questions = await loadSquad('data/train-v1.1.json');
 */
export async function loadSquad(path: string): Promise<SquadQuestion[]> {
  check(calls.loadSquad, path);
  return readSquad(decodeText(await readBytes(path), path), path);
}

/** Text of the file → all questions. Errors: no JSON, another structure, an answer that does not stand where it says. */
export function readSquad(text: string, name = 'squad'): SquadQuestion[] {
  check(calls.readSquad, text, name);
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    refuse(name, 'it is not JSON');
  }
  return listIn(file, 'data', name).flatMap((article) =>
    listIn(article, 'paragraphs', name).flatMap((paragraph) => {
      const context = textIn(paragraph, 'context', name);
      const unitsBefore = unitsOf(context);
      return listIn(paragraph, 'qas', name).map((entry) => ({
        id: textIn(entry, 'id', name),
        title: textIn(article, 'title', name),
        context,
        question: textIn(entry, 'question', name),
        answers: listIn(entry, 'answers', name).map((answer) =>
          answerIn(answer, { context, unitsBefore }, textIn(entry, 'id', name), name),
        ),
      }));
    }),
  );
}

interface Paragraph {
  readonly context: string;
  readonly unitsBefore: (characters: number) => number;
}

function answerIn(answer: unknown, { context, unitsBefore }: Paragraph, id: string, name: string): SquadAnswer {
  const text = textIn(answer, 'text', name);
  const place = fieldOf(answer, 'answer_start');
  if (!Number.isSafeInteger(place) || (place as number) < 0) refuse(name, `an answer to question ${id} has no place`);
  const start = unitsBefore(place as number);
  if (!context.startsWith(text, start))
    refuse(name, `the answer to question ${id} does not stand at character ${place}`);
  return { text, start };
}

/**
 * UTF-16 units of the first so many characters of a text, which is walked at most once: a file may hold thousands of questions about a
 * long one.
 */
function unitsOf(text: string): (characters: number) => number {
  const surrogate = text.search(/[\ud800-\udbff]/);
  let places: number[] | undefined; // where each character begins, from the first that takes two units
  return (characters) => {
    if (surrogate < 0 || characters <= surrogate) return Math.min(characters, text.length);
    places ??= Array.from(charactersFrom(text, surrogate));
    return places[characters - surrogate] ?? text.length;
  };
}

function* charactersFrom(text: string, start: number): Iterable<number> {
  for (let at = start; at < text.length; at += text.codePointAt(at)! > 0xffff ? 2 : 1) yield at;
}

const fieldOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;

function listIn(value: unknown, key: string, name: string): readonly unknown[] {
  const list = fieldOf(value, key);
  return Array.isArray(list) ? list : refuse(name, `a list '${key}' is missing`);
}

function textIn(value: unknown, key: string, name: string): string {
  const text = fieldOf(value, key);
  return typeof text === 'string' ? text : refuse(name, `a text '${key}' is missing`);
}

function refuse(name: string, why: string): never {
  throw new ChalkgradError(`${name}: not a usable SQuAD file: ${why}`, 'get it again: npm run data -- get squad');
}
