/**
 * The words in the browser: those that the page carries, in its language. The build puts this module in the place of index.ts (site/words.mjs);
 * under `astro dev` and in tests index.ts itself answers, with all words of all languages.
 */
import type { Strings } from './en.ts';

export type { Strings };

const carried = document.getElementById('words')?.textContent ?? '{}';
const rooms = JSON.parse(carried) as Record<string, Record<string, unknown>>;

/** A word that is not there is a fault of the build, and says its name instead of failing somewhere later. */
function guarded<T extends object>(words: T, place: string): T {
  return new Proxy(words, {
    get: (all, name) => {
      // JSON.stringify asks everything for it: a room can be written out whole (the page that a reader takes away).
      if (typeof name === 'string' && name !== 'toJSON' && !(name in all))
        throw new Error(`This page carries no words called ${place}${name}.`);
      return Reflect.get(all, name);
    },
  });
}

const strings = guarded(
  Object.fromEntries(Object.entries(rooms).map(([room, words]) => [room, guarded(words, `${room}.`)])),
  '',
) as unknown as Strings;

/** The words of the page's language. */
export const stringsFor = (): Strings => strings;
