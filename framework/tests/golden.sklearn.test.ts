/**
 * Preprocessing, splits, metrics and files against scikit-learn and NumPy: golden/sklearn.json, made by
 * golden/sklearn/generate.py. Numbers agree to 1e-12 of their size, decisions exactly.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type AverageOptions,
  type Bytes,
  confusionMatrix,
  decodeNpy,
  decodeNpz,
  decodeTar,
  f1Score,
  Generator,
  kFold,
  LabelEncoder,
  MinMaxScaler,
  meanAbsoluteError,
  type NestedNumbers,
  OneHotEncoder,
  OrdinalEncoder,
  perplexity,
  precision,
  RobustScaler,
  r2Score,
  recall,
  rocAuc,
  rocCurve,
  rootMeanSquaredError,
  type Scaler,
  SimpleImputer,
  StandardScaler,
  stratifiedKFold,
  stratifiedSplit,
  Table,
  type Tensor,
  tensor,
  topKAccuracy,
} from '../index.ts';

type Value = number | 'nan' | 'Infinity';
type Matrix = readonly (readonly Value[])[];

interface Golden {
  readonly scalers: readonly {
    readonly scaler: 'StandardScaler' | 'MinMaxScaler' | 'RobustScaler';
    readonly range: readonly [number, number] | null;
    readonly title: string;
    readonly train: Matrix;
    readonly test: Matrix;
    readonly scaledTrain: Matrix;
    readonly scaledTest: Matrix;
  }[];
  readonly imputers: readonly {
    readonly strategy: 'mean' | 'median' | 'mostFrequent';
    readonly train: Matrix;
    readonly filled: Matrix;
  }[];
  readonly encoders: Readonly<Record<'rows' | 'new', [string, string][]>> &
    Readonly<Record<'oneHot' | 'oneHotNew' | 'dropFirst' | 'ordinal' | 'ordinalNew', number[][]>> & {
      readonly classes: string[];
      readonly labels: number[];
      readonly numberClasses: number[];
    };
  readonly folds: {
    readonly kFold: readonly { n: number; k: number; validation: number[][] }[];
    readonly stratifiedKFold: readonly { labels: string[]; k: number; validation: number[][] }[];
  };
  readonly stratified: { readonly labels: number[]; readonly train: number[]; readonly test: number[] };
  readonly classification: readonly {
    readonly title: string;
    readonly targets: number[];
    readonly predicted: number[];
    readonly confusion: number[][];
    readonly scores: Readonly<Record<'precision' | 'recall' | 'f1Score', Readonly<Record<string, number>>>>;
  }[];
  readonly scores: {
    readonly logits: number[][];
    readonly targets: number[];
    readonly topK: number[];
    readonly ks: number[];
    readonly perplexity: number;
    readonly binary: number[];
    readonly binaryScores: number[];
    readonly rocAuc: number;
    readonly roc: Readonly<Record<'falsePositiveRate' | 'truePositiveRate' | 'thresholds', number[]>>;
  };
  readonly regression: readonly ({
    readonly title: string;
    readonly targets: NestedNumbers;
    readonly predicted: NestedNumbers;
  } & Readonly<Record<'meanAbsoluteError' | 'rootMeanSquaredError' | 'r2Score', number>>)[];
  readonly files: {
    readonly npy: readonly { base64: string; values: NestedNumbers }[];
    readonly objects: string;
    readonly npz: string;
    readonly npzCompressed: string;
    readonly members: Readonly<Record<string, NestedNumbers>>;
    readonly tar: readonly { format: string; base64: string }[];
    readonly tarPaths: string[];
  };
}

const golden = JSON.parse(readFileSync(new URL('./golden/sklearn.json', import.meta.url), 'utf8')) as Golden;

const rowsOf = (matrix: Matrix): number[][] =>
  matrix.map((row) => row.map((value) => (value === 'nan' ? Number.NaN : Number(value))));
const float64 = (matrix: Matrix): Tensor => tensor(rowsOf(matrix), { dtype: 'float64' });
const int32 = (values: readonly number[]): Tensor => tensor(values, { dtype: 'int32' });

/** Equal to 1e-12 of the size, or to 1e-12 near 0; NaN only where NaN is. */
function expectClose(actual: ArrayLike<number>, expected: readonly number[], tolerance = 1e-12): void {
  expect(actual.length).toBe(expected.length);
  const wrong = expected.flatMap((value, i) => {
    const close =
      Object.is(value, actual[i]) || Math.abs(actual[i]! - value) <= tolerance * Math.max(1, Math.abs(value));
    return close ? [] : [`${i}: ${actual[i]} for ${value}`];
  });
  expect(wrong).toEqual([]);
}

describe('scalers', () => {
  const make = ({ scaler, range }: Golden['scalers'][number]): Scaler => {
    if (scaler === 'MinMaxScaler') return range === null ? new MinMaxScaler() : new MinMaxScaler(range);
    return scaler === 'StandardScaler' ? new StandardScaler() : new RobustScaler();
  };

  /** The column of spread 1e-3 about 1e8 has lost all but five digits before anyone looks at it. */
  const LOSSY = 3;
  const expectSame = (ours: Tensor, theirs: Matrix): void => {
    const columnsOf = (rows: readonly number[][], isLossy: boolean): number[] =>
      rows.flatMap((row) => row.filter((_, j) => (j === LOSSY) === isLossy));
    const [actual, expected] = [ours.toArray() as number[][], rowsOf(theirs)];
    expectClose(columnsOf(actual, false), columnsOf(expected, false));
    expectClose(columnsOf(actual, true), columnsOf(expected, true), 1e-4);
  };

  it.each(golden.scalers.map((entry) => [`${entry.scaler} ${entry.range ?? ''} on ${entry.title}`, entry] as const))(
    '%s give scikit-learn’s numbers, and the way back',
    (_title, entry) => {
      const scaler = make(entry).fit(float64(entry.train));
      const scaled = scaler.transform(float64(entry.test));
      expectSame(scaler.transform(float64(entry.train)), entry.scaledTrain);
      expectSame(scaled, entry.scaledTest);
      expectClose(scaler.inverseTransform(scaled).dataSync(), rowsOf(entry.test).flat(), 1e-7);
    },
  );
});

describe('SimpleImputer', () => {
  it.each(golden.imputers)('fills by $strategy as scikit-learn does', ({ strategy, train, filled }) => {
    const columns = rowsOf(train)[0]!.map((_, j) => [`c${j}`, rowsOf(train).map((row) => row[j]!)] as const);
    const table = new SimpleImputer({ strategy }).fitTransform(Table.of(Object.fromEntries(columns)));
    expectClose(table.toTensor(table.names, { dtype: 'float64' }).dataSync(), rowsOf(filled).flat());
  });
});

describe('encoders', () => {
  const tableOf = (rows: readonly [string, string][]): Table =>
    Table.of({ colour: rows.map(([colour]) => colour), size: rows.map(([, size]) => size) });
  const {
    rows,
    new: fresh,
    oneHot,
    oneHotNew,
    dropFirst,
    ordinal,
    ordinalNew,
    classes,
    labels,
    numberClasses,
  } = golden.encoders;

  it('one-hot columns stand in scikit-learn’s order, unknown values are zeros', () => {
    const encoder = new OneHotEncoder({ unknown: 'zeros' }).fit(tableOf(rows));
    expect(encoder.transform(tableOf(rows)).toArray()).toEqual(oneHot);
    expect(encoder.transform(tableOf(fresh)).toArray()).toEqual(oneHotNew);
    expect(encoder.inverseTransform(tensor(oneHot)).toRows().slice(1)).toEqual(rows);
  });

  it('the first category can be left out', () => {
    const encoder = new OneHotEncoder({ dropFirst: true }).fit(tableOf(rows));
    expect(encoder.transform(tableOf(rows)).toArray()).toEqual(dropFirst);
    expect(encoder.inverseTransform(tensor(dropFirst)).toRows().slice(1)).toEqual(rows);
  });

  it('ordinal numbers and label numbers agree', () => {
    const encoder = new OrdinalEncoder({ unknownValue: -1 }).fit(tableOf(rows));
    expect(encoder.transform(tableOf(rows)).toArray()).toEqual(ordinal);
    expect(encoder.transform(tableOf(fresh)).toArray()).toEqual(ordinalNew);
    const label = new LabelEncoder().fit(rows.map(([colour]) => colour));
    expect(label.classes).toEqual(classes);
    expect(label.transform(rows.map(([colour]) => colour)).toArray()).toEqual(labels);
    expect(new LabelEncoder().fit([10, 9, 2, 10]).classes).toEqual(numberClasses);
  });
});

describe('folds', () => {
  it.each(golden.folds.kFold)('k-fold of $n in $k', ({ n, k, validation }) => {
    expect(kFold(n, k).map((fold) => [...fold.validation])).toEqual(validation);
  });

  it.each(golden.folds.stratifiedKFold)('stratified folds of $labels', ({ labels, k, validation }) => {
    expect(stratifiedKFold(labels, k).map((fold) => [...fold.validation])).toEqual(validation);
  });

  it('a stratified split has scikit-learn’s class counts', () => {
    const { labels, train, test } = golden.stratified;
    const parts = stratifiedSplit(labels, [0.8, 0.2], new Generator(3));
    const counts = parts.map((rows) => [0, 1, 2].map((label) => rows.filter((row) => labels[row] === label).length));
    expect(counts).toEqual([train, test]);
  });
});

describe('classification metrics', () => {
  const measures = { precision, recall, f1Score };

  it.each(golden.classification)('$title', ({ targets, predicted, confusion, scores }) => {
    const [outputs, actual] = [int32(predicted), int32(targets)];
    expect(confusionMatrix(outputs, actual).toArray()).toEqual(confusion);
    for (const [name, byAverage] of Object.entries(scores)) {
      for (const [average, value] of Object.entries(byAverage)) {
        const ours = measures[name as keyof typeof measures](outputs, actual, { average } as AverageOptions);
        expect([name, average, ours.toFixed(12)]).toEqual([name, average, value.toFixed(12)]);
      }
    }
  });

  it('top-k accuracy, perplexity, ROC curve and its area', () => {
    const { logits, targets, topK, ks, binary, binaryScores, roc } = golden.scores;
    const exact = tensor(logits, { dtype: 'float64' });
    expect(ks.map((k) => topKAccuracy(exact, int32(targets), k))).toEqual(topK);
    expect(perplexity(exact, int32(targets))).toBeCloseTo(golden.scores.perplexity, 12);
    const scores = tensor(binaryScores, { dtype: 'float64' });
    expect(rocAuc(scores, int32(binary))).toBeCloseTo(golden.scores.rocAuc, 12);
    const curve = rocCurve(scores, int32(binary));
    expectClose(curve.falsePositiveRate.slice(1), roc.falsePositiveRate);
    expectClose(curve.truePositiveRate.slice(1), roc.truePositiveRate);
    expect(curve.thresholds.slice(1)).toEqual(roc.thresholds);
  });
});

describe('regression metrics', () => {
  it.each(golden.regression)('$title', (entry) => {
    const [outputs, targets] = [entry.predicted, entry.targets].map((values) =>
      tensor(values, { dtype: 'float64' }),
    ) as [Tensor, Tensor];
    expectClose(
      [meanAbsoluteError(outputs, targets), rootMeanSquaredError(outputs, targets), r2Score(outputs, targets)],
      [entry.meanAbsoluteError, entry.rootMeanSquaredError, entry.r2Score],
    );
  });
});

describe('files of NumPy and Python', () => {
  const bytesOf = (base64: string): Bytes => new Uint8Array(Buffer.from(base64, 'base64'));
  const numbersIn = (values: NestedNumbers | 'Infinity' | boolean): unknown =>
    Array.isArray(values) ? values.map(numbersIn) : Number(values);

  it.each(golden.files.npy)('.npy of $values', ({ base64, values }) => {
    expect(decodeNpy(bytesOf(base64)).toArray()).toEqual(numbersIn(values));
  });

  it('an .npy of objects is refused', () => {
    expect(() => decodeNpy(bytesOf(golden.files.objects))).toThrow(/Python objects/);
  });

  it.each(['npz', 'npzCompressed'] as const)('%s', async (kind) => {
    const arrays = await decodeNpz(bytesOf(golden.files[kind]));
    for (const [name, values] of Object.entries(golden.files.members))
      expectClose(arrays[name]!.dataSync(), [...tensor(values, { dtype: 'float64' }).dataSync()], 1e-7);
    expect(Object.keys(arrays)).toEqual(Object.keys(golden.files.members));
  });

  it.each(golden.files.tar)('.tar.gz in $format format', async ({ base64 }) => {
    const entries = await decodeTar(bytesOf(base64));
    const expected = golden.files.tarPaths.map((path) => [path, path]);
    expect(entries.map(({ path, bytes }) => [path, Buffer.from(bytes).toString()])).toEqual(expected);
  });
});
