/**
 * The words that the search knows by heart: titles of lessons and exercises, terms of the glossary with their other forms, names of the
 * framework with PyTorch's. From them come the first hits, and the word that a slip of the finger meant. Pure, for the browser and for tests.
 */
import type { HouseStrings } from '../i18n/house.ts';
import { editDistance } from './editDistance.ts';

export interface KnownWord {
  readonly word: string;
  /** Without base path and language. */
  readonly to: string;
  readonly kind: keyof HouseStrings['search']['kinds'];
  /** Other names that mean it. */
  readonly also: readonly string[];
}

export interface SearchWords {
  readonly words: HouseStrings['search'];
  readonly known: readonly KnownWord[];
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** 0 fits best; null does not fit. */
function fit(names: readonly string[], query: string): number | null {
  const ranks = names.flatMap((name, i) => {
    const behind = i === 0 ? 0 : 1;
    if (name === query) return [behind];
    if (name.startsWith(query)) return [2 + behind];
    return query.length > 3 && name.includes(query) ? [4 + behind] : [];
  });
  return ranks.length === 0 ? null : Math.min(...ranks);
}

/**
 * What is called so, or begins so: best first.
 *
 * @example directHits(known, 'backprop', 3)[0]?.word // 'backpropagation'
 */
export function directHits(known: readonly KnownWord[], text: string, most: number): readonly KnownWord[] {
  const query = plain(text);
  if (query.length < 2) return [];
  return known
    .map((entry) => ({ entry, rank: fit([entry.word, ...entry.also].map(plain), query) }))
    .filter(({ rank }) => rank !== null)
    .toSorted((a, b) => a.rank! - b.rank!)
    .slice(0, most)
    .map(({ entry }) => entry);
}

/** So many slips are forgiven in a word of this length. */
const slips = (length: number): number => (length < 4 ? 0 : length < 7 ? 1 : 2);

/**
 * The words that were perhaps meant, the likeliest first, each once. A word that is known as it stands needs no other.
 *
 * @example meantWords(known, 'sofmtax', 1) // ['softmax']
 */
export function meantWords(known: readonly KnownWord[], text: string, most: number): readonly string[] {
  const query = plain(text);
  const forgiven = slips(query.length);
  const found = new Map<string, number>();
  for (const { word, also } of known)
    for (const name of [word, ...also]) {
      // Of a title each word counts, too; a word that was typed to its half is compared with the half of the longer one.
      for (const part of [name, ...name.split(/[\s,:.()/-]+/)]) {
        const letters = plain(part);
        if (letters.length < 4) continue;
        const begun = letters.length > query.length + 2 ? letters.slice(0, query.length) : letters;
        const apart = editDistance(query, begun);
        if (apart === 0) return [];
        if (apart > forgiven) continue;
        const rank = apart + (begun === letters ? 0 : 0.5);
        if (rank < (found.get(part) ?? Number.POSITIVE_INFINITY)) found.set(part, rank);
      }
    }
  const once = new Map<string, string>();
  for (const [name] of [...found].toSorted((a, b) => a[1] - b[1]))
    if (!once.has(plain(name))) once.set(plain(name), name);
  return [...once.values()].slice(0, most);
}

/**
 * Does a passage have what was typed? Pagefind answers every query with something: of a word that it does not know it looks for the beginning,
 * shorter and shorter. What it then marks is another word.
 *
 * @param passages as Pagefind wrote them, `<mark>` round each find
 */
export function hasTyped(passages: readonly string[], text: string): boolean {
  const marked = passages.flatMap((passage) =>
    [...passage.matchAll(/<mark>([^<]*)<\/mark>/g)].map(([, found = '']) => plain(found)),
  );
  // Endings may differ: pages are found by the stem of a word.
  const stems = text.split(/\s+/).map((word) => plain(word).slice(0, Math.max(4, plain(word).length - 3)));
  return stems.some((stem) => stem !== '' && marked.some((word) => word.includes(stem)));
}
