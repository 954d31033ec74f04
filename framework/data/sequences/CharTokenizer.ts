/** One token per character: the smallest tokenizer there is. Characters are Unicode code points, so that no emoji is torn. */
import { check, signature } from '../../tensor/arguments.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { placesOf } from '../listOf.ts';
import { distinct } from '../table/categories.ts';

const made = signature('CharTokenizer', { characters: 'texts' });

const methods = {
  fromText: signature('CharTokenizer.fromText', { text: 'text' }),
  encode: signature('CharTokenizer.encode', { text: 'text' }),
};

/** Chinese novels have a few thousand. */
const MOST_CHARACTERS = 10_000;

/**
 * @example
 * const tokenizer = CharTokenizer.fromText('hello');   // e h l o
 * tokenizer.encode('hole');                            // [1, 3, 2, 0]
 * tokenizer.decode([1, 3, 2, 0]);                      // 'hole'
 */
export class CharTokenizer {
  /** Token k stands for characters[k]. */
  readonly characters: readonly string[];
  private readonly tokens: ReadonlyMap<string, number>;

  /** Errors: a character twice, or something that is not one character. */
  constructor(characters: readonly string[]) {
    check(made, characters);
    this.characters = [...characters];
    this.tokens = new Map(characters.map((character, token) => [character, token]));
    const wrong = characters.find((character) => [...character].length !== 1);
    if (wrong !== undefined || this.tokens.size !== characters.length) {
      throw new ChalkgradError(
        `CharTokenizer: ${wrong === undefined ? 'a character is listed twice' : `${JSON.stringify(wrong)} is not one character`}`,
        'list each character once, or use CharTokenizer.fromText(text).',
      );
    }
  }

  /** All characters that occur, sorted by code point. Errors: more of them than any language has. */
  static fromText(text: string): CharTokenizer {
    check(methods.fromText, text);
    const characters = distinct(text).map(String);
    if (characters.length > MOST_CHARACTERS) {
      throw new ChalkgradError(
        `CharTokenizer: the text has ${characters.length} different characters, more than ${MOST_CHARACTERS}`,
        'is it a text? A model has weights for each of its characters; BpeTokenizer takes any bytes.',
      );
    }
    return new CharTokenizer(characters);
  }

  get vocabularySize(): number {
    return this.characters.length;
  }

  /** Errors: a character that is not in the vocabulary. */
  encode(text: string): Int32Array<ArrayBuffer> {
    check(methods.encode, text);
    const tokens = new Int32Array(text.length);
    let count = 0;
    for (const character of text) tokens[count++] = this.tokens.get(character) ?? this.refuse(character);
    return tokens.slice(0, count); // a character may take two units
  }

  /** Errors: a number that is no token. */
  decode(tokens: ArrayLike<number> | Tensor): string {
    return Array.from(placesOf(tokens, 'CharTokenizer: decode'), (token) => {
      const character = this.characters[token];
      if (character !== undefined) return character;
      throw new ChalkgradError(
        `CharTokenizer: ${token} is no token`,
        `tokens go from 0 to ${this.characters.length - 1}.`,
      );
    }).join('');
  }

  private refuse(character: string): never {
    throw new ChalkgradError(
      `CharTokenizer: ${JSON.stringify(character)} is not among its ${this.characters.length} characters`,
      'make the tokenizer from all of the text, or use BpeTokenizer, which knows every character.',
    );
  }
}
