import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChalkgradError, decodeText, encodeCsv, parseCsv } from '../index.ts';

const fieldsOf = (text: string, delimiter?: string): (readonly string[])[] =>
  parseCsv(text, delimiter === undefined ? {} : { delimiter }).map(({ fields }) => fields);

describe('parseCsv', () => {
  it('reads quotes, doubled quotes, delimiters and line ends inside quotes', () => {
    expect(fieldsOf('a,"b, c","say ""hi""","two\r\nlines"\n')).toEqual([['a', 'b, c', 'say "hi"', 'two\r\nlines']]);
  });

  it.each(['\n', '\r\n', '\r'])('ends lines at %j and needs no last one', (end) => {
    expect(fieldsOf(`a,b${end}1,${end}"",x`)).toEqual([
      ['a', 'b'],
      ['1', ''],
      ['', 'x'],
    ]);
  });

  it('passes over a byte-order mark and blank lines, but not a quoted empty field', () => {
    expect(fieldsOf('\ufeffa\n\n1\n""\n')).toEqual([['a'], ['1'], ['']]);
  });

  it('takes another delimiter, also one that means something in a regular expression', () => {
    expect(fieldsOf('a;b,c\n', ';')).toEqual([['a', 'b,c']]);
    for (const delimiter of ['^', ']', '-', '\\', '|', '\t'])
      expect(fieldsOf(`a${delimiter}b`, delimiter)).toEqual([['a', 'b']]);
  });

  it('knows the line of each row, also after line ends inside quotes', () => {
    expect(parseCsv('a\n"1\n2\n3"\n\nb\n').map(({ line }) => line)).toEqual([1, 2, 6]);
  });

  it.each([
    ['a ragged row', 'a,b\n"1\n1",2\n3\n', /line 4 has 1 fields, the first has 2/],
    ['an open quote', 'a\nb\n"c\nd\n', /line 3 opens a quote that is never closed/],
    ['text after a quote', 'a\n"b"c\n', /line 2 goes on after a closing quote/],
    ['a quote in a plain field', 'a\nb"c\n', /line 2 has a quote inside an unquoted field/],
  ])('refuses %s and names the line', (_name, text, message) => {
    expect(() => parseCsv(text, { name: 'people.csv' })).toThrow(message);
    expect(() => parseCsv(text, { name: 'people.csv' })).toThrow(/^people\.csv: .*\nhint: /s);
  });

  it('refuses a delimiter that is none', () => {
    expect(() => parseCsv('a', { delimiter: '"' })).toThrow(/cannot stand between fields/);
    expect(() => parseCsv('a', { delimiter: ', ' })).toThrow(/cannot stand between fields/);
  });

  it('never fails otherwise than by refusing, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('"', ',', '\n', '\r', 'a', ' ', '\ufeff')), (parts) => {
        try {
          parseCsv(parts.join(''));
        } catch (error) {
          expect(error).toBeInstanceOf(ChalkgradError);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('encodeCsv', () => {
  it('writes what parseCsv reads back, whatever the fields', () => {
    const field = fc.oneof(fc.string(), fc.constantFrom('"', ',', '\r\n', '', ' x ', '\ufeff'));
    const table = fc
      .integer({ min: 1, max: 4 })
      .chain((width) => fc.array(fc.array(field, { minLength: width, maxLength: width })));
    fc.assert(
      fc.property(table, (rows) => {
        expect(fieldsOf(encodeCsv(rows))).toEqual(rows);
      }),
    );
  });

  it('writes numbers and truth values as they are, and what is missing as nothing', () => {
    expect(encodeCsv([['x', 1.5, -0.1, true, null, Number.NaN]])).toBe('x,1.5,-0.1,true,,\n');
  });
});

describe('decodeText', () => {
  it('drops the byte-order mark', () => {
    expect(decodeText(new Uint8Array([0xef, 0xbb, 0xbf, 0xc3, 0xa9]), 'x')).toBe('é');
  });

  it('refuses what is not UTF-8, with a word about UTF-16', () => {
    expect(() => decodeText(new Uint8Array([0x61, 0xe9]), 'a.csv')).toThrow(/a\.csv: not a text in UTF-8\nhint: save/);
    expect(() => decodeText(new Uint8Array([0xff, 0xfe, 0x61, 0]), 'a.csv')).toThrow(/looks like UTF-16/);
  });
});
