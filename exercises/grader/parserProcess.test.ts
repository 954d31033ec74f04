/** Texts made to break a parser: each is answered in time with a place, and the next text is parsed as if nothing had been. */
import { describe, expect, it } from 'vitest';
import { gradeSource } from './gradeSource.ts';
import { MAX_FILE_BYTES } from './intake.ts';
import { loadExercise } from './loadExercise.ts';
import { stripStudentTypes } from './parserProcess.ts';
import { placeOfWorst } from './tooNested.ts';

const exercise = await loadExercise('cross-entropy-gradient');

/** Before, middle and after of what is repeated until the file is full. */
const bombs: Readonly<Record<string, readonly [before: string, again: string, end: string, close?: string]>> = {
  parentheses: ['export const a = ', '(', '1', ')'],
  'open parentheses': ['', '(', ''],
  blocks: ['', '{', '', '}'],
  objects: ['a = ', '{a:', '1', '}'],
  templates: ['a = ', '`${', '1', '}`'],
  'generic types': ['let x: ', 'A<', 'a', '>'],
  'types in parentheses': ['type A = ', '(', 'a', ')'],
  'conditional types': ['type A = ', 'a extends a ? a : ', 'a'],
  'array types': ['let x: a', '[]', ';'],
  assertions: ['a = 1', ' as a', ';'],
  casts: ['a = ', '<a>', '1'],
  sums: ['export const a = 1', '+1', ';'],
  negations: ['export const a = ', '!', '1;'],
  choices: ['export const a = ', '1?1:', '1;'],
  arrows: ['export const a = ', 'x=>', '1;'],
  'arrows that are calls': ['a=', 'async(', '', ')'],
  comparisons: ['a', '<a', ';'],
  properties: ['a', '.a', ';'],
  calls: ['a', '()', ';'],
  constructors: ['a =', ' new', ' A'],
  conditions: ['', 'if(1)', ';'],
  'unfinished comments': ['', '/*', ''],
  quotes: ['', "'", ''],
  'empty lines': ['', '\n', ''],
  spaces: ['a', ' ', '+'],
  'one long name': ['', 'a', ''],
};

/** A text of the largest size that is read. */
function bombOf([before, again, end, close = '']: (typeof bombs)[string]): string {
  const times = Math.floor((MAX_FILE_BYTES - before.length - end.length) / (again.length + close.length));
  return before + again.repeat(times) + end + close.repeat(times);
}

describe('texts made to break a parser', () => {
  it.each(Object.keys(bombs))('%s: an answer with a place, and the next file is parsed', async (name) => {
    const started = performance.now();
    const stripped = await stripStudentTypes(bombOf(bombs[name]!));
    expect(performance.now() - started).toBeLessThan(6000);
    if (!stripped.ok) {
      expect(['too-nested', 'syntax']).toContain(stripped.diagnosis.id);
      expect(stripped.diagnosis.parameters).toMatchObject({ line: expect.any(Number), column: expect.any(Number) });
      expect(stripped.diagnosis.parameters['line']).toBeGreaterThan(0);
      expect(stripped.diagnosis.parameters['column']).toBeGreaterThan(0);
    }
    expect(await stripStudentTypes('const a: number = 1;')).toEqual({ ok: true, code: 'const a         = 1;' });
  });

  it('2.4 kB of parentheses are a mistake of loading, told by line and column', async () => {
    const source = `const fine = 1;\nexport const a = ${'('.repeat(1200)}1${')'.repeat(1200)};\n`;
    const verdict = await gradeSource(exercise, new TextEncoder().encode(source), { wallMs: 20_000 });
    expect(verdict.verdict).toBe('LOAD_ERROR');
    const deep = `const fine = 1;\nexport const a = ${'('.repeat(12_000)}1${')'.repeat(12_000)};\n`;
    expect(await gradeSource(exercise, new TextEncoder().encode(deep), { wallMs: 20_000 })).toMatchObject({
      verdict: 'LOAD_ERROR',
      diagnosis: { id: 'too-nested', parameters: { line: 2, column: 18 + 11_999 } },
    });
  });

  it('texts that come at once each get their own answer', async () => {
    const sources = Array.from({ length: 20 }, (_, i) => (i % 5 === 2 ? bombOf(bombs['blocks']!) : `const a${i}: number = ${i};`)); // biome-ignore format: one line reads better
    const all = await Promise.all(sources.map(stripStudentTypes));
    for (const [i, stripped] of all.entries()) {
      if (i % 5 === 2) expect(stripped).toMatchObject({ ok: false, diagnosis: { id: 'too-nested' } });
      else expect(stripped.ok && stripped.code).toContain(`const a${i} `);
    }
  });
});

describe('placeOfWorst', () => {
  it('points to the deepest bracket, or to the beginning of the longest statement', () => {
    expect(placeOfWorst('let a;\n  let b = ((1));')).toEqual({ line: 2, column: 12 });
    expect(placeOfWorst(`let a = 1;\n  a = 1${' + 1'.repeat(100)};\nlet b = ((1));`)).toEqual({ line: 2, column: 3 });
    expect(placeOfWorst('')).toEqual({ line: 1, column: 1 });
  });

  it('takes no longer than reading the text, whatever it is', () => {
    for (const bomb of Object.values(bombs)) {
      const started = performance.now();
      placeOfWorst(bombOf(bomb));
      // Milliseconds; on a machine with sixteen other things to do, some hundreds. What is not linear takes minutes.
      expect(performance.now() - started).toBeLessThan(2000);
    }
  });
});
