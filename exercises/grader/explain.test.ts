import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { english } from './english.ts';
import { explain } from './explain.ts';
import { gradeSource } from './gradeSource.ts';
import { loadExercise } from './loadExercise.ts';
import { nearest } from './nearest.ts';
import { report } from './report.ts';

const exercise = await loadExercise('cross-entropy-gradient');
const solution = readFileSync(new URL('../cross-entropy-gradient/solution.ts', import.meta.url), 'utf8');
const textOf = async (source: string): Promise<string> => {
  const verdict = await gradeSource(exercise, new TextEncoder().encode(source), { wallMs: 20_000, seed: 1 });
  return report(explain(verdict, exercise, english), english);
};
const body = (code: string): string => `export function crossEntropyGradient(logits, labels) {\n${code}\n}`;

describe('explain and report', () => {
  it('say points by part, the first wrong cell with its call, and the mistake with what to do', async () => {
    const text = await textOf(
      readFileSync(new URL('../cross-entropy-gradient/wrong/no-max-shift.ts', import.meta.url), 'utf8'),
    );
    for (const words of [
      '8 of 10 points',
      '✓ Known values and shapes     4 of 4',
      '✗ Numerical stability         0 of 2   fails for: logits of a thousand, up and down',
      'First wrong cell: gradient[0][0]\n    got       NaN\n    expected  0.25',
      'labels = [1, 2, 0, 0]',
      'Softmax without the shift',
      'match this mistake in 20 of 20 cases',
    ])
      expect(text).toContain(words);
  });

  it('leave no template unfilled, whatever went wrong', async () => {
    const sources = [
      solution,
      'export const a = ;',
      'export const a = 1;',
      'enum A { B }',
      "import 'node:fs';",
      'throw new Error("{name}");',
      body('return 1;'),
      body('return [[1], [2, 3]];'),
      body('return logits.map(() => [() => 1]);'),
      body('logits[0] = []; throw new TypeError("no");'),
      body('process.exit(1);'),
    ];
    for (const source of sources)
      expect((await textOf(source)).replace('Error: {name}', '')).not.toMatch(/\{\w+\}|undefined/);
  });

  it('help with the name of a function that is nearly right', async () => {
    expect(await textOf('export function crossEntropyGradients() {}')).toMatch(
      /Did\s+you\s+mean\s+to\s+call\s+“crossEntropyGradients”\s+that\?/,
    );
    expect(await textOf('export const a = 1;')).toContain('It exports: a.');
  });

  it('let no escape sequence of the student through to the terminal', async () => {
    const text = await textOf(
      body('console.log("\\x1b[2J\\x07over", "\\u202eread"); throw new Error("\\x1b]0;title\\x07");'),
    );
    expect(text).toContain('[2Jover read');
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  });

  it('show numbers in full where six digits look alike', async () => {
    const close = solution.replace('/ m);', '/ m * (1 + 2e-6));');
    const text = await textOf(close);
    expect(text).toMatch(/got {7}0\.166667\d*\n {4}expected {2}0\.16666666666666\d+/);
  });
});

describe('nearest', () => {
  it('finds a close name and refuses a far one', () => {
    expect(nearest('softmax', ['sotfmax', 'relu'])).toBe('sotfmax');
    expect(nearest('softmax', ['relu', 'x'])).toBeNull();
    expect(nearest('softmax', [])).toBeNull();
  });
});
