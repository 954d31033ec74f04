/** Predictions that a figure answers: the figure that a lesson names stands in that lesson, and what a curtain waits for is a question there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const lessons = readdirSync('lessons')
  .filter((folder) => existsSync(`lessons/${folder}/index.mdx`))
  .map((folder) => ({ folder, text: readFileSync(`lessons/${folder}/index.mdx`, 'utf8') }));

/** The ids of a lesson's figures: those it gives, and those that its components have without being told. */
function figureIds(text: string): ReadonlySet<string> {
  const given = [...text.matchAll(/\b(?:id|question)="([^"]+)"/g)].map(([, id]) => id!);
  const own = [...text.matchAll(/<([A-Z][A-Za-z0-9]+)\b/g)].flatMap(([, name]) => {
    const file = `site/components/figures/${name}.astro`;
    if (!existsSync(file)) return [];
    const source = readFileSync(file, 'utf8');
    // `id = 'x'`, `id = own ? 'a' : 'b'`, and `id = \`bench-${bench}\`` with what the lesson says for it.
    const [, said = ''] = /\bid(?:: \w+)? ?= ?([^;}]*)/.exec(source) ?? [];
    const written = [...said.matchAll(/'([^']+)'/g), ...source.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id!);
    const [, head] = /`([a-z-]+)\$\{/.exec(said) ?? [];
    const words =
      head === undefined ? [] : [...text.matchAll(/\b(?:bench|mode|name)="([^"]+)"/g)].map(([, word]) => word!);
    const usual = /\bmode = '([^']+)'/.exec(source)?.[1];
    // A second part is named after the first: `id={`${id}-cost`}`.
    const parts = [...source.matchAll(/\bid=\{`\$\{id\}-([a-z-]+)`\}/g)].flatMap(([, part]) =>
      written.map((one) => `${one}-${part}`),
    );
    return [
      ...written,
      ...parts,
      ...[...words, ...(usual === undefined ? [] : [usual])].map((word) => `${head}${word}`),
    ];
  });
  return new Set([...given, ...own]);
}

describe('predictions of lessons', () => {
  it('are answered by a figure that stands in the same lesson', () => {
    const lost = lessons.flatMap(({ folder, text }) => {
      const ids = figureIds(text);
      const asked = [...text.matchAll(/<(?:Predict|RankOrder)\b[^>]*\bof="([^"]+)"/g)].map(([, id]) => id!);
      return asked.filter((id) => !ids.has(id)).map((id) => `${folder}: ${id}`);
    });
    expect(lost).toEqual([]);
  });

  it('open the curtains that wait for them', () => {
    const lost = lessons.flatMap(({ folder, text }) => {
      const questions = new Set(
        [...text.matchAll(/<(?:Predict|RankOrder)\b[^>]*?\bid="([^"]+)"/g)].map(([, id]) => id!),
      );
      const awaited = [...text.matchAll(/\bcurtain="([^"]+)"/g)].flatMap(([, ids]) => ids!.split(' '));
      return awaited.filter((id) => !questions.has(id)).map((id) => `${folder}: ${id}`);
    });
    expect(lost).toEqual([]);
  });
});
