/** A shader on the whole way of a submission: bytes, sandbox, verdict, sentences. Nothing that is handed in becomes JavaScript. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { english } from '../english.ts';
import { explain } from '../explain.ts';
import { type GradeOptions, gradeSource } from '../gradeSource.ts';
import { loadExercise } from '../loadExercise.ts';
import { shownShader } from './submission.ts';

const exercise = await loadExercise('wgsl-sum');
const read = (path: string): string => readFileSync(new URL(`../../wgsl-sum/${path}`, import.meta.url), 'utf8');
const [solution, start] = [read('solution.ts'), read('start.ts')];
const grade = (text: string, options: GradeOptions = {}) =>
  gradeSource(exercise, new TextEncoder().encode(text), { seed: 3, wallMs: 30_000, ...options });

describe('a shader that is handed in', () => {
  it('passes as WGSL and as the module that an exercise’s folder holds', async () => {
    for (const text of [solution, `\uFEFF${shownShader(solution)}`.replaceAll('\n', '\r\n')])
      expect(await grade(text)).toMatchObject({ verdict: 'PASS', score: 10, diagnosis: null });
  });

  it('is told to be the start while it is, in either form', async () => {
    for (const text of [start, shownShader(start)])
      expect(await grade(text, { start })).toMatchObject({ score: 0, diagnosis: { id: 'not-attempted' } });
  });

  it('is told what a card would not tell, with thread, line and index', async () => {
    const text = shownShader(solution).replace('    workgroupBarrier();\n  }', '  }');
    const verdict = await grade(text);
    expect(verdict).toMatchObject({ score: 0, diagnosis: { rung: 'match', id: 'missing-barrier' } });
    const line = text.split('\n').findIndex((one) => one.includes('if (i < h)')) + 1;
    expect(explain(verdict, exercise, english).failure?.note).toBe(
      `Thread 0 reads part[1] in line ${line}, thread 1 overwrites it in line ${line}, and no barrier stands between: on a card the writing may come first.`,
    );
  });

  it('is told a race that is none of the known mistakes', async () => {
    const verdict = await grade(shownShader(solution).replace('workgroupBarrier();\n  for', 'for'));
    expect(verdict).toMatchObject({ score: 0, diagnosis: { rung: 'outcome', id: 'shader-race' } });
    expect(explain(verdict, exercise, english).diagnosis?.title).toBe(english.outcomes['shader-race'].title);
  });

  it('is told why it cannot be run, by line and column', async () => {
    const verdict = await grade('@compute @workgroup_size(64)\nfn main() {\n  let x: u32 = 1.5;\n}');
    expect(verdict).toMatchObject({ score: 0, diagnosis: { id: 'shader-fault', parameters: { line: 3, column: 16 } } });
    expect(explain(verdict, exercise, english).diagnosis?.advice).toBe(
      'Line 3, column 16: The value is a fraction and must be u32. Write u32(…) around it.',
    );
  });

  it('that does not end is told so within a grading’s time', async () => {
    const verdict = await grade(shownShader(solution).replace('h /= 2u', 'h /= 1u'), { wallMs: 10_000 });
    expect(verdict).toMatchObject({ score: 0, diagnosis: { id: 'shader-endless' } });
  });

  it('runs nothing of what is JavaScript in it', async () => {
    for (const text of [`export const shader = \`$\{process.exit(0)}\`;`, '"; for (;;); "'])
      expect(await grade(text), text).toMatchObject({ score: 0, diagnosis: { id: 'shader-fault' } });
  });

  it('made to break a parser ends like any other', async () => {
    for (const text of ['('.repeat(200_000), `fn f() { ${'{'.repeat(200_000)}`])
      expect(await grade(text)).toMatchObject({ score: 0, diagnosis: { id: 'shader-fault' } });
  });
});
