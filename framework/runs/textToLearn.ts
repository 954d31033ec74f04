/** What a language model reads: the reader's own text, or tales told by the generator. */
import { generateTales, TALE_CHARACTERS } from '../data/generators/tales.ts';
import { loadText } from '../data/sets/loadText.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import { Generator } from '../tensor/random.ts';
import type { TrainingSetup } from '../train/setup.ts';
import type { RunOptions } from './Run.ts';

export interface TextToLearn {
  readonly train: string;
  readonly test: string;
  /** All characters that may occur: of the whole file, or of all tales, however much of them is learned. */
  readonly characters: string;
  /** What a saved run must agree on with the one that resumes it. */
  readonly config: TrainingSetup['config'];
}

const EXAMPLES = 3200;
const TEST_EXAMPLES = 200;
/** No tale is shorter, so that so many letters' worth of tales are always enough. */
const SHORTEST_TALE = 100;

/** Text for so many windows of `context` characters as asked for, each with the character after it; of a file, at most so many. */
export async function textToLearn(options: RunOptions, context: number): Promise<TextToLearn> {
  const { seed = 7, textFile, testExamples = TEST_EXAMPLES } = options;
  if (textFile !== undefined) return fileToLearn(textFile, options.examples, testExamples, context);
  const part = (name: string, windows: number): string => {
    const letters = windows * context + 1;
    const { texts } = generateTales(Math.ceil(letters / SHORTEST_TALE), new Generator(seed).fork(name));
    return texts.join('').slice(0, letters);
  };
  return {
    train: part('train', options.examples ?? EXAMPLES),
    test: part('test', testExamples),
    characters: TALE_CHARACTERS,
    config: { data: 'tales' },
  };
}

/** The last tenth of a text is for the examination: its author may come back to a phrase, but the model has not seen it. */
async function fileToLearn(
  path: string,
  examples: number | undefined,
  testExamples: number,
  context: number,
): Promise<TextToLearn> {
  const text = await loadText(path);
  const border = text.length - Math.floor(text.length / 10);
  const room = (letters: number): number => Math.floor((letters - 1) / context);
  const windows = { train: room(border), test: room(text.length - border) };
  if (windows.test < 1) {
    throw new ChalkgradError(
      `${path}: ${text.length} characters are too few to learn from`,
      `its last tenth must hold ${context + 1} characters to be examined on: give a text of at least ${10 * (context + 1)}.`,
    );
  }
  const take = (from: number, count: number): string => text.slice(from, from + count * context + 1);
  return {
    train: take(0, Math.min(windows.train, examples ?? windows.train)),
    test: take(border, Math.min(windows.test, testExamples)),
    characters: text,
    config: { data: 'text file', length: text.length },
  };
}
