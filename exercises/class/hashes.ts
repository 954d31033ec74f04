/** By what a verdict can differ: the exercise, the grader, the text, the seed. Equal hashes mean that nothing has to be asked again. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { frameworkFingerprint } from '../grader/frameworkBundle.ts';

export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

const exercises = new URL('../', import.meta.url);

/** What says things and decides nothing; and tests. */
const wordsOnly = /(?:^|\/)(?:english|explain|report|cli|new|course\/.*|corpus.*|proof\/.*|.*\.test)\.ts$/;

function hashOf(folder: URL, wanted: (path: string) => boolean): string {
  const hash = createHash('sha256');
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
  for (const path of paths.filter(wanted).sort()) hash.update(path).update(sha256(readFileSync(new URL(path, folder))));
  return hash.digest('hex');
}

const isCode = (path: string): boolean => path.endsWith('.ts') && !wordsOnly.test(path) && !path.startsWith('corpus/');

/** Of everything that judges, whatever the exercise. */
export const graderHash = (): string =>
  sha256(
    [
      hashOf(new URL('grader/', exercises), isCode),
      hashOf(new URL('cases/', exercises), isCode),
      frameworkFingerprint(),
    ].join(' '),
  );

/** Of what decides about the answers to an exercise. Its task and its words may change. */
export function exerciseHash(slug: string, root: URL): string {
  const folder = new URL(`${slug}/`, root);
  if (!existsSync(folder)) throw new Error(`there is no folder ${folder.pathname}`);
  return hashOf(folder, (path) => path.endsWith('.ts') && !/(?:\.test|^substitute)\.ts$/.test(path));
}

/** The same for the same text under the same seed and the same judge, whoever handed it in. */
export const jobKey = (exercise: string, grader: string, text: string, seed: number): string =>
  sha256(JSON.stringify([exercise, grader, text, seed]));

/** Says which seeds were used without telling them; the salt is told together with them. */
export const commitmentTo = (seeds: readonly number[], salt: string): string =>
  sha256(JSON.stringify([salt, ...seeds]));
