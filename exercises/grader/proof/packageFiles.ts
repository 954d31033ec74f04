/**
 * The package that a file of ours stands for: `export { Linear } from '../linear-layer/solution.ts'` is the text of that answer under the
 * slug of its exercise. A later line takes an earlier one's place, and `export * from '../solution.ts'` brings all of that file.
 */
import { readFileSync } from 'node:fs';
import type { Files } from '../package/packageText.ts';

const LINE = /^export (?:\*|\{[^}]*\}) from '([^']+)';$/gm;

/** @example packageOf(new URL('exercises/capstone/solution.ts', root)).get('adam') // the solution of `adam` */
export function packageOf(file: URL): Files {
  const files = new Map<string, string>();
  for (const [, path] of readFileSync(file, 'utf8').matchAll(LINE)) {
    const url = new URL(path!, file);
    const [, slug, inside] = /\/exercises\/([a-z0-9-]+)\/(.+)$/.exec(url.pathname)!;
    const isWhole =
      inside === 'solution.ts' &&
      url.pathname.replace(/[^/]+$/, '') === file.pathname.replace(/(?:wrong\/)?[^/]+$/, '');
    if (isWhole) for (const [name, text] of packageOf(url)) files.set(name, text);
    else files.set(slug!, readFileSync(url, 'utf8'));
  }
  return files;
}
