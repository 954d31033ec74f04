import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { opList } from '#framework';
import { glossaryOf } from '../glossary/index.ts';
import { editDistance } from './editDistance.ts';
import { directHits, hasTyped, type KnownWord, meantWords } from './knownWords.ts';

const known: readonly KnownWord[] = [
  ...glossaryOf('en').map(({ term, also, id }) => ({
    word: term,
    to: `/glossary/#${id}`,
    kind: 'word' as const,
    also,
  })),
  ...Object.keys(opList).map((name) => ({
    word: name,
    to: `/reference/#${name}`,
    kind: 'reference' as const,
    also: [],
  })),
];

describe('editDistance', () => {
  it('counts letters put in, left out, changed and swapped', () => {
    expect(editDistance('softmax', 'softmax')).toBe(0);
    expect(editDistance('sofmax', 'softmax')).toBe(1);
    expect(editDistance('sofftmax', 'softmax')).toBe(1);
    expect(editDistance('saftmax', 'softmax')).toBe(1);
    expect(editDistance('sofmtax', 'softmax')).toBe(1);
    expect(editDistance('', 'abc')).toBe(3);
    expect(editDistance('kitten', 'sitting')).toBe(3);
  });

  it('is the same both ways, and no larger than the longer word', () => {
    const word = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const apart = editDistance(a, b);
        expect(apart).toBe(editDistance(b, a));
        expect(apart).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(apart === 0).toBe(a === b);
      }),
    );
  });
});

describe('directHits', () => {
  it('finds "backprop", whatever it is called in full', () => {
    const [first, ...others] = directHits(known, 'backprop', 4);
    expect(first!.word).toMatch(/^backpropagation/);
    // The word itself is another name of the walk back.
    expect([first, ...others].flatMap((hit) => hit!.also)).toContain('backpropagation');
  });

  it('puts what is called so before what only begins so', () => {
    expect(directHits(known, 'softmax', 5)[0]!.word.toLowerCase()).toBe('softmax');
    expect(directHits(known, 'conv2d', 5)[0]!.word).toBe('conv2d');
  });

  it('finds nothing for nothing', () => {
    expect(directHits(known, ' ', 5)).toEqual([]);
    expect(directHits(known, 'x', 5)).toEqual([]);
    expect(directHits(known, 'qqqqzz', 5)).toEqual([]);
  });
});

describe('meantWords', () => {
  it.each([
    ['sofmtax', 'softmax'],
    ['overfiting', 'overfitting'],
    ['gardient', 'gradient'],
    ['convoluton', 'convolution'],
    ['learnin rate', 'learning rate'],
    ['bakcprop', 'backpropagation'],
  ])('knows what %s was to be', (typed, meant) => {
    expect(meantWords(known, typed, 3).map((word) => word.toLowerCase())).toContain(meant);
  });

  it('leaves a word alone that is known, and one that is near nothing', () => {
    expect(meantWords(known, 'softmax', 3)).toEqual([]);
    expect(meantWords(known, 'zebracrossing', 3)).toEqual([]);
    expect(meantWords(known, 'ax', 3)).toEqual([]);
  });

  it('says each word once', () => {
    const words = meantWords(known, 'gradeint', 10).map((word) => word.toLowerCase());
    expect(new Set(words).size).toBe(words.length);
  });
});

describe('hasTyped', () => {
  it('tells a find from what only begins alike', () => {
    expect(hasTyped(['a <mark>softmax</mark> of scores'], 'softmax')).toBe(true);
    expect(hasTyped(['two <mark>learned</mark> rates'], 'learning')).toBe(true);
    expect(hasTyped(['a <mark>soft</mark> edge', '<mark>sofa</mark>'], 'sofmtax')).toBe(false);
    expect(hasTyped([], 'softmax')).toBe(false);
    expect(hasTyped(['<mark>x</mark>'], ' ')).toBe(false);
  });
});
