/** Tells whether a recorded curve is still that of the run as it is written now. Runs in Node: in the recorder and in the test. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { filesOfRun } from './filesOfRun.ts';

const root = new URL('../../../', import.meta.url);

const textOf = (path: string): string | undefined => {
  const file = new URL(path, root);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
};

/** Of the texts of the run's file and of the set-up files beside it: 16 hexadecimal digits. */
export function sourceHash(run: string): string {
  const hash = createHash('sha256');
  for (const path of filesOfRun(run, textOf)) hash.update(`${path}\n${textOf(path)}\n`);
  return hash.digest('hex').slice(0, 16);
}

/** Where a run's recording lies. */
export const recordingPath = (run: string): string => fileURLToPath(new URL(`site/recordings/${run}.json`, root));

/** What is wrong with a run's recording; null when it is there and fresh. */
export function recordingProblem(run: string): 'missing' | 'stale' | null {
  if (!existsSync(recordingPath(run))) return 'missing';
  const { sourceHash: recorded } = JSON.parse(readFileSync(recordingPath(run), 'utf8')) as { sourceHash: string };
  return recorded === sourceHash(run) ? null : 'stale';
}
