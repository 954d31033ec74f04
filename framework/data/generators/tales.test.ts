import { describe, expect, it } from 'vitest';
import { Generator, generateTales, TALE_CHARACTERS } from '../../index.ts';

describe('generateTales', () => {
  const { texts, nats } = generateTales(500, new Generator(7));

  it('are the same for the same seed, and tale k does not depend on how many are told', () => {
    expect(generateTales(500, new Generator(7))).toEqual({ texts, nats });
    expect(generateTales(3, new Generator(7)).texts).toEqual(texts.slice(0, 3));
    expect(generateTales(3, new Generator(8)).texts).not.toEqual(texts.slice(0, 3));
  });

  it('are one line each, of more than a hundred letters, and hardly ever told twice', () => {
    for (const text of texts) expect(text).toMatch(/^[A-Z][^\n]{100,}\.\n$/);
    expect(new Set(texts).size).toBe(500);
  });

  it('are written with the characters that are listed, all of them', () => {
    const used = new Set(generateTales(2000, new Generator(3)).texts.join(''));
    expect([...used].sort().join('')).toBe(TALE_CHARACTERS);
  });

  it('come back to the name, the pronoun, the thing and the finder', () => {
    for (const text of texts) {
      const [, name, her, thing] = /^(\w+) the .* (her|his) (\w+ \w+)\. /.exec(text)!;
      expect(text.split(thing!)).toHaveLength(3); // named twice
      expect(text.split(name!)).toHaveLength(3);
      expect(text).toMatch(her === 'her' ? /\. She looked/ : /\. He looked/);
      const [, finder] = /(?:A|a) (\w+)(?: had| came|, and)/.exec(text)!;
      expect(text).toMatch(new RegExp(`(?:gave the|The|and the) ${finder}`));
    }
  });

  // A tale's choices cannot be fewer than those that make it unlike all others of 500; and all tales cannot be likelier than one.
  it('cost what their choices cost: one place or two, two being dearer', () => {
    const withPlaces = (count: number): number[] =>
      nats.filter((_, i) => (texts[i]!.match(/looked|bridge and|mill and/g) ?? []).length === count);
    const [one, two] = [Math.min(...withPlaces(1)), Math.max(...withPlaces(2))];
    const shared = Math.log(24 * 10 * 4 * 10 * 15) + Math.log(12 * 10) + 3 * Math.log(3);
    expect(one).toBeCloseTo(shared + Math.log(16), 10);
    expect(two).toBeCloseTo(shared + Math.log(16 * 15), 10);
  });
});
