import { describe, expect, it } from 'vitest';
import { runs } from '#framework';
import { languages } from '../../../i18n/index.ts';

describe('knobs', () => {
  it('have a word in every language', () => {
    const names = new Set(runs.flatMap(({ knobs }) => Object.keys(knobs)));
    expect(names.size).toBeGreaterThan(50);
    for (const { strings } of languages) {
      const words: Readonly<Record<string, string>> = { ...strings.figures.trackPanel.knobs, ...strings.step.knobs };
      expect([...names].filter((name) => words[name] === undefined)).toEqual([]);
    }
  });
});
