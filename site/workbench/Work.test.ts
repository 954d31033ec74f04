import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Attempt, mergeWork, newWork, progressOf, readWork, type Work, withAttempt } from './Work.ts';
import { mergeAll, readWorkFile, writeWorkFile } from './workFile.ts';

const code = fc.string({ maxLength: 4 });
const at = fc.integer({ min: 0, max: 20 });
const attempt: fc.Arbitrary<Attempt> = fc.record({
  at,
  code,
  score: fc.constantFrom(null, 0, 4, 10),
  max: fc.constantFrom(null, 10),
});
const work: fc.Arbitrary<Work> = fc
  .record({
    code,
    edited: at,
    passedAt: fc.option(at),
    hints: fc.integer({ min: 0, max: 3 }),
    attempts: fc.array(attempt, { maxLength: 6 }),
  })
  .map((record) => readWork({ version: 2, ...record })!);
const stored = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('two records of one exercise', () => {
  it('come together to the same one, whoever merges with whom and however often', () => {
    fc.assert(
      fc.property(work, work, (a, b) => {
        const merged = mergeWork(a, b);
        expect(mergeWork(b, a)).toEqual(merged);
        expect(mergeWork(merged, a)).toEqual(merged);
        expect(mergeWork(merged, b)).toEqual(merged);
        expect(readWork(stored(merged))).toEqual(merged);
      }),
    );
  });

  it('lose no text that somebody wrote, and no success', () => {
    fc.assert(
      fc.property(work, work, (a, b) => {
        const merged = mergeWork(a, b);
        const kept = [merged.code, ...merged.attempts.map((one) => one.code)];
        for (const one of [a, b]) {
          if (one.code.trim() !== '') expect(kept).toContain(one.code);
          for (const { code: tried } of one.attempts) expect(kept).toContain(tried);
        }
        expect(merged.passedAt === null).toBe(a.passedAt === null && b.passedAt === null);
      }),
    );
  });
});

describe('a record', () => {
  it('is read from the first version, and never from anything else', () => {
    expect(readWork({ code: 'mine', passed: true })).toMatchObject({ code: 'mine', passedAt: 0, attempts: [] });
    expect(progressOf(readWork({ code: 'mine', passed: false }))).toBe('begun');
    for (const nothing of [null, 3, 'text', [], {}, { code: 3 }, { code: 'x', version: 3 }])
      expect(readWork(nothing)).toBeNull();
    fc.assert(fc.property(fc.anything(), (value) => void readWork(value)));
  });

  it('forgets the oldest attempts, never the last that passed', () => {
    let mine = withAttempt(newWork('', 0), { at: 0, code: 'right', score: 10, max: 10 });
    for (let i = 1; i <= 100; i++) mine = withAttempt(mine, { at: i, code: `try ${i}`, score: 4, max: 10 });
    expect(mine.attempts).toHaveLength(31);
    expect(mine.attempts[0]).toMatchObject({ code: 'right' });
    expect(mine.attempts.at(-1)).toMatchObject({ code: 'try 100' });
    expect(progressOf(mine)).toBe('solved');
    const long = withAttempt(mine, { at: 101, code: 'x'.repeat(190_000), score: 0, max: 10 });
    expect(JSON.stringify(long).length).toBeLessThan(210_000);
  });
});

describe('a file of all work', () => {
  it('comes back as it was written, and is merged without loss', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a', 'b-c', 'd'), work), (record) => {
        const mine = new Map(Object.entries(record));
        const read = readWorkFile(writeWorkFile(mine, 0));
        expect(read).toEqual({ ok: true, work: mine, skipped: [] });
        expect(mergeAll(mine, mine)).toEqual(mine);
      }),
    );
  });

  it('is refused in one word when it is none, and partly when a part is none', () => {
    expect(readWorkFile('')).toEqual({ ok: false, reason: 'not-ours' });
    expect(readWorkFile('null')).toEqual({ ok: false, reason: 'not-ours' });
    expect(readWorkFile('{"format":"chalkgrad-work","version":2,"exercises":{}}')).toEqual({ ok: false, reason: 'newer' }); // biome-ignore format: one line reads better
    const text =
      '{"format":"chalkgrad-work","version":1,"exercises":{"a":{"code":"x"},"__proto__":{},"../b":{"code":"y"},"c":3}}';
    const read = readWorkFile(text);
    expect(read.ok && [...read.work.keys()]).toEqual(['a']);
    expect(read.ok && read.skipped).toEqual(['__proto__', '../b', 'c']);
  });
});
