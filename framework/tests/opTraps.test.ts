// Where ops are usually wrong: on a kink or a tie, at zero and infinity, on nothing at all, and when they are called wrongly.
// The expected numbers are worked out by hand from the definitions.

import { describe, expect, it } from 'vitest';
import { grad } from '../autograd/backward.ts';
import { opList as ops } from '../ops/index.ts';
import { full, ones, randn, tensor, zeros } from '../tensor/create.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import { Generator } from '../tensor/random.ts';
import type { Shape } from '../tensor/shape.ts';
import type { NestedNumbers, Tensor } from '../tensor/Tensor.ts';
import { listen } from '../trace/emit.ts';

const F64 = { dtype: 'float64' } as const;
const INT = { dtype: 'int32' } as const;

const leaf = (values: NestedNumbers): Tensor => tensor(values, F64).requiresGrad_();
const ints = (values: NestedNumbers): Tensor => tensor(values, INT);
const bools = (values: NestedNumbers): Tensor => tensor(values, { dtype: 'bool' });

/** ∂(sum of the result)/∂x */
const slope = (f: (x: Tensor) => Tensor, values: NestedNumbers): NestedNumbers => {
  const x = leaf(values);
  return grad(f(x).sum(), [x])[0]!.add(0).toArray(); // + 0, so that -0 reads as 0
};

describe('on a kink', () => {
  it('relu, abs and sign are flat at 0, and leakyRelu takes its small slope there', () => {
    expect(slope((x) => x.relu(), [0, -0])).toEqual([0, 0]);
    expect(slope((x) => x.abs(), [0])).toEqual([0]);
    expect(slope((x) => x.sign(), [0])).toEqual([0]);
    expect(slope((x) => x.leakyRelu(0.25), [0])).toEqual([0.25]);
  });

  it('clamp lets the gradient pass on its bounds', () => {
    expect(slope((x) => x.clamp(-1, 1), [-1.5, -1, 0, 1, 1.5])).toEqual([0, 1, 1, 1, 0]);
  });

  it('smoothL1, huber and hinge have the slope of the definition at their corners', () => {
    const target = zeros([3], F64);
    expect(slope((x) => x.smoothL1(target, { reduction: 'sum' }), [-1, 0, 1])).toEqual([-1, 0, 1]);
    expect(slope((x) => x.huber(target, { reduction: 'sum', delta: 2 }), [-2, 0, 2])).toEqual([-2, 0, 2]);
    expect(slope((x) => x.hinge(ones([3], F64), { reduction: 'sum' }), [0.5, 1, 1.5])).toEqual([-1, 0, 0]);
  });
});

describe('on a tie', () => {
  it('max, min and the largest-entry norm share the gradient', () => {
    expect(slope((x) => x.max(), [3, 1, 3])).toEqual([0.5, 0, 0.5]);
    expect(slope((x) => x.min(1), [[1, 1, 2]])).toEqual([[0.5, 0.5, 0]]);
    expect(slope((x) => x.norm(Number.POSITIVE_INFINITY), [2, -2, 1])).toEqual([0.5, -0.5, 0]);
  });

  it('maximum and minimum share it between their two arguments', () => {
    const [a, b] = [leaf([1, 2]), leaf([1, 3])];
    expect(grad(a.maximum(b).sum(), [a, b]).map((g) => g.toArray())).toEqual([
      [0.5, 0],
      [0.5, 1],
    ]);
    expect(grad(a.minimum(b).sum(), [a, b]).map((g) => g.toArray())).toEqual([
      [0.5, 1],
      [0.5, 0],
    ]);
  });

  it('max pooling of every kind lets the first cell in reading order win', () => {
    expect(
      slope(
        (x) => x.maxPool2d(2),
        [
          [
            [
              [5, 5],
              [5, 5],
            ],
          ],
        ],
      ),
    ).toEqual([
      [
        [
          [1, 0],
          [0, 0],
        ],
      ],
    ]);
    expect(slope((x) => x.maxPool1d(3), [[[5, 5, 5]]])).toEqual([[[1, 0, 0]]]);
    expect(
      slope(
        (x) => x.adaptiveMaxPool2d(1),
        [
          [
            [
              [5, 5],
              [5, 5],
            ],
          ],
        ],
      ),
    ).toEqual([
      [
        [
          [1, 0],
          [0, 0],
        ],
      ],
    ]);
    expect(slope((x) => x.adaptiveMaxPool1d(2), [[[5, 5, 5]]])).toEqual([[[1, 1, 0]]]);
  });

  it('argmax, argmin and topk name the first entry, and sorting keeps the order in both directions', () => {
    expect(ints([2, 7, 7]).argmax().itemSync()).toBe(1);
    expect(ints([2, 7, 2]).argmin().itemSync()).toBe(0);
    expect(ints([4, 9, 9, 4]).topk(3).indices.toArray()).toEqual([1, 2, 0]);
    expect(ints([1, 0, 1, 0]).argsort().toArray()).toEqual([1, 3, 0, 2]);
    expect(ints([1, 0, 1, 0]).argsort(-1, { descending: true }).toArray()).toEqual([0, 2, 1, 3]);
  });
});

describe('at zero and infinity', () => {
  it('pow has no NaN where PyTorch has none: 0 towards the base for exponent 0, towards the exponent for base 0', () => {
    expect(slope((x) => x.pow(0), [0, 2])).toEqual([0, 0]);
    expect(slope((x) => x.pow(2), [0, -3])).toEqual([0, -6]);
    const exponent = leaf([0, 2]);
    expect(grad(zeros([2], F64).pow(exponent).sum(), [exponent])[0]!.toArray()).toEqual([0, 0]);
    expect(ones([1], F64).pow(Number.NaN).toArray()).toEqual([1]);
  });

  it('prod gives each factor the product of the others, whether no, one or two of them are 0', () => {
    expect(slope((x) => x.prod(), [2, 3, 4])).toEqual([12, 8, 6]);
    expect(
      slope(
        (x) => x.prod(1),
        [
          [2, 0, 4],
          [0, 3, 0],
        ],
      ),
    ).toEqual([
      [0, 8, 0],
      [0, 0, 0],
    ]);
    expect(
      slope(
        (x) => x.prod([0, 2]),
        [
          [
            [2, 0],
            [1, 3],
          ],
        ],
      ),
    ).toEqual([
      [
        [0, 2],
        [3, 1],
      ],
    ]);
  });

  it('norm and std are flat where there is no length and no spread', () => {
    expect(slope((x) => x.norm(), [0, 0])).toEqual([0, 0]);
    expect(
      slope(
        (x) => x.norm(3, 1),
        [
          [0, 0],
          [0, 2],
        ],
      ),
    ).toEqual([
      [0, 0],
      [0, 1],
    ]);
    expect(slope((x) => x.norm(0.5), [0, 4])).toEqual([0, 1]);
    expect(slope((x) => x.std(), [2, 2, 2])).toEqual([0, 0, 0]);
  });

  it('the spread of a single number is NaN, as nothing is known about it', () => {
    expect(tensor([3]).variance().itemSync()).toBeNaN();
    expect(tensor([3]).variance(0, { correction: 0 }).itemSync()).toBe(0);
  });

  it('logSumExp neither overflows nor turns infinity into NaN', () => {
    expect(tensor([1000, 1000], F64).logSumExp().itemSync()).toBeCloseTo(1000 + Math.LN2, 12);
    expect(full([2], Number.NEGATIVE_INFINITY, F64).logSumExp().itemSync()).toBe(Number.NEGATIVE_INFINITY);
    expect(tensor([1, Number.POSITIVE_INFINITY], F64).logSumExp().itemSync()).toBe(Number.POSITIVE_INFINITY);
  });

  it('activations and losses stay finite at ±1000', () => {
    for (const f of [ops.softplus, ops.gelu, ops.silu, ops.mish, ops.elu, ops.sigmoid, ops.tanh]) {
      expect(
        f(tensor([-1000, 1000], F64))
          .dataSync()
          .every(Number.isFinite),
        f.definition.name,
      ).toBe(true);
      expect((slope(f, [-1000, 1000]) as number[]).every(Number.isFinite), f.definition.name).toBe(true);
    }
    const logits = leaf([
      [1000, -1000],
      [-1000, 1000],
    ]);
    expect(
      ops
        .crossEntropy(logits, ints([1, 1]), { reduction: 'none' })
        .add(0)
        .toArray(),
    ).toEqual([2000, 0]);
    expect(ops.bceWithLogits(logits, zeros([2, 2], F64), { reduction: 'none' }).toArray()).toEqual([
      [1000, 0],
      [0, 1000],
    ]);
    expect(
      ops
        .bce(tensor([0, 1], F64), tensor([1, 1], F64), { reduction: 'none' })
        .add(0)
        .toArray(),
    ).toEqual([100, 0]);
  });

  it('where and tril keep NaN and infinity out of the side that is not taken, also in the gradient', () => {
    const x = leaf([
      [1, Number.NaN],
      [Number.POSITIVE_INFINITY, 2],
    ]);
    expect(x.triu().tril().toArray()).toEqual([
      [1, 0],
      [0, 2],
    ]);
    expect(slope((v) => v.gt(0).where(v.log(), v), [1, -1])).toEqual([1, 1]);
  });

  it('crossEntropy does not mind a class that is ruled out by -∞', () => {
    const logits = tensor([[0, Number.NEGATIVE_INFINITY]], F64);
    expect(ops.crossEntropy(logits, ints([0])).itemSync()).toBe(0);
  });
});

describe('what is ignored, dropped or padded', () => {
  it('leaves crossEntropy the mean over the examples that count', () => {
    const logits = leaf([
      [1, 2],
      [3, 1],
      [0, 5],
    ]);
    const all = ops.crossEntropy(logits, ints([0, 1, 0]), { reduction: 'none' }).toArray() as number[];
    expect(ops.crossEntropy(logits, ints([0, -100, 0])).itemSync()).toBeCloseTo((all[0]! + all[2]!) / 2, 12);
    const weighted = ops.crossEntropy(logits, ints([0, 1, 0]), { weight: tensor([1, 3], F64) }).itemSync();
    expect(weighted).toBeCloseTo((all[0]! + 3 * all[1]! + all[2]!) / 5, 12);
    const [gradient] = grad(ops.crossEntropy(logits, ints([0, -100, 0])), [logits]);
    expect(gradient!.select(0, 1).toArray()).toEqual([0, 0]);
  });

  it('gives the padding row of an embedding no gradient', () => {
    const table = leaf([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    const y = ints([0, 2, 0, 1]).embedding(table, { paddingIndex: 0 });
    expect(grad(y.sum(), [table])[0]!.toArray()).toEqual([
      [0, 0],
      [1, 1],
      [1, 1],
    ]);
  });

  it('drops whole channels when asked to', () => {
    const y = ones([4, 8, 5, 5], F64).dropout(0.5, { perChannel: true, generator: new Generator(1) });
    const channelMeans = y.mean([2, 3]).dataSync();
    expect([...new Set(channelMeans)].sort()).toEqual([0, 2]);
  });

  it('lets the gradient pass exactly where dropout let the numbers pass, scaled alike', () => {
    const x = ones([100], F64).requiresGrad_();
    const y = x.dropout(0.2, { generator: new Generator(2) });
    expect([...new Set(y.dataSync())].sort()).toEqual([0, 1.25]);
    expect(grad(y.sum(), [x])[0]!.toArray()).toEqual(y.toArray());
  });

  it('silences attention weights when asked to', () => {
    const x = randn([2, 3], { generator: new Generator(1) });
    expect(x.scaledDotProductAttention(x, x, { dropout: 1 }).abs().max().itemSync()).toBe(0);
  });

  it('counts padding in an average unless told not to', () => {
    const x = ones([1, 1, 2, 2], F64);
    expect(x.avgPool2d(3, { stride: 1, padding: 1 }).toArray()).toEqual([
      [
        [
          [4 / 9, 4 / 9],
          [4 / 9, 4 / 9],
        ],
      ],
    ]);
    expect(x.avgPool2d(3, { stride: 1, padding: 1, countIncludePad: false }).toArray()).toEqual([
      [
        [
          [1, 1],
          [1, 1],
        ],
      ],
    ]);
  });

  it('lets a query that may look nowhere receive zeros, and no NaN into its gradient', () => {
    const q = leaf([
      [1, 2],
      [3, 4],
    ]);
    const mask = bools([
      [1, 1],
      [0, 0],
    ]);
    const y = q.scaledDotProductAttention(q, q, { mask });
    expect(y.select(0, 1).toArray()).toEqual([0, 0]);
    expect(grad(y.sum(), [q])[0]!.dataSync().every(Number.isFinite)).toBe(true);
  });
});

describe('batchNorm', () => {
  it('moves its running statistics by the momentum, the variance by its unbiased estimate', () => {
    const runningMean = zeros([1], F64);
    const runningVar = ones([1], F64);
    tensor([[1], [3]], F64).batchNorm(undefined, undefined, { runningMean, runningVar, training: true, momentum: 0.5 });
    expect(runningMean.toArray()).toEqual([1]); // halfway from 0 to the mean 2
    expect(runningVar.toArray()).toEqual([1.5]); // halfway from 1 to the variance 2 (1 when biased)
  });

  it('uses them, unchanged, when it does not train', () => {
    const runningMean = tensor([2], F64);
    const runningVar = tensor([4], F64);
    const y = tensor([[2], [6]], F64).batchNorm(undefined, undefined, { runningMean, runningVar, eps: 0 });
    expect(y.toArray()).toEqual([[0], [2]]);
    expect([runningMean.toArray(), runningVar.toArray()]).toEqual([[2], [4]]);
  });
});

describe('on nothing at all', () => {
  const empty = (shape: Shape): Tensor => zeros(shape, F64).requiresGrad_();
  const cases: readonly [name: string, x: Tensor, f: (x: Tensor) => Tensor, shape: Shape][] = [
    ['elementwise', empty([0, 3]), (x) => x.mul(2).exp().relu().add(x).gelu().clamp(0, 1).pow(2), [0, 3]],
    ['where', empty([0, 3]), (x) => x.gt(0).where(x, 1).maximum(x), [0, 3]],
    ['sum', empty([0, 3]), (x) => x.sum(0), [3]],
    ['mean over what is there', empty([0, 3]), (x) => x.mean(1), [0]],
    ['variance and std', empty([0, 3]), (x) => x.variance(1).add(x.std(1)), [0]],
    ['prod', empty([2, 0]), (x) => x.prod(1), [2]],
    ['max along an axis that is there', empty([0, 3]), (x) => x.max(1), [0]],
    ['norm and logSumExp', empty([2, 0]), (x) => x.norm(2, 1).add(x.logSumExp(1)), [2]],
    ['cumsum and flip', empty([0, 3]), (x) => x.cumsum(1).flip([0, 1]), [0, 3]],
    [
      'reshape, permute, pad, repeat',
      empty([0, 3]),
      (x) => x.permute([1, 0]).reshape([0, 3]).pad([1, 1]).repeat([2, 1]),
      [0, 5],
    ],
    ['concat', empty([0, 3]), (x) => ops.concat([x, ones([2, 3], F64)]), [2, 3]],
    ['stack, split, unbind', empty([2, 0]), (x) => ops.stack(x.unbind(0).concat(x.split(1)[0]!.squeeze(0))), [3, 0]],
    [
      'gather, indexSelect',
      empty([3, 0]),
      (x) => x.indexSelect(0, ints([0, 2])).add(x.gather(0, zeros([2, 0], INT))),
      [2, 0],
    ],
    ['sort and topk', empty([0, 3]), (x) => x.sort().values.topk(2).values, [0, 2]],
    [
      'matmul and linear',
      empty([0, 3]),
      (x) => x.matmul(ones([3, 2], F64)).linear(ones([4, 2], F64), ones([4], F64)),
      [0, 4],
    ],
    ['matmul over nothing', empty([2, 0]), (x) => x.matmul(ones([0, 3], F64)), [2, 3]],
    ['einsum', empty([0, 3]), (x) => ops.einsum('ij,jk->ki', x, ones([3, 2], F64)), [2, 0]],
    [
      'conv2d',
      empty([0, 2, 4, 4]),
      (x) => x.conv2d(ones([3, 2, 3, 3], F64), ones([3], F64), { padding: 1 }),
      [0, 3, 4, 4],
    ],
    [
      'convTranspose2d',
      empty([0, 2, 4, 4]),
      (x) => x.convTranspose2d(ones([2, 3, 2, 2], F64), undefined, { stride: 2 }),
      [0, 3, 8, 8],
    ],
    ['conv1d', empty([0, 2, 4]), (x) => x.conv1d(ones([3, 2, 3], F64)), [0, 3, 2]],
    [
      'pooling',
      empty([0, 2, 4, 4]),
      (x) => x.maxPool2d(2).avgPool2d(2).adaptiveAvgPool2d(3).adaptiveMaxPool2d(1),
      [0, 2, 1, 1],
    ],
    ['unfold and fold', empty([0, 2, 4, 4]), (x) => x.unfold(2).fold(4, 2), [0, 2, 4, 4]],
    ['softmax', empty([0, 3]), (x) => x.softmax().logSoftmax(), [0, 3]],
    ['layerNorm, rmsNorm', empty([0, 3]), (x) => x.layerNorm(3).rmsNorm(3), [0, 3]],
    ['groupNorm', empty([0, 4, 2]), (x) => x.groupNorm(2), [0, 4, 2]],
    ['attention', empty([0, 2, 3]), (x) => x.scaledDotProductAttention(x, x, { causal: true }), [0, 2, 3]],
    [
      'losses that are summed',
      empty([0, 3]),
      (x) => x.mse(x, { reduction: 'sum' }).add(x.l1(x, { reduction: 'sum' })),
      [],
    ],
    ['crossEntropy summed', empty([0, 3]), (x) => ops.crossEntropy(x, zeros([0], INT), { reduction: 'sum' }), []],
    ['cosineSimilarity', empty([0, 3]), (x) => x.cosineSimilarity(x), [0]],
    ['tril', empty([0, 3]), (x) => x.tril().triu(), [0, 3]],
  ];
  it.each(cases)('%s gives an empty or neutral result and an empty gradient', (_, x, f, shape) => {
    const y = f(x);
    expect(y.shape).toEqual(shape);
    expect(grad(y.sum(), [x])[0]!.shape).toEqual(x.shape);
  });

  it('all is true, any is false, the sum 0 and the product 1', () => {
    const nothing = zeros([0]);
    expect([nothing.all(), nothing.any(), nothing.sum(), nothing.prod()].map((x) => x.itemSync())).toEqual([
      1, 0, 0, 1,
    ]);
  });
});

describe('called wrongly', () => {
  const x = zeros([2, 3]);
  const image = zeros([1, 3, 4, 4]);
  const wrong: readonly [does: string, call: () => unknown, message: RegExp][] = [
    ['adding shapes that do not fit', () => x.add(zeros([2])), /add: shapes \[2, 3\] and \[2\] cannot be broadcast/],
    [
      'a list in place of a tensor',
      () => x.add([1, 2, 3] as unknown as number),
      /add: b is \[1, 2, 3\], it must be a tensor or a number/,
    ],
    ['choosing by numbers', () => x.where(x, 0), /where: the condition has dtype float32/],
    [
      'joining ragged tensors',
      () => ops.concat([x, zeros([2, 2])]),
      /concat: tensor 1 of shape \[2, 2\] does not fit tensor 0 of shape \[2, 3\]/,
    ],
    ['joining nothing', () => ops.concat([]), /concat: the list of tensors is empty/],
    ['joining scalars', () => ops.concat([zeros([]), zeros([])]), /concat: scalars have no axis/],
    [
      'stacking different shapes',
      () => ops.stack([x, zeros([3, 2])]),
      /stack: tensor 1 has shape \[3, 2\], tensor 0 has \[2, 3\]/,
    ],
    [
      'splitting into parts that do not add up',
      () => x.split([1, 1], 1),
      /split: parts of \[1, 1\] do not make up axis 1 of \[2, 3\]/,
    ],
    ['chunking into none', () => x.chunk(0), /chunk: 0 parts/],
    ['selecting past the end', () => x.select(1, 3), /select: place 3 is outside axis 1 of \[2, 3\]/],
    ['picking by a matrix', () => x.indexSelect(0, zeros([1, 1], INT)), /indexSelect: an index of shape \[1, 1\]/],
    ['picking by fractions', () => x.indexSelect(0, zeros([1])), /indexSelect: the index has dtype float32/],
    ['padding half an axis', () => x.pad([1]), /pad: \[1\] does not describe the sides of \[2, 3\]/],
    ['repeating too few axes', () => x.repeat([2]), /repeat: \[2\] does not say how often \[2, 3\]/],
    ['asking for more than there is', () => x.topk(4), /topk: axis -1 of \[2, 3\] does not have 4 entries/],
    ['a class that is not there', () => ops.oneHot(ints([3]), 3), /oneHot: index 3 of \[1\] is not one of 3 classes/],
    ['the triangle of a vector', () => zeros([3]).tril(), /tril: \[3\] is not a matrix/],
    ['the outer product of matrices', () => x.outer(x), /outer: \[2, 3\] and \[2, 3\] must both be vectors/],
    [
      'an equation for another number of tensors',
      () => ops.einsum('ij,jk->ik', x),
      /einsum: 'ij,jk->ik' does not describe 1 tensors \(\[2, 3\]\)/,
    ],
    [
      'a letter with two sizes',
      () => ops.einsum('ij,jk->ik', x, x),
      /einsum: 'j' in 'ij,jk->ik' is 3 in one place and 2 in another/,
    ],
    ['a letter out of nowhere', () => ops.einsum('ij->k', x), /einsum: the result 'k' of 'ij->k' does not follow/],
    ['letters for another rank', () => ops.einsum('ijk->i', x), /einsum: 'ijk' in 'ijk->i' does not name the 2 axes/],
    ['the mean of whole numbers', () => ints([1]).mean(), /mean: a tensor of dtype int32/],
    ['the largest of nothing', () => zeros([2, 0]).max(1), /max: nothing to choose from: axes of \[2, 0\]/],
    ['the norm of whole numbers', () => ints([1]).norm(), /norm: a tensor of dtype int32/],
    ['a window that is no window', () => image.avgPool2d(0), /avgPool2d: a window of 0×0/],
    [
      'pooling more padding than image',
      () => image.maxPool2d(2, { padding: 2 }),
      /maxPool2d: padding 2×2 is more than half/,
    ],
    ['pooling a matrix', () => x.avgPool2d(2), /avgPool2d: input \[2, 3\] must have 4 axes/],
    [
      'pooling to nothing',
      () => image.adaptiveAvgPool2d(0),
      /adaptiveAvgPool2d: \[1, 3, 4, 4\] cannot be pooled to 0×0/,
    ],
    ['pooling what has no positions', () => x.globalAvgPool(), /globalAvgPool: input \[2, 3\] has no positions/],
    [
      'convolving sequences as images',
      () => zeros([1, 3, 8]).conv2d(zeros([4, 3, 3, 3])),
      /conv2d: input \[1, 3, 8\] and weight \[4, 3, 3, 3\] must both have 4 axes/,
    ],
    [
      'convolving too many channels',
      () => zeros([1, 3, 8]).conv1d(zeros([4, 2, 3])),
      /conv1d: input has 3 channels, weight expects 2/,
    ],
    [
      'a bias for other channels',
      () => image.conv2d(zeros([4, 3, 3, 3]), zeros([3])),
      /conv2d: bias \[3\] does not fit weight \[4, 3, 3, 3\]/,
    ],
    [
      'painting too many channels',
      () => image.convTranspose2d(zeros([4, 2, 2, 2])),
      /convTranspose2d: input has 3 channels, weight expects 4/,
    ],
    [
      'more output padding than stride',
      () => image.convTranspose2d(zeros([3, 2, 2, 2]), undefined, { outputPadding: 1 }),
      /convTranspose2d: outputPadding \[1, 1\]/,
    ],
    [
      'folding the wrong number of windows',
      () => zeros([1, 4, 5]).fold(3, 2),
      /fold: columns \[1, 4, 5\] do not make a 3×3 image from 2×2 windows/,
    ],
    [
      'a layer norm over other features',
      () => x.layerNorm(4),
      /layerNorm: the last axes of the input \[2, 3\] are not \[4\]/,
    ],
    [
      'a weight for other features',
      () => x.layerNorm(3, zeros([2])),
      /layerNorm: weight \[2\] does not fit the input \[2, 3\]/,
    ],
    [
      'groups that do not divide',
      () => image.groupNorm(2),
      /groupNorm: the channels of \[1, 3, 4, 4\] do not fall into 2 groups/,
    ],
    [
      'batch statistics of one example',
      () => zeros([1, 3]).batchNorm(),
      /batchNorm: input \[1, 3\] has one value per channel/,
    ],
    [
      'batchNorm without any statistics',
      () => x.batchNorm(undefined, undefined, { training: false }),
      /batchNorm: without training it needs/,
    ],
    [
      'comparing every prediction with every target',
      () => zeros([3, 1]).l1(zeros([3])),
      /l1: prediction \[3, 1\] and target \[3\] differ in shape/,
    ],
    [
      'a reduction nobody knows',
      () => x.mse(x, { reduction: 'average' as 'mean' }),
      /mse: there is no reduction 'average'/,
    ],
    ['probabilities above one', () => ops.bce(full([1], 1.5), zeros([1])), /bce: 1.5 is not a probability/],
    [
      'weights for other classes',
      () => ops.crossEntropy(x, ints([0, 1]), { weight: ones([2]) }),
      /crossEntropy: weight \[2\] does not fit logits \[2, 3\]/,
    ],
    [
      'targets without their dtype',
      () => ops.crossEntropy(x, zeros([2])),
      /crossEntropy: targets have dtype float32, they must be int32/,
    ],
    [
      'targets that are no class',
      () => ops.nll(x, ints([0, 3])),
      /nll: target 3 of example 1 is not one of the 3 classes/,
    ],
    [
      'smoothing more than all',
      () => ops.crossEntropy(x, ints([0, 1]), { labelSmoothing: 2 }),
      /crossEntropy: option labelSmoothing is 2, it must be a probability: a number from 0 to 1/,
    ],
    [
      'words that are not in the table',
      () => ints([5]).embedding(x),
      /embedding: index 5 is outside axis 0 of \[2, 3\]/,
    ],
    [
      'queries and keys of different width',
      () => x.scaledDotProductAttention(zeros([2, 4]), x),
      /queries have 3 features and keys 4/,
    ],
    ['keys without values', () => x.scaledDotProductAttention(zeros([4, 3]), x), /there are 4 keys but 2 values/],
    ['a softplus bent the wrong way', () => x.softplus(0), /softplus: beta = 0/],
    [
      'an approximation nobody knows',
      () => x.gelu({ approximate: 'sigmoid' as 'tanh' }),
      /gelu: there is no approximation 'sigmoid'/,
    ],
  ];
  it.each(wrong)('%s says what is wrong and what to do', (_, call, message) => {
    let thrown: unknown;
    try {
      call();
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(ChalkgradError);
    expect((thrown as ChalkgradError).message).toMatch(message);
    expect((thrown as ChalkgradError).hint.length).toBeGreaterThan(10);
  });
});

describe('the two ways to define an op', () => {
  const namesOf = (run: () => unknown): string[] => {
    const names: string[] = [];
    const stop = listen((event) => {
      if (event.type === 'op.fwd') names.push(event.name);
    });
    run();
    stop();
    return names;
  };

  it('show one event for an op of its own, and the parts of a composed one', () => {
    const x = randn([2, 3], { generator: new Generator(1) });
    expect(namesOf(() => x.layerNorm(3))).toEqual(['layerNorm']);
    expect(namesOf(() => x.scaledDotProductAttention(x, x))).toEqual([
      'transpose',
      'matmul',
      'mul',
      'softmax',
      'matmul',
    ]);
    expect(namesOf(() => x.sort())).toEqual(['argsort', 'gather']);
  });

  it('give a number the dtype of the floats beside it, not that of a mask', () => {
    expect(
      bools([1, 0])
        .where(tensor([0.5, 0.5], F64), 0.25)
        .toArray(),
    ).toEqual([0.5, 0.25]);
    expect(bools([1, 0]).where(tensor([0.5, 0.5], F64), 0.25).dtype).toBe('float64');
    expect(bools([1, 0]).where(1, 0).dtype).toBe('int32');
  });
});
