/**
 * The package that a file of ours stands for: `export { Linear } from '../linear-layer/solution.ts'` is the text of that answer under the
 * slug of its exercise. `export * from '../solution.ts'` brings all of that file; what is named takes its place, as in JavaScript.
 */
import { readFileSync } from 'node:fs';
import type { Files } from '../package/packageText.ts';

const LINE = /^export (\*|\{[^}]*\}) from '([^']+)';$/gm;

/** @example packageOf(new URL('exercises/capstone/solution.ts', root)).get('adam') // the solution of `adam` */
export function packageOf(file: URL): Files {
  const lines = [...readFileSync(file, 'utf8').matchAll(LINE)].map(([, what, path]) => ({
    what,
    url: new URL(path!, file),
  }));
  const whole = lines.filter(({ what }) => what === '*').flatMap(({ url }) => [...packageOf(url)]);
  const own = lines
    .filter(({ what }) => what !== '*')
    .map(({ url }) => [/\/exercises\/([a-z0-9-]+)\//.exec(url.pathname)![1]!, readFileSync(url, 'utf8')] as const);
  return new Map([...whole, ...own]);
}
