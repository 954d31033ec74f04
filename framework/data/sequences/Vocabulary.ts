/** Words → numbers, with a number for padding and one for everything unknown. */
import { check, optionsOf, signature } from '../../tensor/arguments.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { placesOf } from '../listOf.ts';
import { compareCategories } from '../table/categories.ts';

export interface VocabularyOptions {
  /** Leave out words that occur less often. Default 1. */
  readonly minCount?: number;
  /** At most so many words, the most frequent ones, `<pad>` and `<unk>` not counted. Default: all. */
  readonly maxSize?: number;
}

const PAD = '<pad>';
const UNKNOWN = '<unk>';

/**
 * A word begins with a letter or a number; marks (the vowels of Hindi, an accent of its own) and the joiners of some scripts go on with it.
 * A sign has the marks that stand on it.
 */
const WORDS = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u200c\u200d]*(?:['’]\p{L}[\p{L}\p{M}]*)*|[^\s\p{L}\p{N}]\p{M}*/gu;

const call = signature('splitWords', { text: 'text' });

/**
 * Text → lower-case words and single signs. Good enough for reviews; not a linguist. é is the same word whether it is written as one
 * character or as two (Unicode's form NFC).
 *
 * @example splitWords("Don't panic!") // ["don't", 'panic', '!']
 */
export function splitWords(text: string): string[] {
  check(call, text);
  return text.toLowerCase().normalize('NFC').match(WORDS) ?? [];
}

/** A text is iterable too, letter by letter, and none of its letters would be a known word. */
function refuseText(words: unknown, where: string): void {
  if (typeof words === 'object' && words !== null && Symbol.iterator in words) return;
  throw new ChalkgradError(
    `Vocabulary: ${where} was given ${typeof words === 'string' ? `the text ${JSON.stringify(words.slice(0, 20))}` : typeof words}, no list of words`,
    where === 'build'
      ? 'cut every text into words: Vocabulary.build(texts.map(splitWords)).'
      : 'cut it into words: encode(splitWords(text)).',
  );
}

const made = signature('Vocabulary', { words: 'texts' });
const methods = {
  build: signature('Vocabulary.build', { texts: 'anything' }, { minCount: 'size', maxSize: 'size' }),
  encode: signature('Vocabulary.encode', { words: 'anything' }),
};

/**
 * Number 0 is padding, 1 stands for every unknown word, then the words by frequency (of equal ones the alphabet decides).
 *
 * @example
 * const vocabulary = Vocabulary.build(trainTexts.map(splitWords), { minCount: 2 });
 * vocabulary.encode(['good', 'film', 'xyzzy']); // e.g. [7, 2, 1]
 */
export class Vocabulary {
  /** Word of each number. */
  readonly words: readonly string[];
  readonly pad = 0;
  readonly unknown = 1;
  private readonly numbers: ReadonlyMap<string, number>;

  /** Errors: a word twice. Words in order, without `<pad>` and `<unk>`. */
  constructor(words: readonly string[]) {
    check(made, words);
    this.words = [PAD, UNKNOWN, ...words];
    this.numbers = new Map(this.words.map((word, number) => [word, number]));
    if (this.numbers.size !== this.words.length)
      throw new ChalkgradError(
        'Vocabulary: a word is listed twice',
        `list each once, and neither ${PAD} nor ${UNKNOWN}.`,
      );
  }

  /** Learn the words of the training texts. */
  static build(texts: Iterable<Iterable<string>>, options: VocabularyOptions = {}): Vocabulary {
    const { minCount = 1, maxSize } = optionsOf(methods.build, [texts, options]);
    const counts = new Map<string, number>();
    refuseText(texts, 'build');
    for (const words of texts) {
      refuseText(words, 'build');
      for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const frequent = [...counts]
      .filter(([word, count]) => count >= minCount && word !== PAD && word !== UNKNOWN)
      .sort(([a, m], [b, n]) => n - m || compareCategories(a, b));
    return new Vocabulary(frequent.slice(0, maxSize).map(([word]) => word));
  }

  get size(): number {
    return this.words.length;
  }

  /** Errors: a text that is not cut into words. */
  encode(words: Iterable<string>): Int32Array<ArrayBuffer> {
    check(methods.encode, words);
    refuseText(words, 'encode');
    return Int32Array.from([...words], (word) => this.numbers.get(word) ?? this.unknown);
  }

  /** Errors: a number that stands for no word. */
  decode(numbers: ArrayLike<number> | Tensor): string[] {
    return Array.from(placesOf(numbers, 'Vocabulary: decode'), (number) => {
      const word = this.words[number];
      if (word !== undefined) return word;
      throw new ChalkgradError(
        `Vocabulary: ${number} stands for no word`,
        `numbers go from 0 to ${this.words.length - 1}.`,
      );
    });
  }
}
