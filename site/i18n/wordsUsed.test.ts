import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { en } from './en.ts';
import { together, wordsFor, wordsUsed } from './wordsUsed.ts';

const rooms = Object.keys(en);
const said = (source: string): Record<string, string[] | null> =>
  Object.fromEntries([...wordsUsed(source, rooms)].map(([room, parts]) => [room, parts === null ? null : [...parts]]));

describe('wordsUsed', () => {
  it('finds the parts of rooms, over line ends and through calls', () => {
    expect(said('fill(this.strings.figures.timeBar.play, strings\n  .step.check)')).toEqual({
      figures: ['timeBar'],
      step: ['check'],
    });
    expect(said('stringsFor(document.documentElement.lang).kitchen.bench')).toEqual({ kitchen: ['bench'] });
    expect(said("languageOf(x); stringsFor(languageOf('en').tag).figures.predict")).toEqual({ figures: ['predict'] });
  });

  it('takes a room whole that is handed on, and leaves out what is none', () => {
    expect(said('private readonly words = stringsFor(lang).runs;')).toEqual({ runs: null });
    expect(said('strings.figures.live; show(strings.figures)')).toEqual({ figures: null });
    expect(said('trace.step.toFixed(); words.step')).toEqual({});
  });

  it('gives a page those words and no functions', () => {
    const used = together([wordsUsed('strings.figures.timeBar', rooms), wordsUsed('strings.runs', rooms)]);
    const { figures, runs } = wordsFor(used, en);
    expect(figures).toEqual({ timeBar: en.figures.timeBar });
    expect(runs?.['train']).toEqual(en.runs.train);
    expect(runs).not.toHaveProperty('lead');
    expect(() => wordsFor(wordsUsed('strings.common.theme', rooms), en)).toThrow(/common\.theme\.label is a function/);
  });

  // A word behind another name than `strings` would be missing in the built page, and only there.
  it('sees how every module of the browser reaches its words', () => {
    const root = fileURLToPath(new URL('../', import.meta.url));
    const modules = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
      (name) => /\.ts$/.test(name) && !/\.test\.ts$|^i18n|^tests|^looking|^pages|^layouts/.test(name),
    );
    const silent = modules.filter((name) => {
      const source = readFileSync(join(root, name), 'utf8');
      return /(?<!import .*)\bstringsFor\(/.test(source) && wordsUsed(source, rooms).size === 0;
    });
    expect(silent.toSorted()).toEqual([]);
  });
});
