/**
 * The glossary: all words of the course, each with the lesson in which it is first met. One source for the page `/glossary/` and for the
 * links of `<Term>`. Another language puts its own `WordsOfLessons` into `glossaries`; until then its pages show the English ones.
 */
import { classesAndNetworks } from './classesAndNetworks.ts';
import { imagesSequencesRivals } from './imagesSequencesRivals.ts';
import { numbersAndSlopes } from './numbersAndSlopes.ts';
import { outInTheWorld } from './outInTheWorld.ts';
import type { Word, WordsOfLessons } from './Word.ts';

export type { Word, WordsOfLessons };

export interface Entry extends Word {
  /** Its anchor on the page: `learning-rate`. */
  readonly id: string;
  /** Slug of the lesson in which it is first met. */
  readonly lesson: string;
}

const english: WordsOfLessons = {
  ...numbersAndSlopes,
  ...classesAndNetworks,
  ...imagesSequencesRivals,
  ...outInTheWorld,
};

/** By language code; a language without one has the English. */
const glossaries: Readonly<Record<string, WordsOfLessons>> = { en: english };

/** @example anchorOf('Vector–Jacobian product') // 'vector-jacobian-product' */
export const anchorOf = (term: string): string =>
  term
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');

/** All words of a language, in alphabetical order. */
export function glossaryOf(code: string): readonly Entry[] {
  const words = Object.entries(glossaries[code] ?? english).flatMap(([lesson, list]) =>
    list.map((word): Entry => ({ ...word, id: anchorOf(word.term), lesson })),
  );
  return words.toSorted((a, b) => a.term.localeCompare(b.term, code));
}

const byName = new Map<string, ReadonlyMap<string, Entry>>();

/** The entry that a text names, by its term, its plural or another form of it, in either case; undefined: there is none. */
export function entryOf(text: string, code = 'en'): Entry | undefined {
  const known =
    byName.get(code) ??
    new Map(glossaryOf(code).flatMap((entry) => [entry.term, ...entry.also].map((name) => [anchorOf(name), entry])));
  byName.set(code, known);
  const name = anchorOf(text);
  return known.get(name) ?? known.get(name.replace(/s$/, '')); // a plain plural
}
