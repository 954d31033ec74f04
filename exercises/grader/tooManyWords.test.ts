import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bombNames, bombOf, countLooks } from './bombs.ts';
import { countWords, MAX_WORDS, tooManyWords } from './tooManyWords.ts';

const words = (count: number): string => 'a;\n'.repeat(count / 2);

describe('tooManyWords', () => {
  it('takes as many as the limit, and names the place of the first beyond it', () => {
    expect(tooManyWords(words(MAX_WORDS))).toBeNull();
    expect(tooManyWords(`${words(MAX_WORDS)}  b`)).toMatchObject({
      id: 'too-many-words',
      parameters: { limit: MAX_WORDS, line: MAX_WORDS / 2 + 1, column: 3 },
    });
  });

  it('does not count spaces, nor what stands in comments and strings', () => {
    const full = words(MAX_WORDS);
    const nothing = ['\u2028\n\t ', '// ; ; ;\n', '/* ; \n ; */', '/* ; never closed'];
    for (const text of nothing) expect(tooManyWords(full + text), text).toBeNull();
    expect(tooManyWords(`${words(MAX_WORDS - 2)} ";;;\\";;" '; ;'`)).toBeNull();
    // A string that is not closed ends with its line, and what follows counts again.
    expect(tooManyWords(`${words(MAX_WORDS - 2)}';;;\n;\n;`)).not.toBeNull();
  });

  it('calls brackets in brackets nested', () => {
    expect(tooManyWords('('.repeat(2 * MAX_WORDS))).toMatchObject({ id: 'too-nested' });
    expect(tooManyWords('()'.repeat(2 * MAX_WORDS))).toMatchObject({ id: 'too-many-words' });
  });

  it('looks a few times at each character, whatever the text is', () => {
    for (const name of bombNames) {
      const { text, looks } = countLooks(bombOf(name).slice(0, 6000));
      tooManyWords(text);
      expect(looks(), name).toBeLessThan(8 * text.length);
    }
  });

  it('takes 256 kB of any code of ours', () => {
    const folder = new URL('../', import.meta.url);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
    expect(files.length).toBeGreaterThan(100);
    let densest = { words: 0, full: '' };
    for (const file of files) {
      const source = readFileSync(new URL(file, folder), 'utf8');
      if (source.length < 300 || file.includes('corpus')) continue;
      // A file again and again: its words as often. The densest of all is read whole.
      const times = Math.floor((256 * 1024) / Buffer.byteLength(source));
      const words = countWords(source).words * times;
      expect(words, file).toBeLessThanOrEqual(MAX_WORDS);
      if (words > densest.words) densest = { words, full: source.repeat(times) };
    }
    expect(densest.words).toBeGreaterThan(0.8 * MAX_WORDS);
    expect(countWords(densest.full).words).toBe(densest.words);
    expect(tooManyWords(densest.full)).toBeNull();
  });
});
