import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BpeTokenizer, CharTokenizer, padSequences, splitWords, Vocabulary } from '../../index.ts';

const anyText = fc.string({ unit: 'grapheme', maxLength: 60 });

describe('CharTokenizer', () => {
  it('gives every text back that is made of its characters', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const tokenizer = CharTokenizer.fromText(text);
        expect(tokenizer.decode(tokenizer.encode(text))).toBe(text);
        expect(tokenizer.encode(text)).toHaveLength([...text].length);
      }),
    );
  });

  it('sorts by code point and never tears a character', () => {
    expect(CharTokenizer.fromText('ﬀ𝄞ba').characters).toEqual(['a', 'b', 'ﬀ', '𝄞']);
  });

  it('explains what it does not know', () => {
    const tokenizer = CharTokenizer.fromText('ab');
    expect(() => tokenizer.encode('abc')).toThrow(/"c" is not among its 2 characters\nhint: .*BpeTokenizer/);
    expect(() => tokenizer.decode([2])).toThrow(/2 is no token/);
    expect(() => new CharTokenizer(['a', 'a'])).toThrow(/listed twice/);
    expect(() => new CharTokenizer(['ab'])).toThrow(/"ab" is not one character/);
  });
});

describe('BpeTokenizer', () => {
  const rhyme = 'the cat sat on the mat, the cat sat on the hat. '.repeat(5);

  it('gives every text back, also one it never saw', () => {
    const tokenizer = BpeTokenizer.train(rhyme, { vocabularySize: 290 });
    fc.assert(
      fc.property(fc.oneof(anyText, fc.constantFrom(rhyme, '\ufeffthe\r\n\tcat  ', '', ' ', '…𝄞 ñ 12 !!')), (text) => {
        expect(tokenizer.decode(tokenizer.encode(text))).toBe(text);
      }),
    );
  });

  it('gives back text it was trained on, whatever that was', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const tokenizer = BpeTokenizer.train(text + text, { vocabularySize: 280 });
        expect(tokenizer.decode(tokenizer.encode(text))).toBe(text);
      }),
    );
  });

  it('joins the most frequent neighbours first, the smaller tokens when equal', () => {
    // Sennrich et al. (2016), figure 1, spelled with repeats: "es" 9 times, then "est", then "lo" 7 times.
    const words = ['low '.repeat(5), 'lower '.repeat(2), 'newest '.repeat(6), 'widest '.repeat(3)].join('');
    const tokenizer = BpeTokenizer.train(words, { vocabularySize: 256 + 3 });
    const text = (token: number): string => new TextDecoder().decode(tokenizer.bytesOf(token));
    expect([256, 257, 258].map(text)).toEqual(['es', 'est', 'lo']);
  });

  it('needs fewer tokens the more it may learn, and stops when nothing repeats', () => {
    const count = (vocabularySize: number): number =>
      BpeTokenizer.train(rhyme, { vocabularySize }).encode(rhyme).length;
    expect(count(256)).toBe(rhyme.length);
    expect(count(270)).toBeLessThan(count(260));
    expect(BpeTokenizer.train('abc', { vocabularySize: 300 }).vocabularySize).toBe(256);
  });

  it('is rebuilt from its merges', () => {
    const tokenizer = BpeTokenizer.train(rhyme, { vocabularySize: 280 });
    const copy = new BpeTokenizer(JSON.parse(JSON.stringify(tokenizer.merges)));
    expect(copy.encode('the hat sat')).toEqual(tokenizer.encode('the hat sat'));
    expect(() => new BpeTokenizer([[97, 256]])).toThrow(/merge 0 joins 97 and 256/);
  });

  it('decodes what a model may write: half a character becomes a question mark', () => {
    expect(new BpeTokenizer([]).decode([0xc3])).toBe('\ufffd');
    expect(() => new BpeTokenizer([]).decode([256])).toThrow(/256 is no token/);
    expect(() => BpeTokenizer.train('a', { vocabularySize: 255 })).toThrow(/vocabulary of 255 is not possible/);
  });
});

describe('words', () => {
  it('are letters and digits in lower case, signs alone', () => {
    expect(splitWords("Don't panic: it's 42€, Straße!")).toEqual([
      "don't",
      'panic',
      ':',
      "it's",
      '42',
      '€',
      ',',
      'straße',
      '!',
    ]);
    expect(splitWords('  ')).toEqual([]);
  });

  it('get numbers by frequency; rare ones are unknown', () => {
    const vocabulary = Vocabulary.build(
      [
        ['b', 'a', 'b'],
        ['c', 'a', 'd'],
      ],
      { minCount: 2 },
    );
    expect(vocabulary.words).toEqual(['<pad>', '<unk>', 'a', 'b']);
    expect([...vocabulary.encode(['b', 'd', 'zzz', '<pad>'])]).toEqual([3, 1, 1, 0]);
    expect(vocabulary.decode([2, 1])).toEqual(['a', '<unk>']);
    expect(Vocabulary.build([['b', 'a', 'b']], { maxSize: 1 }).size).toBe(3);
    expect(() => vocabulary.decode([4])).toThrow(/4 stands for no word/);
    expect(() => new Vocabulary(['a', 'a'])).toThrow(/listed twice/);
  });
});

describe('padSequences', () => {
  it('fills on either side and marks what is real', () => {
    const right = padSequences([[1, 2, 3], [4]], { value: 9 });
    expect([right.tokens, right.mask, right.lengths].map((x) => x.toArray())).toEqual([
      [
        [1, 2, 3],
        [4, 9, 9],
      ],
      [
        [1, 1, 1],
        [1, 0, 0],
      ],
      [3, 1],
    ]);
    const left = padSequences([[1, 2, 3], [4]], { side: 'left', length: 2 });
    expect([left.tokens, left.mask].map((x) => x.toArray())).toEqual([
      [
        [1, 2],
        [0, 4],
      ],
      [
        [1, 1],
        [0, 1],
      ],
    ]);
    expect(() => padSequences([[], []])).toThrow(/2 sequences cannot be 0 long/);
  });

  it('keeps every token', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.nat(9), { maxLength: 5 }), { minLength: 1 }),
        fc.boolean(),
        (sequences, isLeft) => {
          const { tokens, mask } = padSequences(sequences, { length: 5, side: isLeft ? 'left' : 'right' });
          const real = (tokens.toArray() as number[][]).map((row, i) =>
            row.filter((_, t) => (mask.toArray() as number[][])[i]![t] === 1),
          );
          expect(real).toEqual(sequences);
        },
      ),
    );
  });
});
