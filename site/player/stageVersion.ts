/** The version that a copied link carries: when it differs, the sources of some run have changed since. Runs in Node, while the site is built. */
import { createHash } from 'node:crypto';
import { runs } from '#framework';
import { sourceHash } from './curve/sourceHash.ts';

let known: string | null = null;

/** A hash of all runs' sources: eight hexadecimal digits. */
export function stageVersion(): string {
  known ??= createHash('sha256')
    .update(runs.map(({ name }) => sourceHash(name)).join())
    .digest('hex')
    .slice(0, 8);
  return known;
}
