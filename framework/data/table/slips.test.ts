/** Names, values and types that do not fit are told, with what was probably meant: nothing is passed over in silence. */
import { describe, expect, it } from 'vitest';
import {
  type Category,
  LabelEncoder,
  OneHotEncoder,
  OrdinalEncoder,
  readTable,
  SimpleImputer,
  StandardScaler,
  Table,
  tensor,
} from '../../index.ts';

const sizes = Table.of({ size: ['S', 'M', 'L'] });
const any = (value: unknown): never => value as never;

describe('an order', () => {
  const order = (categories: Readonly<Record<string, readonly Category[]>>, options = {}) =>
    new OrdinalEncoder({ categories, ...options }).fitTransform(sizes);

  it('is taken where all is well', () => {
    expect(order({ size: ['S', 'M', 'L'] }).toArray()).toEqual([[0], [1], [2]]);
    expect(order({ size: ['XS', 'S', 'M', 'L'] }).toArray()).toEqual([[1], [2], [3]]);
    expect(order({ size: ['S', 'M'] }, { unknownValue: -1 }).toArray()).toEqual([[0], [1], [-1]]);
  });

  it.each([
    [
      'for a misspelt column',
      { szie: ['S', 'M', 'L'] },
      {},
      /for 'szie', which is no column\nhint: .*Did you mean 'size'/,
    ],
    ['for no column', { shop: [1] }, {}, /for 'shop', which is no column\nhint: the columns are size\.$/],
    ['with a category twice', { size: ['S', 'S', 'M', 'L'] }, {}, /order of 'size' holds "S" twice/],
    ['with a category left out', { size: ['S', 'M'] }, {}, /holds "L", which is not in the given order/],
    ['with a hole', { size: ['S', any(null), 'M', 'L'] }, {}, /order of 'size' holds null, which is no category/],
    ['with a NaN', { size: ['S', Number.NaN, 'M', 'L'] }, {}, /order of 'size' holds NaN/],
    ['that is a word', { size: any('SML') }, {}, /order of 'size' is no list/],
    ['of nothing', { size: [] }, {}, /order of 'size' is no list/],
    ['of numbers for text', { size: [1, 2, 3] }, { unknownValue: -1 }, /'size' holds text, its categories are numbers/],
    [
      'with a taken unknownValue',
      { size: ['S', 'M'] },
      { unknownValue: 1 },
      /unknownValue 1 already stands for "M" of 'size'/,
    ],
    [
      'with no number for strangers',
      { size: ['S', 'M'] },
      { unknownValue: Number.NaN },
      /unknownValue NaN is no number/,
    ],
  ])('%s is refused', (_name, categories, options, message) => {
    expect(() => order(categories, options)).toThrow(message);
  });

  it('names the nearest category', () => {
    const grades = Table.of({ grade: ['medium', 'hihg'] });
    expect(() => new OrdinalEncoder({ categories: { grade: ['low', 'medium', 'high'] } }).fit(grades)).toThrow(
      /holds "hihg", .*\nhint: the order is low < medium < high. Did you mean 'high'\?/,
    );
    expect(() => new LabelEncoder().fit(['Bern', 'Oslo']).transform(['bern'])).toThrow(/Did you mean 'Bern'\?/);
    expect(() => sizes.column('sizes')).toThrow(/Did you mean 'size'\?/);
    expect(() => readTable('age\n1\n', { types: { Age: 'integer' } })).toThrow(/Did you mean 'age'\?/);
    expect(() => new SimpleImputer({ columns: ['agee'] }).fit(readTable('age\n1\n'))).toThrow(/Did you mean 'age'\?/);
  });
});

describe('a column of another type than the one fitted', () => {
  const texts = Table.of({ code: ['1', '2', 'x'] });
  const numbers = Table.of({ code: [1, 2, 2] });
  const kinds = [
    ['text, then numbers', texts, numbers, /holds numbers, its categories are text\nhint: .*types: \{ code: 'text' \}/],
    ['numbers, then text', numbers, texts, /holds text, its categories are numbers/],
  ] as const;

  it.each(kinds)('is refused by encoders, strangers allowed or not: %s', (_name, train, test, message) => {
    for (const encoder of [new OneHotEncoder(), new OneHotEncoder({ unknown: 'zeros' })])
      expect(() => encoder.fit(train).transform(test)).toThrow(message);
    for (const encoder of [new OrdinalEncoder(), new OrdinalEncoder({ unknownValue: -1 })])
      expect(() => encoder.fit(train).transform(test)).toThrow(message);
  });

  it('is refused by LabelEncoder, in its words', () => {
    expect(() => new LabelEncoder().fit(['1', '2']).transform([1])).toThrow(
      /value 1 when .*This is a number, they are strings/s,
    );
  });

  it('is refused by the imputer, unless nothing but holes is there', () => {
    const byWord = new SimpleImputer({ strategy: 'mostFrequent' }).fit(texts);
    expect(() => byWord.transform(numbers)).toThrow(
      /'code' held text when it was fitted, and now holds numbers\nhint: /,
    );
    expect(byWord.transform(Table.of({ code: [null, null] })).texts('code')).toEqual(['1', '1']);
    const byNumber = new SimpleImputer().fit(numbers);
    expect(() => byNumber.transform(texts)).toThrow(/'code' held numbers when it was fitted, and now holds text/);
    expect([...byNumber.transform(Table.of({ code: [null, 7] })).numbers('code')]).toEqual([5 / 3, 7]);
  });
});

describe('the imputer', () => {
  it('calls a column what it is after filling', () => {
    const table = readTable('n,b\n1,true\n2,false\n,\n');
    const filled = new SimpleImputer().fitTransform(table);
    expect(filled.names.map((name) => filled.column(name).type)).toEqual(['number', 'number']);
    expect(filled.toRows().at(-1)).toEqual([1.5, 0.5]);
    const frequent = new SimpleImputer({ strategy: 'mostFrequent' }).fitTransform(table);
    expect(frequent.names.map((name) => frequent.column(name).type)).toEqual(['integer', 'boolean']);
    expect(frequent.toRows().at(-1)).toEqual([1, false]);
  });

  it('refuses strategies that are none, and infinite values', () => {
    for (const strategy of ['most_frequent', 'average', null, { constant: Number.NaN }, {}])
      expect(() => new SimpleImputer({ strategy: any(strategy) })).toThrow(
        /SimpleImputer: strategy .*\nhint: .*mostFrequent/,
      );
    expect(() => new SimpleImputer().fit(readTable('a\ninf\n1\n'))).toThrow(/mean of column 'a' is Infinity/);
  });
});

describe('a saved scaler', () => {
  it('holds numbers that can be used', () => {
    const scaler = new StandardScaler();
    for (const state of [
      { shift: [Number.NaN], scale: [1] },
      { shift: [0], scale: [0] },
      { shift: [0], scale: any([null]) },
    ])
      expect(() => scaler.loadStateDict(state)).toThrow(/not a state of a scaler/);
    expect(
      scaler
        .loadStateDict({ shift: [1], scale: [2] })
        .transform(tensor([[5]]))
        .toArray(),
    ).toEqual([[2]]);
  });
});

describe('lists of values', () => {
  it('become columns of what they hold; null, undefined and NaN are missing', () => {
    const table = Table.of({ a: [1, any(undefined)], b: ['x', Number.NaN], c: [true, null], d: [1, 'x'] });
    expect(table.names.map((name) => table.column(name).type)).toEqual(['number', 'text', 'boolean', 'text']);
    expect(table.toRows()).toEqual([
      ['a', 'b', 'c', 'd'],
      [1, 'x', true, '1'],
      [null, null, null, 'x'],
    ]);
  });

  it('are refused where they are none', () => {
    expect(() => Table.of({ a: any(tensor([1, 2])) })).toThrow(/column 'a' is no list of values\nhint: .*toArray/);
    expect(() => Table.of({ a: any('abc') })).toThrow(/column 'a' is no list/);
    expect(() => Table.of({ a: [any([1]), 2] })).toThrow(/a list is no value of a column/);
    expect(() => Table.of({ a: [any({})] })).toThrow(/something of type object is no value/);
    for (const labels of ['cats', 3, null, undefined, tensor([1])])
      expect(() => new LabelEncoder().fit(any(labels))).toThrow(/LabelEncoder: .* is no list of labels/);
    expect(() => new OneHotEncoder({ unknown: any('ignore') })).toThrow(/unknown 'ignore'\nhint: .*zeros/);
  });

  it('become int32 and bool only where these can hold them', () => {
    const table = readTable('n,b\n1,1\n,0\n');
    expect(() => table.toTensor(['n'], { dtype: 'int32' })).toThrow(
      /row 1 of column 'n' is missing, which int32 cannot hold/,
    );
    expect(table.toTensor(['b'], { dtype: 'bool' }).toArray()).toEqual([[1], [0]]);
    expect(() => Table.of({ x: [256] }).toTensor(['x'], { dtype: 'bool' })).toThrow(/is 256, which bool cannot hold/);
    expect(() => Table.of({ x: [0.5] }).toTensor(['x'], { dtype: 'int32' })).toThrow(/is 0.5, which int32/);
  });
});
