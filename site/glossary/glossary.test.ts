import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { course } from '../layouts/course.ts';
import { anchorOf, entryOf, glossaryOf } from './index.ts';

const entries = glossaryOf('en');

describe('the glossary', () => {
  it('has words of every lesson of the course, and of no other', () => {
    const lessons = new Set(entries.map(({ lesson }) => lesson));
    expect([...lessons].filter((slug) => !course.includes(slug))).toEqual([]);
    for (const slug of course) expect(lessons.has(slug), slug).toBe(true);
    expect(entries.length).toBeGreaterThan(280);
  });

  it('names each thing once: no term, and no other form of one, leads to two entries', () => {
    const names = entries.flatMap(({ term, also }) => [term, ...also].map(anchorOf));
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  it('explains every word in one or two sentences, and has its Chinese name', () => {
    for (const { term, chinese, meaning } of entries) {
      expect(meaning, term).toMatch(/^[A-Z].{20,190}\.$/u);
      expect(meaning, term).not.toContain('—');
      if (chinese !== null) expect(chinese, term).toMatch(/[\p{Script=Han}]/u);
    }
    expect(entries.filter(({ chinese }) => chinese === null).map(({ term }) => term)).toEqual(['logit', 'softmax']);
  });

  it('finds a word by its plural and in any case', () => {
    expect(entryOf('Contours')?.id).toBe('contour');
    expect(entryOf('mini-batch')?.chinese).toBe('小批量');
    expect(entryOf('phlogiston')).toBeUndefined();
  });
});

describe('lessons', () => {
  const lessons = readdirSync('lessons').map((folder) => ({
    folder,
    text: readFileSync(`lessons/${folder}/index.mdx`, 'utf8'),
  }));

  it('every <Term> has an entry, and says which where its own text is none', () => {
    const missing = lessons.flatMap(({ folder, text }) =>
      [...text.matchAll(/<Term\b([^>]*)>(.*?)<\/Term>/gs)].flatMap(([, attributes = '', inner = '']) => {
        const word = /\bword="([^"]*)"/.exec(attributes)?.[1] ?? inner.replaceAll(/[*_`]/g, '');
        return entryOf(word) === undefined ? [`${folder}: ${word}`] : [];
      }),
    );
    expect(missing).toEqual([]);
  });

  it('lesson 5 introduces every one of its own words by <Term>, or by the text that the word names', () => {
    const { text } = lessons.find(({ folder }) => folder.endsWith('gradient-descent'))!;
    const used = [...text.matchAll(/<Term\b([^>]*)>(.*?)<\/Term>/gs)].map(
      ([, attributes = '', inner = '']) => entryOf(/\bword="([^"]*)"/.exec(attributes)?.[1] ?? inner)?.term,
    );
    const own = entries.filter(({ lesson }) => lesson === 'gradient-descent').map(({ term }) => term);
    expect(own.filter((term) => !used.includes(term))).toEqual([]);
  });
});
