/**
 * A package as one text, for an editor and a history that know texts only: every file behind a line that names it. What stands in front of the
 * first such line belongs to nobody and may say anything.
 *
 *   // file: src/linear-layer.ts
 *   export class Linear …
 */

/** Sources by the slug of the exercise that each answers. */
export type Files = ReadonlyMap<string, string>;

const HEAD = /^\/\/ file: src\/([a-z0-9-]{1,60})\.ts[ \t]*$/;

/** The files of a text; null where one is named twice. */
export function readPackageText(text: string): Files | null {
  const files = new Map<string, string[]>();
  let lines: string[] | null = null;
  for (const line of text.split(/\r?\n/)) {
    const slug = HEAD.exec(line)?.[1];
    if (slug === undefined) lines?.push(line);
    else if (files.has(slug)) return null;
    else {
      lines = [];
      files.set(slug, lines);
    }
  }
  return new Map([...files].map(([slug, inside]) => [slug, `${inside.join('\n').trim()}\n`]));
}

/** @example packageText(new Map([['adam', 'export class Adam {}']])) // '// file: src/adam.ts\nexport class Adam {}\n' */
export const packageText = (files: Files, before = ''): string =>
  before + [...files].map(([slug, source]) => `// file: src/${slug}.ts\n${source.trim()}\n`).join('\n');
