/**
 * Byte-pair encoding: begins with the 256 bytes and joins the most frequent neighbours again and again. Frequent words
 * become one token, rare ones a few, and no text is unknown, because every text is bytes.
 * Source: Sennrich, Haddow & Birch, "Neural machine translation of rare words with subword units" (2016), §3.2, over bytes as in
 * Radford et al., "Language models are unsupervised multitask learners" (2019), §2.2.
 */
import { check, optionsOf, signature } from '../../tensor/arguments.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { placesOf } from '../listOf.ts';

const BYTES = 256;
/** Joins never cross these borders: a word with the space before it, a number, a row of signs, a stretch of white space. */
const PIECES = /\s?[\p{L}\p{M}]+|\s?\p{N}+|\s?[^\s\p{L}\p{M}\p{N}]+|\s+/gu;
/** Two tokens as one key; tokens stay below this. */
const KEY_BASE = 2 ** 22;
/** Pieces whose tokens are remembered; then the memory starts afresh. */
const REMEMBERED = 50_000;

/** Two tokens that are joined; the first pair becomes token 256, the next 257 … */
export type Merge = readonly [left: number, right: number];

const keyOf = (left: number, right: number): number => left * KEY_BASE + right;

const made = signature('BpeTokenizer', { merges: 'lists' });

const methods = {
  encode: signature('BpeTokenizer.encode', { text: 'text' }),
  bytesOf: signature('BpeTokenizer.bytesOf', { token: 'size' }),
  train: signature('BpeTokenizer.train', { text: 'text' }, { vocabularySize: 'count!' }),
};

/**
 * Decoding what was encoded gives the text back, for any text of whole characters (half a surrogate pair is no character and
 * becomes U+FFFD).
 *
 * @example
 * const tokenizer = BpeTokenizer.train(text, { vocabularySize: 512 });
 * tokenizer.decode(tokenizer.encode('to be, or not')); // the same text
 */
export class BpeTokenizer {
  readonly merges: readonly Merge[];
  /** When each pair was joined: earlier joins go first. */
  private readonly ranks: ReadonlyMap<number, number>;
  /** The bytes each token stands for. */
  private readonly bytes: readonly Uint8Array[];
  private readonly remembered = new Map<string, readonly number[]>();

  /** Errors: a pair of tokens that are not made yet. */
  constructor(merges: readonly Merge[]) {
    check(made, merges);
    const bytes = Array.from({ length: BYTES }, (_, byte) => Uint8Array.of(byte));
    merges.forEach(([left, right], i) => {
      const [a, b] = [bytes[left], bytes[right]];
      if (a === undefined || b === undefined) {
        throw new ChalkgradError(
          `BpeTokenizer: merge ${i} joins ${left} and ${right}, but only tokens below ${BYTES + i} exist then`,
          'give the merges in the order in which they were learned.',
        );
      }
      bytes.push(Uint8Array.from([...a, ...b]));
    });
    this.merges = merges.map(([left, right]) => [left, right]);
    this.ranks = new Map(merges.map(([left, right], i) => [keyOf(left, right), i]));
    this.bytes = bytes;
  }

  /**
   * Learn merges from a text until there are `vocabularySize` tokens, or no pair occurs twice. Of equally frequent pairs the one
   * with the smaller tokens is joined.
   *
   * Errors: a size below 256.
   */
  static train(text: string, options: { readonly vocabularySize: number }): BpeTokenizer {
    const { vocabularySize } = optionsOf(methods.train, [text, options]);
    if (!Number.isInteger(vocabularySize) || vocabularySize < BYTES || vocabularySize >= KEY_BASE) {
      throw new ChalkgradError(
        `BpeTokenizer: a vocabulary of ${vocabularySize} is not possible`,
        `it holds the ${BYTES} bytes, and one token more for every merge.`,
      );
    }
    const trainer = new MergeCounter(text);
    const merges: Merge[] = [];
    while (merges.length < vocabularySize - BYTES) {
      const best = trainer.mostFrequent();
      if (best === undefined) break;
      trainer.join(best, BYTES + merges.length);
      merges.push(best);
    }
    return new BpeTokenizer(merges);
  }

  get vocabularySize(): number {
    return this.bytes.length;
  }

  encode(text: string): Int32Array<ArrayBuffer> {
    check(methods.encode, text);
    return Int32Array.from((text.match(PIECES) ?? []).flatMap((piece) => this.encodePiece(piece)));
  }

  /** Errors: a number that is no token. Bytes that are no UTF-8 (a model may write such) become U+FFFD. */
  decode(tokens: ArrayLike<number> | Tensor): string {
    const parts = Array.from(placesOf(tokens, 'BpeTokenizer: decode'), (token) => this.bytesOf(token));
    const all = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(all);
  }

  /** The bytes that a token stands for. Errors: a number that is no token. */
  bytesOf(token: number): Uint8Array {
    check(methods.bytesOf, token);
    const bytes = this.bytes[token];
    if (bytes !== undefined) return bytes;
    throw new ChalkgradError(`BpeTokenizer: ${token} is no token`, `tokens go from 0 to ${this.bytes.length - 1}.`);
  }

  private encodePiece(piece: string): readonly number[] {
    const known = this.remembered.get(piece);
    if (known !== undefined) return known;
    const tokens = this.joinAll([...new TextEncoder().encode(piece)]);
    if (this.remembered.size >= REMEMBERED) this.remembered.clear();
    this.remembered.set(piece, tokens);
    return tokens;
  }

  /** Join as in training: always the pair that was learned first, everywhere it stands. */
  private joinAll(bytes: readonly number[]): readonly number[] {
    let tokens = bytes;
    for (;;) {
      const ranks = tokens
        .slice(1)
        .map((token, i) => this.ranks.get(keyOf(tokens[i]!, token)) ?? Number.POSITIVE_INFINITY);
      const first = Math.min(...ranks);
      if (first === Number.POSITIVE_INFINITY) return tokens;
      tokens = joined(tokens, this.merges[first]!, BYTES + first);
    }
  }
}

/** Every place where the pair stands, from the left, replaced by one token. */
function joined(tokens: readonly number[], [left, right]: Merge, token: number): number[] {
  const out: number[] = [];
  for (let i = 0; i < tokens.length; i++) {
    if (tokens[i] === left && tokens[i + 1] === right) {
      out.push(token);
      i++;
    } else out.push(tokens[i]!);
  }
  return out;
}

interface CountedPiece {
  tokens: readonly number[];
  readonly count: number;
}

/** Counts neighbours in all pieces of a text, and keeps the counts right while pairs are joined. */
class MergeCounter {
  private readonly pieces: CountedPiece[];
  private readonly counts = new Map<number, number>();
  /** Pieces in which a pair stands, or once stood. */
  private readonly places = new Map<number, Set<number>>();

  constructor(text: string) {
    const distinct = new Map<string, number>();
    for (const [piece] of text.matchAll(PIECES)) distinct.set(piece, (distinct.get(piece) ?? 0) + 1);
    const encoder = new TextEncoder();
    this.pieces = [...distinct].map(([piece, count]) => ({ tokens: [...encoder.encode(piece)], count }));
    this.pieces.forEach((piece, i) => {
      this.add(piece, i, 1);
    });
  }

  /** Undefined when no pair occurs twice. */
  mostFrequent(): Merge | undefined {
    let [best, most] = [-1, 1];
    for (const [key, count] of this.counts)
      if (count > most || (count === most && best >= 0 && key < best)) [best, most] = [key, count];
    return best < 0 ? undefined : [Math.floor(best / KEY_BASE), best % KEY_BASE];
  }

  join(pair: Merge, token: number): void {
    for (const i of this.places.get(keyOf(...pair)) ?? []) {
      const piece = this.pieces[i]!;
      this.add(piece, i, -1);
      piece.tokens = joined(piece.tokens, pair, token);
      this.add(piece, i, 1);
    }
  }

  /** Count a piece's pairs (sign 1) or take them back (sign -1). */
  private add({ tokens, count }: CountedPiece, place: number, sign: 1 | -1): void {
    for (let i = 0; i + 1 < tokens.length; i++) {
      const key = keyOf(tokens[i]!, tokens[i + 1]!);
      const total = (this.counts.get(key) ?? 0) + sign * count;
      if (total === 0) this.counts.delete(key);
      else this.counts.set(key, total);
      if (sign === 1) this.placesOf(key).add(place);
    }
  }

  private placesOf(key: number): Set<number> {
    const known = this.places.get(key);
    if (known !== undefined) return known;
    const places = new Set<number>();
    this.places.set(key, places);
    return places;
  }
}
