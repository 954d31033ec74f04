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

  it.each([
    [
      'a semicolon',
      'a;b\n1,5;2,5\n',
      [
        ['a', 'b'],
        ['1,5', '2,5'],
      ],
    ],
    [
      'a tab',
      'a\tb\n1,5\t2\n',
      [
        ['a', 'b'],
        ['1,5', '2'],
      ],
    ],
    [
      'a bar',
      'a|b\n1|2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a semicolon before decimal commas without a header',
      '1,5;2,5\n3,1;4,0\n',
      [
        ['1,5', '2,5'],
        ['3,1', '4,0'],
      ],
    ],
    [
      'a semicolon, with empty ends',
      'a;b;c\n1;2\n',
      /line 2 has 2 fields, the first has 3\nhint: fields are parted by ";"/,
    ],
    [
      'a semicolon though a field in quotes holds a comma',
      'a;b\n"x, y";2\n',
      [
        ['a', 'b'],
        ['x, y', '2'],
      ],
    ],
    [
      'a comma though a field in quotes holds semicolons',
      'a,b\n"x;y",2\n',
      [
        ['a', 'b'],
        ['x;y', '2'],
      ],
    ],
    [
      'a comma though a text holds semicolons now and then',
      'a,b\nx;y,2\n',
      [
        ['a', 'b'],
        ['x;y', '2'],
      ],
    ],
    ['none in a single column', 'a\nx;y\n', [['a'], ['x;y']]],
    [
      'what a first line says',
      'sep=;\na;b\n1;2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['what a first line says, behind a mark', '\ufeffSEP=|\r\na;b|c\r\n', [['a;b', 'c']]],
    ['a comma in a ragged file that has some', 'a,b\n1,5;2\n3\n', /line 3 has 1 fields, the first has 2\nhint: .*","/],
  ])('finds what parts the fields: %s', (_name, text, expected) => {
    if (expected instanceof RegExp) expect(() => parseCsv(text)).toThrow(expected);
    else expect(fieldsOf(text)).toEqual(expected);
  });

  it('takes the sign that it is given, and counts the line that names another one', () => {
    expect(fieldsOf('a;b,c\n', ',')).toEqual([['a;b', 'c']]);
    expect(parseCsv('sep=;\na,b\n', { delimiter: ',' })).toEqual([{ fields: ['a', 'b'], line: 2 }]);
  });

  it('passes over spaces around quotes, not inside', () => {
    expect(fieldsOf('a,b\n 1 , " x " \n')).toEqual([
      ['a', 'b'],
      [' 1 ', ' x '],
    ]);
    expect(fieldsOf('1\t"2"\t3', '\t')).toEqual([['1', '2', '3']]);
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
      fc.property(fc.array(fc.constantFrom('"', ',', ';', '\n', '\r', 'a', ' ', '\ufeff', 'sep=;')), (parts) => {
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
    const field = fc.oneof(
      fc.string(),
      fc.constantFrom('"', ',', '\r\n', '', ' x ', '\ufeff', 'a;b', 'sep=;', 'sep=x', '\t', 'x|y'),
    );
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
