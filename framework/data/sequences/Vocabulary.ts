/** Words → numbers, with a number for padding and one for everything unknown. */
import { ChalkgradError } from '../../tensor/errors.ts';
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
 * Text → lower-case words and single signs. Good enough for reviews; not a linguist.
 *
 * @example splitWords("Don't panic!") // ["don't", 'panic', '!']
 */
export const splitWords = (text: string): string[] =>
  text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’][\p{L}]+)*|[^\s\p{L}\p{N}]/gu) ?? [];

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
    this.words = [PAD, UNKNOWN, ...words];
    this.numbers = new Map(this.words.map((word, number) => [word, number]));
    if (this.numbers.size !== this.words.length)
      throw new ChalkgradError(
        'Vocabulary: a word is listed twice',
        `list each once, and neither ${PAD} nor ${UNKNOWN}.`,
      );
  }

  /** Learn the words of the training texts. */
  static build(texts: Iterable<Iterable<string>>, { minCount = 1, maxSize }: VocabularyOptions = {}): Vocabulary {
    const counts = new Map<string, number>();
    for (const words of texts) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    const frequent = [...counts]
      .filter(([word, count]) => count >= minCount && word !== PAD && word !== UNKNOWN)
      .sort(([a, m], [b, n]) => n - m || compareCategories(a, b));
    return new Vocabulary(frequent.slice(0, maxSize).map(([word]) => word));
  }

  get size(): number {
    return this.words.length;
  }

  encode(words: Iterable<string>): Int32Array<ArrayBuffer> {
    return Int32Array.from([...words], (word) => this.numbers.get(word) ?? this.unknown);
  }

  /** Errors: a number that stands for no word. */
  decode(numbers: ArrayLike<number>): string[] {
    return Array.from(numbers, (number) => {
      const word = this.words[number];
      if (word !== undefined) return word;
      throw new ChalkgradError(
        `Vocabulary: ${number} stands for no word`,
        `numbers go from 0 to ${this.words.length - 1}.`,
      );
    });
  }
}
