/** Tables in and out, the roster, the assignment: what an instructor writes, and what a stranger may have written into it. */
import { csvParseRows } from 'd3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../grader/course/readAnswer.ts';
import { keptPart, readAssignment } from './assignment.ts';
import { csvCell, csvText, readCsv } from './csv.ts';
import { plainText } from './plainText.ts';
import { isStudentId, readRoster } from './roster.ts';

const anyText = fc.string({ unit: 'grapheme', maxLength: 30 });
const table = fc.array(fc.array(anyText, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
/** As a spreadsheet shows a cell that was made harmless. */
const shown = (text: string): string => text.replace(/^'(?=[=+\-@\t\r\n|%＝＋－＠])/, '');

describe('a table', () => {
  it('comes back as it was written, through our reader and through an independent one', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const text = csvText(rows);
        const expected = rows.map((row) =>
          row.map((cell) =>
            csvCell(cell).replace(/^"|"$/g, '').startsWith("'")
              ? shown(csvParseRows(csvCell(cell))[0]?.[0] ?? '')
              : cell,
          ),
        );
        const filled = expected.filter((row) => row.some((cell) => cell.trim() !== ''));
        expect(readCsv(text).map((row) => row.map(shown))).toEqual(filled.map((row) => row.map(shown)));
        const independent = csvParseRows(text).filter((row) => row.some((cell) => cell.trim() !== ''));
        expect(independent.map((row) => row.map(shown))).toEqual(filled.map((row) => row.map(shown)));
      }),
    );
  });

  it('holds no cell that a spreadsheet would take for a formula, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const first of ['', '=', '+', '-', '@', '\t', '\r', '＝']) {
          const cell = csvParseRows(`${csvCell(first + text)},x`)[0]?.[0] ?? '';
          expect(cell).not.toMatch(/^[=+\-@\t\r]/);
        }
      }),
    );
    expect(csvCell('=HYPERLINK("http://evil.example/")')).toBe('"\'=HYPERLINK(""http://evil.example/"")"');
    expect(csvCell(-1.5)).toBe('-1.5');
  });

  it('is read with either line end, with a mark in front, with quotation marks that never close', () => {
    expect(readCsv('\uFEFFa,b\r\n1,"2\n3"\r4,5\n\n,\n"x')).toEqual([['a', 'b'], ['1', '2\n3'], ['4', '5'], ['x']]);
  });
});

describe('a roster', () => {
  it('gives everybody a code, and takes names as text', () => {
    const [ada, alan] = readRoster(
      'Name,ID,Email\n"Lovelace, Ada",ada,a@example.org\n\u202EgniruT\u0007,alan.t-1@x,\n',
    );
    expect(ada).toMatchObject({ id: 'ada', code: 'S1', name: 'Lovelace, Ada', email: 'a@example.org', section: '' });
    expect(alan).toMatchObject({ id: 'alan.t-1@x', code: 'S2', name: 'gniruT' });
  });

  it('takes only ids that are safe as names of folders', () => {
    for (const id of ['ada', 'A1', '0042', 'x.y', 'x_y-z+1@uni', 'a'.repeat(64)])
      expect([id, isStudentId(id)]).toEqual([id, true]);
    const bad = [
      '',
      '.',
      '..',
      '../x',
      'a/b',
      'a\\b',
      'a..b',
      'a.',
      '-rf',
      '.hidden',
      '=1+1',
      'ä',
      'a b',
      'a\n',
      'CON',
      'nul.txt',
      'com1',
      'a'.repeat(65),
      '\u202Ea',
      '~',
    ];
    for (const id of bad) {
      expect([id, isStudentId(id)]).toEqual([id, false]);
      // Space round a cell is nobody's.
      if (id.trim() === id) expect(() => readRoster(`id,name\n"${id}",x\n`)).toThrow(UsageError);
    }
  });

  it('says what is wrong with it', () => {
    expect(() => readRoster('login,name\na,b\n')).toThrow('one of them “id”');
    expect(() => readRoster('id\n')).toThrow('names nobody');
    expect(() => readRoster('id\nada\nADA\n')).toThrow('ids must differ by more than capital letters');
    expect(() => readRoster(`id\n${Array.from({ length: 5001 }, (_, i) => `s${i}`).join('\n')}`)).toThrow(
      'at most 5000',
    );
  });
});

describe('somebody else’s text', () => {
  it('is one line without control characters, and ends', () => {
    expect(plainText('\u001b[31mred\u0007\r\nnext\u2028line\u202E', 100)).toBe('[31mred next line');
    expect(plainText('x'.repeat(300), 10)).toBe(`${'x'.repeat(9)}…`);
    expect(plainText('\ud800a', 10)).toBe('\ufffda');
    fc.assert(
      fc.property(
        fc
          .array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 50 })
          .map((codes) => String.fromCodePoint(...codes)),
        (text) => !/[\p{Cc}\p{Cf}\n]/u.test(plainText(text, 20)) && plainText(text, 20).length <= 20,
      ),
    );
  });
});

describe('an assignment', () => {
  const whole = {
    title: 'Homework 3',
    exercises: ['softmax', { exercise: 'adam', weight: 20 }],
    deadline: '2026-12-04T23:59:00+01:00',
    late: { perDay: 0.1, atMost: 0.25, graceMinutes: 10 },
    extensions: { ada: '2026-12-05T23:59:00+01:00' },
    seeds: [1, 2],
  };

  it('says what was to be done', () => {
    const read = readAssignment(JSON.stringify(whole));
    expect(read.exercises).toEqual([
      { slug: 'softmax', weight: null },
      { slug: 'adam', weight: 20 },
    ]);
    expect(read).toMatchObject({ title: 'Homework 3', seeds: [1, 2], deadline: Date.parse('2026-12-04T22:59:00Z') });
  });

  it('lets the days take what they take, after the minutes of grace, and no more than the most', () => {
    const read = readAssignment(JSON.stringify(whole));
    const due = Date.parse(whole.deadline);
    const kept = (minutes: number): number => keptPart(read, 'alan', due + minutes * 60_000);
    expect([kept(-5), kept(0), kept(10)]).toEqual([1, 1, 1]);
    expect([kept(11), kept(24 * 60)]).toEqual([0.9, 0.9]);
    expect(kept(24 * 60 + 1)).toBeCloseTo(0.8);
    expect(kept(10 * 24 * 60)).toBe(0.75);
    expect(keptPart(read, 'ada', due + 24 * 3_600_000)).toBe(1);
    expect(keptPart(read, 'alan', null)).toBe(1);
    const strict = readAssignment(JSON.stringify({ exercises: ['a'], deadline: whole.deadline }));
    expect(keptPart(strict, 'alan', due + 1)).toBe(0);
  });

  it('refuses what it does not know, and says what is right', () => {
    const wrong: readonly (readonly [unknown, string])[] = [
      [{ ...whole, deadlien: 1 }, 'Did you mean “deadline”?'],
      [{ ...whole, deadline: '2026-12-04T23:59:00' }, 'an instant with its zone'],
      [{ ...whole, deadline: '2026-13-44T23:59:00Z' }, 'an instant with its zone'],
      [{ ...whole, exercises: [] }, 'one exercise at least'],
      [{ ...whole, exercises: ['softmax', { exercise: 'softmax' }] }, 'stands there twice'],
      [{ ...whole, exercises: [{ exercise: 'a', weight: -1 }] }, 'a weight is a number'],
      [{ ...whole, exercises: [{ exercise: 'a', wieght: 1 }] }, 'Did you mean “weight”?'],
      [{ ...whole, exercises: [3] }, 'an exercise is its name'],
      [{ ...whole, late: { perDay: 10 } }, 'a part from 0 to 1'],
      [{ ...whole, late: 0.1 }, '“late” is {'],
      [{ ...whole, late: { graceMinutes: '5' } }, '“graceMinutes” is a number'],
      [{ ...whole, seeds: [1.5] }, 'whole numbers'],
      [{ ...whole, seeds: [1, 2, 3, 4, 5, 6] }, 'at most 5'],
      [{ ...whole, extensions: [] }, '“extensions” is'],
      [{ ...whole, title: 3 }, '“title” is to be a text'],
      [[], 'an object'],
    ];
    for (const [value, message] of wrong) expect(() => readAssignment(JSON.stringify(value)), message).toThrow(message);
    expect(() => readAssignment('{')).toThrow('no JSON');
  });
});
