/**
 * Finds what a reader means: by our name, by PyTorch's, or by a word of the summary; spelling of case, underscores and dots does not
 * matter. The order is by how well the name fits, then as the entries come. Pure, so that it can be tested without a page.
 */
import type { SearchEntry } from './searchEntries.ts';

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** 0 fits best; null does not fit. */
function distance(entry: SearchEntry, query: string, words: readonly string[]): number | null {
  const name = plain(entry.name);
  const aliases = entry.aliases.map(plain);
  if (name === query) return 0;
  if (aliases.includes(query)) return 1;
  if (name.startsWith(query)) return 2;
  if (aliases.some((alias) => alias.startsWith(query))) return 3;
  if (name.includes(query)) return 4;
  if (aliases.some((alias) => alias.includes(query))) return 5;
  const summary = entry.summary.toLowerCase();
  return words.every((word) => summary.includes(word)) ? 6 : null;
}

/**
 * @returns all that fit, best first; nothing for a query without a letter or digit
 * @example rankResults(entries, 'F.cross_entropy')[0]?.name // 'crossEntropy'
 */
export function rankResults(entries: readonly SearchEntry[], text: string): SearchEntry[] {
  const query = plain(text);
  if (query === '') return [];
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const found = entries
    .map((entry) => ({ entry, rank: distance(entry, query, words) }))
    .filter(({ rank }) => rank !== null);
  const sorted = found.sort((a, b) => a.rank! - b.rank!);
  return sorted.map(({ entry }) => entry);
}
