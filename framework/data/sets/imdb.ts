/**
 * The Large Movie Review Dataset in its original form: a folder tree with one review a file, or the .tar.gz itself.
 * Source: Maas et al., "Learning word vectors for sentiment analysis" (2011); aclImdb/{train,test}/{pos,neg}/ID_RATING.txt.
 */

import { decodeText } from '../../io/bytes.ts';
import { check, signature } from '../../tensor/arguments.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import { type OpenFiles, openFiles } from './openFiles.ts';

/** Film reviews with the judgement and the stars their writers gave. */
export interface MovieReviews {
  readonly texts: readonly string[];
  /** 1: positive. [N] */
  readonly labels: Int32Array<ArrayBuffer>;
  /** 1 … 10 stars. [N] */
  readonly ratings: Int32Array<ArrayBuffer>;
}

const FILE = /(?:^|\/)(train|test)\/(pos|neg)\/\d+_(\d+)\.txt$/;
const AT_ONCE = 64; // files open at the same time

const call = signature('loadImdb', { place: 'text' });

/**
 * @param place aclImdb (or a folder around it), or aclImdb_v1.tar.gz
 * @example const { train, test } = await loadImdb('data/aclImdb_v1.tar.gz'); // 25000 reviews each
 */
export async function loadImdb(place: string): Promise<{ readonly train: MovieReviews; readonly test: MovieReviews }> {
  check(call, place);
  const files = await openFiles(place);
  return { train: await readPart(place, files, 'train'), test: await readPart(place, files, 'test') };
}

async function readPart(place: string, files: OpenFiles, part: 'train' | 'test'): Promise<MovieReviews> {
  const found = files.paths.flatMap((path) => {
    const [, inPart, side, stars] = FILE.exec(path) ?? [];
    return inPart === part ? [{ path, label: side === 'pos' ? 1 : 0, stars: Number(stars) }] : [];
  });
  if (new Set(found.map(({ label }) => label)).size < 2) {
    throw new ChalkgradError(
      `loadImdb: ${place} holds no ${part}/pos and ${part}/neg reviews`,
      'give it the folder aclImdb or the file aclImdb_v1.tar.gz: npm run data -- get imdb',
    );
  }
  const texts: string[] = [];
  for (let i = 0; i < found.length; i += AT_ONCE) {
    const some = found.slice(i, i + AT_ONCE);
    texts.push(...(await Promise.all(some.map(async ({ path }) => decodeText(await files.read(path), path)))));
  }
  return {
    texts,
    labels: Int32Array.from(found, ({ label }) => label),
    ratings: Int32Array.from(found, ({ stars }) => stars),
  };
}
