/**
 * Reads a submitted package, an archive or its text, or says what is wrong with it. It runs nothing, and writes nothing to a disk: names of
 * an archive are only names. Of an archive nothing is looked at but `src/<slug>.ts` of the parts that the exercise asks for; each
 * is read like any other submission, and all together are no larger than one.
 */
import { ChalkgradError, decodeZip } from '#framework';
import { intake, MAX_FILE_BYTES, tooLarge } from '../intake.ts';
import type { Diagnosis } from '../verdict.ts';
import { type Files, readPackageText } from './packageText.ts';

/** Of an archive: with the framework in it, and the tests, it has about 200 kB. */
export const MAX_ARCHIVE_BYTES = 4 * 1024 * 1024;
/** What its members may claim together. */
const MAX_UNPACKED_BYTES = 16 * 1024 * 1024;

export type PackageRead =
  | { readonly ok: true; readonly files: Files }
  | { readonly ok: false; readonly diagnosis: Diagnosis };

const bad = (diagnosis: Diagnosis): PackageRead => ({ ok: false, diagnosis });
const outcome = (id: string, parameters: Diagnosis['parameters'] = {}): Diagnosis => ({
  rung: 'outcome',
  id,
  parameters,
});

/** The first bytes of every zip. */
export const isArchive = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;

const SOURCE = /^(?:[^/]+\/)?src\/([a-z0-9-]{1,60})\.ts$/;

async function filesOfArchive(bytes: Uint8Array, wanted: readonly string[]): Promise<PackageRead> {
  if (bytes.length > MAX_ARCHIVE_BYTES)
    return bad(outcome('too-large', { bytes: bytes.length, limit: MAX_ARCHIVE_BYTES }));
  let members: ReadonlyMap<string, Uint8Array>;
  try {
    members = await decodeZip(new Uint8Array(bytes), 'the package', { most: MAX_UNPACKED_BYTES });
  } catch (error) {
    if (!(error instanceof ChalkgradError)) throw error;
    return bad(outcome('not-a-package', { message: error.message.split('\n')[0]! }));
  }
  const files = new Map<string, string>();
  for (const [name, content] of members) {
    const slug = SOURCE.exec(name)?.[1];
    if (slug === undefined || !wanted.includes(slug)) continue;
    if (files.has(slug)) return bad(outcome('not-a-package', { message: `src/${slug}.ts is there twice` }));
    const file = intake(content);
    if (!file.ok) return bad(file.diagnosis);
    files.set(slug, file.text);
  }
  return { ok: true, files };
}

function filesOfText(bytes: Uint8Array, wanted: readonly string[]): PackageRead {
  const file = intake(bytes);
  if (!file.ok) return bad(file.diagnosis);
  const files = readPackageText(file.text);
  if (files === null) return bad(outcome('not-a-package', { message: 'a file is named twice' }));
  return { ok: true, files: new Map([...files].filter(([slug]) => wanted.includes(slug))) };
}

/** @param wanted slugs of the parts that the exercise asks for */
export async function readPackage(bytes: Uint8Array, wanted: readonly string[]): Promise<PackageRead> {
  const read = isArchive(bytes) ? await filesOfArchive(bytes, wanted) : filesOfText(bytes, wanted);
  if (!read.ok) return read;
  const size = [...read.files.values()].reduce((sum, text) => sum + new TextEncoder().encode(text).length, 0);
  return size > MAX_FILE_BYTES ? bad(tooLarge(size)) : read;
}
