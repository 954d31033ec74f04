import { expect, it } from 'vitest';
import { matches } from './glossaryMatch.ts';

it('finds by either language, by meaning, by several words, and all where nothing is typed', () => {
  const names = 'learning rate 学习率';
  const meaning = 'The factor η between slope and step.';
  for (const typed of ['', 'Rate', '学习', 'slope', 'step factor'])
    expect(matches(typed, names, meaning), typed).toBe(true);
  for (const typed of ['batch', 'rate batch']) expect(matches(typed, names, meaning), typed).toBe(false);
});
