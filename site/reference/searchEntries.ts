/**
 * What the search of the reference looks through: a name, what it is, where it stands, one sentence, and the other names people know it
 * by. Built with the site and fetched as JSON; `rankResults` reads it in the browser.
 */
import { torchAliases } from './pytorchName.ts';
import type { ReferenceEntry } from './referencePages.ts';

export interface SearchEntry {
  readonly name: string;
  readonly room: string;
  /** '/reference/nn/#Linear', without base path and language. */
  readonly address: string;
  readonly summary: string;
  readonly aliases: readonly string[];
}

/** Every entry, and every option type that stands inside one. */
export const searchEntries = (entries: readonly ReferenceEntry[]): SearchEntry[] =>
  entries.flatMap(({ name, room, address, summary, pytorch, options }) => {
    const own = { name, room, address, summary, aliases: pytorch === null ? [] : torchAliases(pytorch) };
    const inside = options
      .filter(({ isPublic }) => isPublic)
      .map((group) => ({
        name: group.name,
        room,
        address: address.replace(/#.*/, `#${group.name}`),
        summary,
        aliases: [],
      }));
    return [own, ...inside];
  });
