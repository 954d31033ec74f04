/** A package in the editor: made of the reader's accepted answers, or of an archive that was made of them. Loaded when it is asked for. */
import { packageText } from '../../exercises/grader/package/packageText.ts';
import { isArchive, MAX_ARCHIVE_BYTES, readPackage } from '../../exercises/grader/package/readPackage.ts';
import type { WorkbenchWords } from '../i18n/en/workbench.ts';
import { fill } from '../i18n/fill.ts';
import { acceptedText } from '../player/answers/isAccepted.ts';
import { loadWork } from './workStore.ts';

/** What stands in the editor then, and what is said about it. */
export interface Assembled {
  /** null: nothing was found to put there. */
  readonly text: string | null;
  readonly said: string;
}

type Words = WorkbenchWords['package'];

function assembled(files: ReadonlyMap<string, string>, wanted: readonly string[], words: Words): Assembled {
  const missing = wanted.filter((slug) => !files.has(slug));
  const said = fill(missing.length === 0 ? words.whole : words.missing, {
    count: files.size,
    total: wanted.length,
    missing: missing.join(', '),
  });
  return { text: files.size === 0 ? null : packageText(files), said };
}

/** @param wanted slugs of the parts that the exercise asks for, in their order */
export function fromAnswers(wanted: readonly string[], words: Words): Assembled {
  const found = wanted.flatMap((slug) => {
    const text = acceptedText(loadWork(slug));
    return text === null ? [] : [[slug, text] as const];
  });
  return assembled(new Map(found), wanted, words);
}

/** @param file what the reader chose; far too large a file is not even opened */
export async function fromArchive(file: Blob, wanted: readonly string[], words: Words): Promise<Assembled> {
  const refused: Assembled = { text: null, said: words.refused };
  if (file.size > MAX_ARCHIVE_BYTES) return refused;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const read = isArchive(bytes) ? await readPackage(bytes, wanted) : null;
  return read?.ok ? assembled(read.files, wanted, words) : refused;
}
