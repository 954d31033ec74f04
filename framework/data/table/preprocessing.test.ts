import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Generator,
  LabelEncoder,
  MinMaxScaler,
  OneHotEncoder,
  OrdinalEncoder,
  RobustScaler,
  randn,
  type Scaler,
  StandardScaler,
  Table,
  type Tensor,
  tensor,
  zeros,
} from '../../index.ts';

const makers: readonly [string, () => Scaler][] = [
  ['StandardScaler', () => new StandardScaler()],
  ['MinMaxScaler', () => new MinMaxScaler([-1, 1])],
  ['RobustScaler', () => new RobustScaler()],
];

const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const matrix = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 3 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(finite, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
  );

describe.each(makers)('%s', (name, make) => {
  const float64 = (rows: number[][]): Tensor => tensor(rows, { dtype: 'float64' });

  it('can be undone, whatever the columns', () => {
    fc.assert(
      fc.property(matrix, (rows) => {
        const scaler = make();
        const scaled = scaler.fitTransform(float64(rows));
        const back = scaler.inverseTransform(scaled).dataSync();
        const largest = Math.max(1, ...rows.flat().map(Math.abs));
        rows.flat().forEach((value, i) => {
          expect(Math.abs(back[i]! - value)).toBeLessThanOrEqual(1e-9 * largest);
        });
        expect(scaled.dataSync().every(Number.isFinite)).toBe(true);
      }),
    );
  });

  it('does not care about the units of its input', () => {
    const x = randn([20, 2], { generator: new Generator(1), dtype: 'float64' });
    const feet = x.mul(3.28084).add(12);
    const [a, b] = [make().fitTransform(x), make().fitTransform(feet)];
    expect(Math.max(...a.sub(b).abs().dataSync())).toBeLessThan(1e-9);
  });

  it('learns from train alone: canary rows in test change nothing', () => {
    const train = randn([10, 2], { generator: new Generator(1) });
    const scaler = make().fit(train);
    const before = scaler.stateDict();
    scaler.transform(tensor([[1e9, -1e9]]));
    expect(scaler.stateDict()).toEqual(before);
  });

  it('keeps the dtype of floats and makes floats of whole numbers', () => {
    const scaler = make().fit(tensor([[0], [10]]));
    expect(scaler.transform(zeros([1, 1], { dtype: 'float64' })).dtype).toBe('float64');
    expect(scaler.transform(zeros([1, 1], { dtype: 'int32' })).dtype).toBe('float32');
  });

  it('is saved and loaded with its two numbers per column', () => {
    const scaler = make().fit(randn([9, 2], { generator: new Generator(1) }));
    const other = make().loadStateDict(JSON.parse(JSON.stringify(scaler.stateDict())));
    const x = randn([3, 2], { generator: new Generator(2) });
    expect(other.transform(x).toArray()).toEqual(scaler.transform(x).toArray());
    expect(() => make().loadStateDict({ shift: [0], scale: [0] })).toThrow(/not a state of a scaler/);
  });

  it('refuses what it cannot scale', () => {
    const infinite = tensor([[1], [Number.POSITIVE_INFINITY]]);
    const holes = tensor([[Number.NaN], [Number.NaN]]);
    expect(() => make().transform(zeros([1, 1]))).toThrow(
      new RegExp(`${name}: used before fit\nhint: .*training rows`),
    );
    expect(() => make().fit(zeros([3]))).toThrow(/shape \[3\] has no columns\nhint: .*unsqueeze/);
    expect(() =>
      make()
        .fit(zeros([2, 2]))
        .transform(zeros([2, 3])),
    ).toThrow(/fitted on 2 columns, given \[2, 3\]/);
    for (const x of [infinite, holes, zeros([0, 1])])
      expect(() => make().fit(x)).toThrow(/column 0 has no usable values/);
  });
});

describe('MinMaxScaler', () => {
  it('refuses a range that is none', () => {
    expect(() => new MinMaxScaler([1, 1])).toThrow(/\[1, 1\] is no range/);
  });
});

const sizes = Table.of({ size: ['M', 'S', 'L', 'S'], shop: [3, 1, 3, 2] });
const word = fc.stringMatching(/^[a-z]{0,3}$/);

describe('OneHotEncoder', () => {
  it('gives every row one 1 per column, and the table back', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(word, fc.nat(4)), { minLength: 1 }), (rows) => {
        const table = Table.of({ a: rows.map(([a]) => a), b: rows.map(([, b]) => b) });
        const encoder = new OneHotEncoder().fit(table);
        const x = encoder.transform(table);
        expect((x.toArray() as number[][]).every((row) => row.reduce((sum, v) => sum + v, 0) === 2)).toBe(true);
        expect(encoder.inverseTransform(x).toRows()).toEqual(table.toRows());
      }),
    );
  });

  it('names its columns', () => {
    expect(new OneHotEncoder().fit(sizes).featureNames).toEqual([
      'size=L',
      'size=M',
      'size=S',
      'shop=1',
      'shop=2',
      'shop=3',
    ]);
  });

  it('explains unknown and missing values', () => {
    const encoder = new OneHotEncoder().fit(sizes.select(['size']));
    expect(() => encoder.transform(Table.of({ size: ['XL'] }))).toThrow(
      /column 'size' never had the value "XL" when it was fitted\nhint: known are L, M, S\. .*unknown: 'zeros'/,
    );
    expect(() => encoder.transform(Table.of({ size: [null, 'S'] }))).toThrow(
      /row 0 of column 'size' is missing\nhint: fill/,
    );
    expect(() => encoder.transform(Table.of({ length: [1] }))).toThrow(/no column 'size'/);
    expect(() => new OneHotEncoder().transform(sizes)).toThrow(/used before fit/);
    expect(() => encoder.inverseTransform(zeros([1, 3]))).toThrow(/row 0 says nothing about 'size'/);
    expect(() => encoder.inverseTransform(zeros([1, 4]))).toThrow(/\[1, 4\] is not \[N, 3\]/);
  });
});

describe('OrdinalEncoder', () => {
  it('keeps to a given order, and finds one itself', () => {
    const ordered = new OrdinalEncoder({ categories: { size: ['S', 'M', 'L'] } });
    expect(ordered.fitTransform(sizes).toArray()).toEqual([
      [1, 2],
      [0, 0],
      [2, 2],
      [0, 1],
    ]);
    expect(ordered.inverseTransform(tensor([[2, 0]])).toRows()[1]).toEqual(['L', 1]);
  });

  it('explains strangers', () => {
    expect(() => new OrdinalEncoder({ categories: { size: ['S', 'M'] } }).fit(sizes)).toThrow(
      /'size' holds "L", which is not in the given order\nhint: the order is S < M/,
    );
    const encoder = new OrdinalEncoder().fit(sizes);
    expect(() => encoder.transform(Table.of({ size: ['XL'], shop: [1] }))).toThrow(/never had the value "XL"/);
    expect(() => encoder.inverseTransform(tensor([[9, 0]]))).toThrow(/9 stands for no category of 'size'/);
    expect(() => new OrdinalEncoder().transform(sizes)).toThrow(/used before fit/);
  });
});

describe('LabelEncoder', () => {
  it('gives labels back', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.integer()), { minLength: 1 }), (labels) => {
        const encoder = new LabelEncoder();
        expect(encoder.inverseTransform(encoder.fitTransform(labels))).toEqual(
          labels.map((label) => (label === 0 ? 0 : label)),
        );
      }),
    );
  });

  it('explains what it does not know', () => {
    const encoder = new LabelEncoder().fit(['cat', 'dog']);
    expect(() => encoder.transform(['cow'])).toThrow(/never had the value "cow"/);
    expect(() => encoder.inverseTransform([2])).toThrow(/2 is no class\nhint: classes go from 0 to 1/);
    expect(() => new LabelEncoder().fit(['a', null])).toThrow(/label 1 is missing/);
    expect(() => new LabelEncoder().fit([])).toThrow(/fitted on no labels/);
    expect(() => new LabelEncoder().transform(['a'])).toThrow(/used before fit/);
  });
});
