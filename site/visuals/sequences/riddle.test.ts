import { describe, expect, it } from 'vitest';
import type { Writing } from '../../player/protocol.ts';
import { FOR_RIDDLE, riddleOf } from './riddle.ts';

const own = (text: string) => ({ text, found: null });
const writing = (written: Writing['written'], real: readonly string[]): Writing => ({
  step: 3,
  temperature: 0.7,
  draw: 0,
  written,
  real,
});

describe('a riddle', () => {
  it('has three of each, in alphabetical order, and nothing that stands in the data among the invented', () => {
    const { names } = riddleOf(
      writing(
        [{ text: 'lima', found: 'learned' }, own('ab'), own('zorna'), own('brusk'), own('brusk'), own('melto')],
        ['oslo', 'rio', 'quito', 'tunis', 'turin'],
      ),
    );
    expect(names).toEqual([
      { text: 'brusk', isReal: false },
      { text: 'melto', isReal: false },
      { text: 'oslo', isReal: true },
      { text: 'quito', isReal: true },
      { text: 'tunis', isReal: true },
      { text: 'zorna', isReal: false },
    ]);
  });

  it('leaves the names behind its own to be shown elsewhere', () => {
    const written = Array.from({ length: 9 }, (_, i) => own(`name${i}`));
    const used = riddleOf(writing(written, [])).names.map(({ text }) => text);
    for (const { text } of written.slice(FOR_RIDDLE)) expect(used).not.toContain(text);
    expect(used).toHaveLength(3);
  });
});
