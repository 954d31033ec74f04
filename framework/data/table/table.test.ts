import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ChalkgradError,
  clipTo,
  countMissing,
  dropDuplicates,
  dropMissing,
  duplicateRows,
  encodeCsv,
  iqrFence,
  outside,
  readTable,
  SimpleImputer,
  sharedRows,
  Table,
  zFence,
} from '../../index.ts';

const people = Table.of({
  age: [31, Number.NaN, 45, 31],
  city: ['Bern', 'Oslo', null, 'Bern'],
  income: [50, 60, 70, 50],
});

describe('Table', () => {
  it('gives columns, rows and tensors', () => {
    expect(people.names).toEqual(['age', 'city', 'income']);
    expect([...people.numbers('age')]).toEqual([31, Number.NaN, 45, 31]);
    expect(people.take([3, 0]).texts('city')).toEqual(['Bern', 'Bern']);
    expect(people.select(['income', 'age']).take([2]).toTensor().toArray()).toEqual([[70, 45]]);
    expect(people.without(['city']).names).toEqual(['age', 'income']);
  });

  it('changes nothing in place', () => {
    const before = people.toRows();
    people.withColumn('age', { type: 'number', values: new Float64Array(4) });
    new SimpleImputer({ columns: ['age'] }).fitTransform(people);
    expect(people.toRows()).toEqual(before);
  });

  it('keeps names that look like object internals or like numbers', () => {
    const table = readTable('__proto__,constructor,2,1\n1,2,3,4\n');
    expect(table.names).toEqual(['__proto__', 'constructor', '2', '1']);
    expect([...table.numbers('__proto__')]).toEqual([1]);
  });

  it('explains what is wrong', () => {
    expect(() => people.numbers('size')).toThrow(/no column 'size'\nhint: the columns are age, city, income/);
    expect(() => people.numbers('city')).toThrow(/'city' holds text\nhint: encode it/);
    expect(() => people.texts('age')).toThrow(/holds numbers/);
    expect(() => Table.of({ a: [1], b: [1, 2] })).toThrow(/'b' has 2 rows, 'a' has 1/);
    expect(() => people.take([4])).toThrow(/no example 4 among 4/);
    expect(() => readTable('a,b,a\n1,2,3\n')).toThrow(/two columns are called 'a'/);
  });
});

describe('readTable', () => {
  const typesOf = (text: string): string[] => {
    const table = readTable(text);
    return table.names.map((name) => table.column(name).type);
  };

  it('finds types: integer, number, boolean, text; leading zeros are text', () => {
    expect(typesOf('a,b,c,d,e\n1,1.5,true,x,007\n-2,1e3,FALSE,1,012\n')).toEqual([
      'integer',
      'number',
      'boolean',
      'text',
      'text',
    ]);
  });

  it('knows missing values, whatever their spaces, and a column of nothing else', () => {
    const table = readTable('a,b,c\n 1 ,NA,\n?,x, \n');
    expect([...table.numbers('a')]).toEqual([1, Number.NaN]);
    expect(table.texts('b')).toEqual([null, 'x']);
    expect(table.column('c').type).toBe('number');
    expect(countMissing(table)).toEqual({ a: 1, b: 1, c: 2 });
  });

  it.each(['#N/A', 'n/a', '<NA>', '-', '–', '#DIV/0!', 'NULL', '-nan'])('takes %s as missing', (marker) => {
    const table = readTable(`a,b\n1,x\n ${marker} ,${marker}\n`);
    expect([...table.numbers('a')]).toEqual([1, Number.NaN]);
    expect(table.texts('b')).toEqual(['x', null]);
  });

  it('takes a dash as a value beside a plus', () => {
    expect(readTable('rhesus,n\n+,1\n-,-\n').toRows()).toEqual([
      ['rhesus', 'n'],
      ['+', 1],
      ['-', null],
    ]);
  });

  it('reads inf as a number', () => {
    const table = readTable('a,b\ninf,x\n-Infinity,inf\n+INF,y\n1.5,z\n');
    expect([...table.numbers('a')]).toEqual([Infinity, -Infinity, Infinity, 1.5]);
    expect(table.texts('b')).toEqual(['x', 'inf', 'y', 'z']);
  });

  it('strips spaces around text, but not inside quotes', () => {
    const table = readTable('city , n\n Bern , 1\nBern\t,2\n\u00a0Bern,3\n" Bern", 4 \n');
    expect(table.names).toEqual(['city', 'n']);
    expect(table.texts('city')).toEqual(['Bern', 'Bern', 'Bern', ' Bern']);
    expect([...table.numbers('n')]).toEqual([1, 2, 3, 4]);
  });

  it.each([
    ['in every line', 'a,b,\n1,2,\n3,,\n'],
    ['below the names only', 'a,b\n1,2,\n3,,\n'],
    ['several of them, and some missing', 'a,b,,\n1,2,,\n3,\n'],
    ['after semicolons', 'a;b;\n1;2;\n3;;\n'],
  ])('passes over signs at line ends: %s', (_name, text) => {
    expect(readTable(text).toRows()).toEqual([
      ['a', 'b'],
      [1, 2],
      [3, null],
    ]);
  });

  it('keeps a nameless last column that holds something, and refuses what has no column', () => {
    expect(readTable('a,\n1,2\n').names).toEqual(['a', '']);
    expect(() => readTable('a,b\n1,2,3\n')).toThrow(/line 2 has 3 fields, the first has 2\nhint: .*decimal commas/);
    expect(readTable('1,\n2,\n', { header: false }).names).toEqual(['column1', 'column2']);
  });

  describe('with decimal commas', () => {
    const numbers = (text: string, options = {}): number[] => [...readTable(text, options).numbers('x')];

    it('knows them where fields are parted by another sign', () => {
      expect(numbers('x;y\n1,5;a\n-0,25;b\n3;c\n;d\n')).toEqual([1.5, -0.25, 3, Number.NaN]);
      expect(numbers('x\ty\n1,5\t2\n')).toEqual([1.5]);
      expect(numbers('x;y\n1,5e3;2\n')).toEqual([1500]);
      expect(numbers('sep=;\nx;y\n1,234;0,5\n')).toEqual([1.234]); // y tells how x is meant
      expect(numbers('x;y\n1.5;0,5\n')).toEqual([1.5]);
    });

    it('knows groups of three where a number can be read in no other way', () => {
      expect(numbers('x;y\n1.234,50;2\n999,90;3\n12;4\n')).toEqual([1234.5, 999.9, 12]);
      expect(numbers('x,y\n"1,234.50",2\n"12,000",3\n7.5,4\n')).toEqual([1234.5, 12_000, 7.5]);
      expect([...readTable('x;y\n1.234;2.000,5\n').numbers('x')]).toEqual([1234]); // y tells how x is meant
      const two = readTable('x;y\n1.234,5;1,234.5\n');
      expect([two.column('x').type, two.column('y').type]).toEqual(['text', 'text']);
    });

    it('takes nothing for a number that may be two, and says how to tell', () => {
      for (const text of ['x;y\n1,234;2\n', 'x;y\n1.234;0,5\n', 'x,y\n"1,5",2\n', 'x,y\n"1,234",2\n']) {
        expect(readTable(text).column('x').type).toBe('text');
        expect(() => numbers(text)).toThrow(/'x' holds text\nhint: '.*' looks like a number: .*decimal/);
        expect(() => numbers(text, { types: { x: 'number' } })).toThrow(/is not a number\nhint: .*\{ decimal: ',' \}/);
      }
      expect(() => people.numbers('city')).toThrow(/hint: encode it/);
    });

    it('reads what it is told', () => {
      expect(numbers('x;y\n1,234;2\n', { decimal: ',' })).toEqual([1.234]);
      expect(numbers('x;y\n1,234;2\n', { thousands: ',' })).toEqual([1234]);
      expect(numbers('x,y\n"1,234.5",2\n', { thousands: ',' })).toEqual([1234.5]);
      expect(numbers('x,y\n"1,5",2\n', { decimal: ',' })).toEqual([1.5]);
      expect(numbers('x;y\n1.234.567,8;2\n12;1\n', { thousands: '.' })).toEqual([1_234_567.8, 12]);
      expect(numbers("x;y\n1'000;2\n", { thousands: "'" })).toEqual([1000]);
      expect(readTable('x;y\n1 000;2\n', { thousands: ' ' }).column('x').type).toBe('integer');
      for (const text of ['12,34', '1,2345', '1,23,456', ',123', '1,234,'])
        expect(readTable(`x;y\n${text};1\n`, { thousands: ',' }).column('x').type).toBe('text');
      expect(readTable('x;y\n1.5;1\n', { decimal: ',' }).column('x').type).toBe('text');
    });

    it('refuses formats that are none', () => {
      expect(() => readTable('x\n1\n', { decimal: ';' as ',' })).toThrow(/csv: decimal ";", thousands ""/);
      expect(() => readTable('x\n1\n', { decimal: ',', thousands: ',' })).toThrow(/thousands ","\nhint: /);
      expect(() => readTable('x\n1\n', { thousands: '0' })).toThrow(/thousands "0"/);
    });
  });

  it('keeps to declared types and other markers, and works without a header', () => {
    const table = readTable('1;yes\n-;no\n', {
      delimiter: ';',
      header: false,
      missing: ['-'],
      types: { column1: 'text', column2: 'boolean' },
    });
    expect(table.texts('column1')).toEqual(['1', null]);
    expect([...table.numbers('column2')]).toEqual([1, 0]);
  });

  it.each([
    [
      'a value that does not fit',
      'age\n1\n\nold\n',
      { types: { age: 'number' } },
      /p\.csv: column 'age', line 4: 'old' is not a number/,
    ],
    ['half an integer', 'n\n1.5\n', { types: { n: 'integer' } }, /line 2: '1\.5' is not a whole number/],
    ['a doubtful truth', 'b\nperhaps\n', { types: { b: 'boolean' } }, /'perhaps' is not true or false/],
    [
      'a type for no column',
      'a\n1\n',
      { types: { b: 'text' } },
      /declared for 'b', which is no column\nhint: the columns are a/,
    ],
    ['an empty file', '', {}, /p\.csv: holds no rows/],
    ['a ragged row', 'a,b\n1\n', {}, /line 2 has 1 fields/],
  ] as const)('refuses %s', (_name, text, options, message) => {
    expect(() => readTable(text, { name: 'p.csv', ...options })).toThrow(message);
  });

  it('reads back what a table writes', () => {
    const name = fc.stringMatching(/^[a-z]{1,5}$/);
    const cell = fc.oneof(fc.string(), fc.constant(null));
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { minLength: 1, maxLength: 3 }),
        fc.array(cell, { minLength: 3, maxLength: 3 }),
        (names, cells) => {
          const types = Object.fromEntries(names.map((column) => [column, 'text' as const]));
          const missing = ['', '\ufeff?', 'NA'];
          const clean = cells.map((value) => (value === null || missing.includes(value.trim()) ? null : value));
          const table = new Table(names.map((column) => [column, { type: 'text', values: clean }]));
          expect(readTable(encodeCsv(table.toRows()), { types, missing }).toRows()).toEqual(table.toRows());
        },
      ),
    );
  });

  it('never fails otherwise than by refusing, whatever the text', () => {
    const parts = fc.array(fc.constantFrom('a', '1', ',', '\n', '"', '.', 'NA', 'true', '0'));
    fc.assert(
      fc.property(parts, (text) => {
        try {
          readTable(text.join(''));
        } catch (error) {
          expect(error).toBeInstanceOf(ChalkgradError);
        }
      }),
    );
  });
});

describe('missing values', () => {
  it('are counted and left out, in all columns or some', () => {
    expect(countMissing(people)).toEqual({ age: 1, city: 1, income: 0 });
    expect([...dropMissing(people).numbers('income')]).toEqual([50, 50]);
    expect(dropMissing(people, ['age']).length).toBe(3);
  });

  it('are filled with what the training rows say, not with what the others say', () => {
    const imputer = new SimpleImputer({ columns: ['age'] }).fit(people.take([0, 3]));
    expect([...imputer.transform(people).numbers('age')]).toEqual([31, 31, 45, 31]);
    const texts = new SimpleImputer({ strategy: 'mostFrequent', columns: ['city'] }).fitTransform(people);
    expect(texts.texts('city')).toEqual(['Bern', 'Oslo', 'Bern', 'Bern']);
    const constant = new SimpleImputer({ strategy: { constant: 'unknown' }, columns: ['city'] });
    expect(constant.fitTransform(people).texts('city')[2]).toBe('unknown');
  });

  it.each([
    [
      'text has no mean',
      () => new SimpleImputer().fit(people),
      /'city' holds text, which has no mean\nhint: .*mostFrequent/,
    ],
    [
      'a number for text',
      () => new SimpleImputer({ strategy: { constant: 0 } }).fit(people.select(['city'])),
      /0 cannot fill column 'city'/,
    ],
    [
      'nothing to learn from',
      () => new SimpleImputer({ columns: ['age'] }).fit(people.take([1])),
      /'age' has no value at all/,
    ],
    [
      'transform before fit',
      () => new SimpleImputer().transform(people),
      /transform before fit\nhint: .*training rows only/,
    ],
  ])('refuses: %s', (_name, action, message) => {
    expect(action).toThrow(message);
  });
});

describe('duplicates', () => {
  it('are found in all columns or some, and missing equals missing', () => {
    expect([...duplicateRows(people)]).toEqual([3]);
    const holes = Table.of({ a: [Number.NaN, Number.NaN, 1], b: [null, null, 'x'] });
    expect([...duplicateRows(holes)]).toEqual([1]);
    expect([...dropDuplicates(people, ['income']).numbers('income')]).toEqual([50, 60, 70]);
  });

  it('across train and test are found', () => {
    expect([...sharedRows(people.take([0, 1]), people.take([2, 3]))]).toEqual([1]);
    expect([...sharedRows(people.take([0, 1]), people.take([2]))]).toEqual([]);
  });

  it('once dropped are gone, and no different row with them', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3), fc.constantFrom('x', 'y', null))), (rows) => {
        const table = Table.of({ a: rows.map(([a]) => a), b: rows.map(([, b]) => b) });
        const left = dropDuplicates(table);
        expect(duplicateRows(left).length).toBe(0);
        expect(left.length).toBe(new Set(rows.map((row) => JSON.stringify(row))).size);
      }),
    );
  });
});

describe('outliers', () => {
  it('lie beyond the fence that the training values set', () => {
    const fence = iqrFence([1, 2, 3, 4, 5]);
    expect(fence).toEqual({ low: -1, high: 7 });
    expect([...outside([0, 7, 8, -2, Number.NaN], fence)]).toEqual([2, 3]);
    expect([...clipTo([0, 8, -2], fence)]).toEqual([0, 7, -1]);
    expect(zFence([1, 3], 2)).toEqual({ low: 0, high: 4 });
  });

  it('move the fence of standard deviations, not that of quartiles', () => {
    const values = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    const far = [...values.slice(0, -1), 9000];
    expect(iqrFence(far)).toEqual(iqrFence(values));
    expect(zFence(far).high).toBeGreaterThan(100 * zFence(values).high);
    expect(() => iqrFence([Number.NaN])).toThrow(/no values/);
  });
});
