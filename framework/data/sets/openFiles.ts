/** A data set on disk, as a folder or still in its archive: the same files by name either way. */
import { type Bytes, listFiles, readBytes } from '../../io/bytes.ts';
import { decodeTar } from '../../io/tar.ts';

export interface OpenFiles {
  /** Paths with forward slashes, sorted. */
  readonly paths: readonly string[];
  readonly read: (path: string) => Promise<Bytes>;
}

/** `place` is a .tar, .tar.gz or .tgz, or else a folder. Errors: those of reading and of tar. */
export async function openFiles(place: string): Promise<OpenFiles> {
  if (!/\.(?:tar|tar\.gz|tgz)$/.test(place)) {
    return { paths: await listFiles(place), read: (path) => readBytes(`${place}/${path}`) };
  }
  const entries = await decodeTar(await readBytes(place), place);
  const byPath = new Map(entries.map(({ path, bytes }) => [path, bytes]));
  return { paths: [...byPath.keys()].sort(), read: (path) => Promise.resolve(byPath.get(path)!) };
}
