/** Texts made to break a parser: each is answered in time with a place, and the next text is parsed as if nothing had been. */
import { describe, expect, it } from 'vitest';
import { bombNames, bombOf, countLooks } from './bombs.ts';
import { gradeSource } from './gradeSource.ts';
import { loadExercise } from './loadExercise.ts';
import { stripStudentTypes } from './parserProcess.ts';
import { placeOfWorst } from './tooNested.ts';

const exercise = await loadExercise('cross-entropy-gradient');

describe('texts made to break a parser', () => {
  it.each(bombNames)('%s: an answer with a place, and the next file is parsed', async (name) => {
    const started = performance.now();
    const stripped = await stripStudentTypes(bombOf(name));
    // Five seconds of a processor, and patience with a busy machine.
    expect(performance.now() - started).toBeLessThan(61_000);
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
    const sources = Array.from({ length: 20 }, (_, i) => (i % 5 === 2 ? bombOf('blocks') : `const a${i}: number = ${i};`)); // biome-ignore format: one line reads better
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
    for (const name of bombNames) {
      const { text, looks } = countLooks(bombOf(name).slice(0, 6000));
      placeOfWorst(text);
      expect(looks(), name).toBeLessThan(4 * text.length);
    }
  });
});
