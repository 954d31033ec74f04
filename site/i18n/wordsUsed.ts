/**
 * Which words a module says, read from its source: `strings.figures.lossCurve.label` says the words `lossCurve` of the room `figures`. By it
 * the build gives each page the words of its own figures, in its own language, and no others (site/words.mjs). Figures reach their words
 * through something called `strings`, or through `stringsFor(…)` itself; whoever hides them behind another name gets none, and the first
 * access says so (inPage.ts).
 */
import type { Strings } from './en.ts';

/** Room → the parts of it that are said; null: all of them. */
export type WordsUsed = Map<string, Set<string> | null>;

const CALL = String.raw`stringsFor\((?:[^()]|\([^()]*\))*\)`;

/** @example wordsUsed('this.strings.figures.timeBar.play', ['figures']) // Map { 'figures' => Set { 'timeBar' } } */
export function wordsUsed(source: string, rooms: readonly string[]): WordsUsed {
  const said = new RegExp(String.raw`(?:\bstrings|${CALL})\s*\.\s*(${rooms.join('|')})\b(?:\s*\.\s*(\w+))?`, 'g');
  const used: WordsUsed = new Map();
  for (const [, room, part] of source.matchAll(said)) add(used, room!, part ?? null);
  return used;
}

/** What several modules say together. */
export function together(all: Iterable<WordsUsed>): WordsUsed {
  const used: WordsUsed = new Map();
  for (const one of all) {
    for (const [room, parts] of one) {
      if (parts === null) add(used, room, null);
      else for (const part of parts) add(used, room, part);
    }
  }
  return used;
}

function add(used: WordsUsed, room: string, part: string | null): void {
  const parts = used.get(room);
  if (part === null || parts === null) used.set(room, null);
  else used.set(room, (parts ?? new Set()).add(part));
}

/** Those words of a language, as a page carries them. */
export function wordsFor(used: WordsUsed, strings: Strings): Record<string, Record<string, unknown>> {
  const chosen: Record<string, Record<string, unknown>> = {};
  for (const [room, parts] of used) {
    const all = strings[room as keyof Strings] as Record<string, unknown>;
    const entries = Object.entries(all).filter(([part]) => parts === null || parts.has(part));
    for (const [part, words] of entries) {
      if (parts !== null) refuseFunctions(`${room}.${part}`, words);
    }
    chosen[room] = Object.fromEntries(entries.filter(([, words]) => typeof words !== 'function'));
  }
  return chosen;
}

/** A page carries text. A sentence with places is `'{count} runs'`, filled by `fill`. */
function refuseFunctions(place: string, words: unknown): void {
  if (typeof words === 'function')
    throw new Error(`words: ${place} is a function, and a page carries text: write '{place}' and fill it.`);
  if (typeof words !== 'object' || words === null) return;
  for (const [name, inside] of Object.entries(words)) refuseFunctions(`${place}.${name}`, inside);
}
