import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accuracy,
  confusionMatrix,
  DataLoader,
  Dropout,
  f1Score,
  Generator,
  Linear,
  meanAbsoluteError,
  perplexity,
  precision,
  predictAll,
  r2Score,
  randn,
  recall,
  rocAuc,
  rocCurve,
  rootMeanSquaredError,
  Sequential,
  type Tensor,
  TensorDataset,
  tensor,
  topKAccuracy,
  zeros,
} from '../index.ts';

const int32 = (values: readonly number[]): Tensor => tensor(values, { dtype: 'int32' });
const pairs = (classes: number): fc.Arbitrary<[number, number][]> =>
  fc.array(fc.tuple(fc.nat(classes - 1), fc.nat(classes - 1)), { minLength: 1, maxLength: 40 });
const split = (rows: readonly [number, number][]): [Tensor, Tensor] => [
  int32(rows.map(([predicted]) => predicted)),
  int32(rows.map(([, actual]) => actual)),
];

describe('classification metrics', () => {
  it('agree with each other, whatever the labels', () => {
    fc.assert(
      fc.property(pairs(4), (rows) => {
        const [outputs, targets] = split(rows);
        const share = rows.filter(([a, b]) => a === b).length / rows.length;
        const matrix = confusionMatrix(outputs, targets, { classes: 4 });
        expect(matrix.sum().itemSync()).toBe(rows.length);
        for (const metric of [precision, recall, f1Score]) {
          expect(metric(outputs, targets, { average: 'micro' })).toBeCloseTo(share, 12);
          const macro = metric(outputs, targets, { average: 'macro' });
          expect(macro).toBeGreaterThanOrEqual(0);
          expect(macro).toBeLessThanOrEqual(1);
        }
        expect(recall(outputs, targets, { average: 'weighted' })).toBeCloseTo(share, 12);
        expect(precision(outputs, targets, { average: 'macro' })).toBeCloseTo(
          recall(targets, outputs, { average: 'macro' }),
          12,
        );
      }),
    );
  });

  it('take logits as well as class numbers, and the first of equal logits', () => {
    const logits = tensor([
      [3, 1, 0],
      [0, 2, 2],
      [0, 0, 9],
    ]);
    const targets = int32([0, 2, 2]);
    expect(confusionMatrix(logits, targets).toArray()).toEqual(confusionMatrix(int32([0, 1, 2]), targets).toArray());
    expect(topKAccuracy(logits, targets, 1)).toBeCloseTo(accuracy(logits, targets), 12);
    expect([1, 2, 3].map((k) => topKAccuracy(logits, targets, k))).toEqual([2 / 3, 1, 1]);
  });

  it('ask for class 1 in two classes, or for the one named', () => {
    const [outputs, targets] = [int32([1, 0, 0, 0]), int32([1, 1, 0, 0])];
    expect([precision(outputs, targets), recall(outputs, targets)]).toEqual([1, 0.5]);
    expect(precision(outputs, targets, { positive: 0 })).toBeCloseTo(2 / 3);
  });

  it.each([
    [
      'a third class where there is one logit',
      () => f1Score(tensor([0.4]), int32([2])),
      /f1Score: class 2, where there are only 0 and 1/,
    ],
    ['half a class', () => accuracy(tensor([[0.4]]), tensor([[0.5]])), /accuracy: class 0.5/],
    [
      'targets in two columns',
      () => accuracy(tensor([0.4, 1]), tensor([[0, 1]])),
      /targets float32 \[1, 2\] for 2 predictions/,
    ],
    [
      'a column of targets for logits of K classes',
      () => accuracy(zeros([2, 3]), zeros([2, 1], { dtype: 'int32' })),
      /targets int32 \[2, 1\] for 2/,
    ],
    ['a class that has no logit, in accuracy', () => accuracy(zeros([1, 3]), int32([3])), /accuracy: class 3 of 3/],
    ['logits without an axis', () => recall(tensor(1), int32([1])), /predictions float32 \[\]/],
    ['a predicted class below 0', () => confusionMatrix(int32([-1]), int32([0])), /-1 is no class/],
    ['another average', () => recall(int32([1]), int32([0]), { average: 'mean' as 'macro' }), /no average 'mean'/],
    ['a threshold that is none', () => recall(zeros([1]), int32([0]), { threshold: Number.NaN }), /threshold of NaN/],
    ['half a class more', () => confusionMatrix(int32([1]), int32([0]), { classes: 2.5 }), /among 2.5/],
    ['float targets', () => confusionMatrix(int32([1]), tensor([1])), /targets float32 \[1\] for 1 predictions/],
    [
      'another number of targets',
      () => confusionMatrix(int32([1]), int32([1, 0])),
      /targets int32 \[2\] for 1 predictions/,
    ],
    ['a negative class', () => confusionMatrix(int32([1]), int32([-1])), /-1 is no class/],
    ['a class beyond those named', () => confusionMatrix(int32([2]), int32([0]), { classes: 2 }), /class 2 among 2/],
    ['binary for three classes', () => recall(int32([2]), int32([0])), /3 classes, class 1 asked for\nhint: .*macro/],
    ['k = 0', () => topKAccuracy(zeros([1, 3]), int32([0]), 0), /k = 0 of logits \[1, 3\]/],
    ['a class that has no logit', () => topKAccuracy(zeros([1, 3]), int32([3]), 1), /class 3 of 3/],
  ])('refuse %s', (_name, action, message) => {
    expect(action).toThrow(message);
  });
});

describe('one logit an example', () => {
  it('is class 1 above 0, in a column or not, with targets of either kind', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.nat(1)), { minLength: 1 }), (rows) => {
        const logits = rows.map(([logit]) => logit);
        const sides = rows.map(([, side]) => side);
        const classes = int32(logits.map((logit) => (logit > 0 ? 1 : 0)));
        const column = { shape: [rows.length, 1] };
        for (const outputs of [tensor(logits), tensor(logits, column)]) {
          for (const targets of [int32(sides), tensor(sides), tensor(sides, column), int32(sides).reshape([-1, 1])]) {
            for (const metric of [accuracy, precision, recall, f1Score])
              expect(metric(outputs, targets)).toBe(metric(classes, int32(sides)));
            const expected = confusionMatrix(classes, int32(sides), { classes: 2 });
            expect(confusionMatrix(outputs, targets).toArray()).toEqual(expected.toArray());
          }
        }
        expect(accuracy(tensor(logits, column).sigmoid(), int32(sides), { threshold: 0.5 })).toBe(
          accuracy(tensor(logits), int32(sides)),
        );
      }),
    );
  });

  it('and logits of further axes are understood by accuracy', () => {
    const logits = tensor([
      [
        [1, 0],
        [0, 1],
        [0, 2],
      ],
    ]); // [1, 3, 2]
    expect(accuracy(logits, tensor([[0, 1]], { dtype: 'int32' }))).toBe(0.5);
  });
});

describe('a NaN among the outputs', () => {
  const { NaN: nan } = Number;
  const cases: readonly (readonly [string, Tensor])[] = [
    [
      'everywhere',
      tensor([
        [nan, nan],
        [nan, nan],
      ]),
    ],
    [
      'at the wrong class',
      tensor([
        [1, nan],
        [1, 0],
      ]),
    ],
    [
      'at the right class',
      tensor([
        [nan, 0],
        [1, 0],
      ]),
    ],
    ['in a column', tensor([[nan], [-1]])],
    ['in a list', tensor([-1, nan])],
  ];
  it.each(cases)('%s makes metrics NaN and is refused where numbers are counted', (_name, outputs) => {
    const targets = int32([0, 0]);
    for (const metric of [accuracy, precision, recall, f1Score]) {
      expect(metric(outputs, targets)).toBeNaN();
      if (metric !== accuracy) expect(metric(outputs, targets, { average: 'macro' } as object)).toBeNaN();
    }
    if (outputs.shape[1] === 2) expect(topKAccuracy(outputs, targets, 1)).toBeNaN();
    expect(() => confusionMatrix(outputs, targets)).toThrow(/confusionMatrix: the outputs for example [01] are NaN/);
  });

  it('reaches the other metrics as well', () => {
    expect(r2Score(tensor([nan, 1]), tensor([1, 1]))).toBeNaN();
    expect(meanAbsoluteError(tensor([nan, 1]), tensor([1, 1]))).toBeNaN();
    expect(perplexity(tensor([[nan, 1]]), int32([1]))).toBeNaN();
    expect(() => rocAuc(tensor([nan, 1]), int32([0, 1]))).toThrow(/score of example 0 is NaN/);
  });
});

describe('ROC', () => {
  const scored = fc
    .array(fc.tuple(fc.integer({ min: -5, max: 5 }), fc.nat(1)), { minLength: 2, maxLength: 40 })
    .filter((rows) => new Set(rows.map(([, label]) => label)).size === 2);

  it('area is the chance that a positive scores higher than a negative, ties counting half', () => {
    fc.assert(
      fc.property(scored, (rows) => {
        const [positives, negatives] = [1, 0].map((label) =>
          rows.filter(([, other]) => other === label).map(([score]) => score),
        );
        const wins = positives!.flatMap((p) => negatives!.map((n) => (p > n ? 1 : p === n ? 0.5 : 0)));
        const expected = wins.reduce<number>((sum, win) => sum + win, 0) / wins.length;
        const scores = tensor(rows.map(([score]) => score));
        const targets = int32(rows.map(([, label]) => label));
        expect(rocAuc(scores, targets)).toBeCloseTo(expected, 12);
        expect(rocAuc(scores.neg(), targets)).toBeCloseTo(1 - expected, 12);
        expect(rocAuc(scores.mul(0.1).sigmoid(), targets)).toBeCloseTo(expected, 12);
      }),
    );
  });

  it('curve runs from nothing to everything and never back', () => {
    fc.assert(
      fc.property(scored, (rows) => {
        const curve = rocCurve(tensor(rows.map(([score]) => [score])), int32(rows.map(([, label]) => label)));
        for (const rate of [curve.falsePositiveRate, curve.truePositiveRate]) {
          expect([rate[0], rate.at(-1)]).toEqual([0, 1]);
          expect(rate.every((value, i) => i === 0 || value >= rate[i - 1]!)).toBe(true);
        }
        expect(curve.thresholds).toEqual(curve.thresholds.toSorted((a, b) => b - a));
      }),
    );
  });

  it.each([
    ['one class', () => rocAuc(tensor([1, 2]), int32([1, 1])), /only one class among the targets\nhint: .*predictAll/],
    ['a third class', () => rocAuc(tensor([1, 2]), int32([1, 2])), /class 2/],
    ['scores that are none', () => rocAuc(tensor([1, Number.NaN]), int32([0, 1])), /score of example 1 is NaN/],
    ['two scores each', () => rocAuc(zeros([2, 2]), int32([0, 1])), /scores \[2, 2\]\nhint: .*class 1 minus/],
  ])('refuses %s', (_name, action, message) => {
    expect(action).toThrow(message);
  });
});

describe('regression metrics', () => {
  it('know the perfect, the mean and the units', () => {
    const targets = randn([30], { generator: new Generator(1), dtype: 'float64' });
    const mean = targets.mean().itemSync();
    expect(r2Score(targets, targets)).toBe(1);
    expect(r2Score(tensor(new Float64Array(30).fill(mean), { dtype: 'float64' }), targets)).toBeCloseTo(0, 12);
    expect(meanAbsoluteError(targets.add(2), targets)).toBeCloseTo(2, 12);
    expect(rootMeanSquaredError(targets.sub(3), targets)).toBeCloseTo(3, 12);
    const outputs = targets.mul(0.5);
    expect(meanAbsoluteError(outputs, targets)).toBeLessThanOrEqual(rootMeanSquaredError(outputs, targets));
    expect(rootMeanSquaredError(outputs.mul(100), targets.mul(100))).toBeCloseTo(
      100 * rootMeanSquaredError(outputs, targets),
      9,
    );
  });

  it('refuse [m, 1] against [m], and R² of one example', () => {
    expect(() => meanAbsoluteError(zeros([3, 1]), zeros([3]))).toThrow(
      /predictions \[3, 1\], targets \[3\]\nhint: .*squeeze/,
    );
    expect(() => r2Score(zeros([1]), zeros([1]))).toThrow(/one example has no spread/);
    expect(() => rootMeanSquaredError(zeros([0]), zeros([0]))).toThrow(/predictions \[0\]/);
  });
});

describe('perplexity', () => {
  it('is the number of tokens for a model that knows nothing, and does not care about a shift', () => {
    expect(perplexity(zeros([2, 3, 7]), zeros([2, 3], { dtype: 'int32' }))).toBeCloseTo(7, 12);
    const logits = randn([5, 4], { generator: new Generator(1), dtype: 'float64' });
    const targets = int32([0, 1, 2, 3, 0]);
    expect(perplexity(logits.add(1000), targets)).toBeCloseTo(perplexity(logits, targets), 9);
  });

  it('passes over ignored targets and refuses strange ones', () => {
    const logits = tensor([
      [0, 0],
      [9, -9],
    ]);
    expect(perplexity(logits, int32([1, -1]), { ignoreIndex: -1 })).toBeCloseTo(2, 12);
    expect(() => perplexity(logits, int32([1, -1]))).toThrow(/target -1 of 2 tokens\nhint: .*ignoreIndex/);
    expect(() => perplexity(logits, tensor([1, 0.5]))).toThrow(/target 0.5 of 2 tokens/);
    expect(() => perplexity(logits, int32([1]))).toThrow(/logits \[2, 2\], targets \[1\]/);
    expect(() => perplexity(logits, int32([0, 0]), { ignoreIndex: 0 })).toThrow(/no target counts/);
  });
});

describe('predictAll', () => {
  it('gives all outputs in evaluation mode and leaves the model as it was', () => {
    const g = new Generator(1);
    const model = new Sequential(new Linear(3, 2, { generator: g }), new Dropout(0.5, { generator: g.fork('d') }));
    const data = new TensorDataset(randn([7, 3], { generator: g }), int32([0, 1, 0, 1, 0, 1, 0]));
    const { outputs, targets } = predictAll(model, new DataLoader(data, { batchSize: 3 }));
    expect(model.training).toBe(true);
    expect(targets.toArray()).toEqual([0, 1, 0, 1, 0, 1, 0]);
    model.eval();
    const direct = model.forward(data.tensors[0]!);
    expect(Math.max(...outputs.sub(direct).abs().dataSync())).toBeLessThan(1e-6);
    expect(outputs.requiresGrad).toBe(false);
    predictAll(model, new DataLoader(data, { batchSize: 3 }));
    expect(model.training).toBe(false);
  });
});
