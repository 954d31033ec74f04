import { describe, expect, it } from 'vitest';
import { assemble, type Folder } from './assemble.ts';
import { defineExercise, known, mustThrow, trap } from './define.ts';
import { readDiagnosis } from './diagnosisFile.ts';
import { english } from './english.ts';
import { explain } from './explain.ts';
import { judgeHere } from './proof/answerHere.ts';
import { looksLikePython } from './python.ts';

type Root = (x: number) => number;
const comment = '/**\n * Half of it\n *\n * You halve.\n *\n * @convention\n */';
const folderOf = (root: Root, halve: Root = (x) => x / 2): Folder => ({
  slug: 'root',
  definition: defineExercise({
    kind: 'function',
    name: 'root',
    args: ['x'],
    cases: [
      known('four', 'the root of 4', [4]),
      known('drawn', 'a drawn one', (random) => [1 + random.integer(100)]),
      trap('nine', 'the root of 9', [9]),
      mustThrow('negative', 'a negative number has none', [-1]),
    ],
    truth: (x: number) => x ** 0.5,
  }),
  solution: { root },
  wrong: { halved: { module: { root: halve }, source: comment } },
  given: null,
  translations: {
    'zh-cn': { cases: { four: '4 的平方根' }, diagnoses: { halved: { title: '一半', advice: '你除以了二。' } } },
  },
});
const right: Root = (x) => {
  if (x < 0) throw new RangeError('no root');
  return Math.sqrt(x);
};

describe('an exercise made of its folder', () => {
  it('wants an error where the right answer is one, and nowhere else', () => {
    const exercise = assemble(folderOf(right));
    expect(judgeHere(exercise, { root: right }, 1)).toMatchObject({ verdict: 'PASS', score: 10 });
    const never = judgeHere(exercise, { root: Math.sqrt }, 1);
    expect(never).toMatchObject({ score: 4, diagnosis: { id: 'not-thrown' } });
    const always = judgeHere(exercise, { root: () => right(-1) }, 1);
    expect(always).toMatchObject({ score: 0, diagnosis: { id: 'threw' } });
  });

  it('is at fault when its solution throws, answers where it is to throw, or differs from its truth', () => {
    for (const solution of [() => right(-1), Math.sqrt, (x: number) => right(x) + 1e-3]) {
      const verdict = judgeHere(assemble(folderOf(solution)), { root: right }, 1);
      expect(verdict).toMatchObject({ verdict: 'INFRA_ERROR', status: 'infra', score: 0 });
    }
  });

  it('speaks the languages that stand beside it, and English where a word is missing', () => {
    const exercise = assemble(folderOf(right));
    const verdict = judgeHere(exercise, { root: (x: number) => x / 2 }, 1);
    const [en, zh] = ['en', 'zh-cn'].map((lang) => explain(verdict, exercise, english, lang));
    expect(en!.diagnosis).toMatchObject({ title: 'Half of it (another convention)', advice: 'You halve.' });
    expect(zh!.diagnosis).toMatchObject({ title: '一半 (another convention)', advice: '你除以了二。' });
    expect(zh!.failure!.case).toContain('a drawn one');
  });

  it('does not guess points it was not told', () => {
    const folder = folderOf(right);
    const cases = [...folder.definition.cases, { ...known('x', 'x', [1]), part: 'runs' as const }];
    expect(() => assemble({ ...folder, definition: { ...folder.definition, cases } })).toThrow(/how many points/);
  });
});

describe('the comment of a wrong answer', () => {
  it('gives title, advice, convention and moment', () => {
    expect(readDiagnosis(`${comment.replace('@convention', '@moment t=x&step=3')}\ncode`, 'x')).toEqual({
      title: 'Half of it',
      advice: 'You halve.',
      moment: 't=x&step=3',
    });
    expect(() => readDiagnosis('export const x = 1;', 'exercises/a/wrong/b.ts')).toThrow(/exercises\/a\/wrong\/b\.ts/);
    expect(() => readDiagnosis('/** Only a title */', 'x')).toThrow(/what to do/);
  });
});

describe('looksLikePython', () => {
  it('knows Python, and takes no TypeScript for it', () => {
    for (const source of [
      'def gradient(logits, labels):\n    return logits',
      'import numpy as np\n',
      'for i in range(3):\n  print(i)',
    ])
      expect(looksLikePython(source)).toBe(true);
    for (const source of ['export function f() {\n  // for x in y:\n  return 1;\n}', 'const a = ;', '', 'if (a) {\n}'])
      expect(looksLikePython(source)).toBe(false);
  });

  it('is linear in the text', () => {
    const started = performance.now();
    for (const text of [' '.repeat(256_000), '\n'.repeat(256_000), 'def a('.repeat(40_000)]) looksLikePython(text);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
