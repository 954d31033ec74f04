/** The title of a part of a room in the reader's language; its folder's name where nobody gave it one. */
import type { ReferenceWords } from '../i18n/en/reference.ts';

/** @example partTitle(reference, 'ops', 'unary') // 'Number by number' */
export function partTitle({ parts }: Pick<ReferenceWords, 'parts'>, room: string, part: string): string {
  const titles: Readonly<Record<string, Readonly<Record<string, string>>>> = parts;
  return titles[room]?.[part] ?? part;
}

/** Where a part begins on its room's page. */
export const partId = (part: string): string => `part-${part}`;
