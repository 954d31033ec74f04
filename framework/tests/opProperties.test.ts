// What must hold for every tensor of every shape, family by family: laws of algebra, pairs of ops that undo each other, and ops
// that say the same thing in two ways. fast-check draws the shapes and shrinks what fails; values come from a seeded stream.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grad } from '../autograd/backward.ts';
import { opList as ops } from '../ops/index.ts';
import { rand, randint } from '../tensor/create.ts';
import { Generator } from '../tensor/random.ts';
import { broadcastShapes, type Shape, sizeOf } from '../tensor/shape.ts';
import type { Tensor } from '../tensor/Tensor.ts';

const RUNS = { numRuns: 40, seed: 2026 };

const seeds = fc.integer({ min: 0, max: 1_000_000 });
const size = fc.integer({ min: 1, max: 4 });
const shapes = fc.array(size, { minLength: 1, maxLength: 4 });

/** Two shapes that fit together: each axis of either may be 1, and the first of them missing. */
const broadcastable = fc
  .tuple(shapes, fc.array(fc.constantFrom('both', 'left', 'right'), { minLength: 4, maxLength: 4 }), fc.nat({ max: 2 }))
  .map(([shape, kept, missing]) => {
    const left = shape.map((n, axis) => (kept[axis] === 'right' ? 1 : n));
    const right = shape.map((n, axis) => (kept[axis] === 'left' ? 1 : n)).slice(Math.min(missing, shape.length));
    return [left, right] as const;
  });

const values = (seed: number, shape: Shape, low = -2, high = 2): Tensor =>
  rand(shape, { dtype: 'float64', generator: new Generator(seed) })
    .mul(high - low)
    .add(low);

const labels = (seed: number, classes: number, shape: Shape): Tensor =>
  randint(0, classes, shape, { generator: new Generator(seed) });

function expectSame(got: Tensor, expected: Tensor, tolerance = 1e-10): void {
  expect(got.shape).toEqual(expected.shape);
  const [a, b] = [got.dataSync(), expected.dataSync()];
  for (let i = 0; i < b.length; i++) {
    const error = Math.abs(a[i]! - b[i]!) / Math.max(1, Math.abs(b[i]!));
    expect(error, `entry ${i}: ${a[i]} instead of ${b[i]}`).toBeLessThanOrEqual(tolerance);
  }
}

const dot = (a: Tensor, b: Tensor): Tensor => a.mul(b).sum();

describe('elementwise ops', () => {
  it('broadcast as if both operands had been written out in full', () => {
    fc.assert(
      fc.property(broadcastable, seeds, ([left, right], seed) => {
        const [a, b] = [values(seed, left, 0.5, 2), values(seed + 1, right, 0.5, 2)];
        const shape = broadcastShapes(left, right, 'test');
        for (const op of [ops.add, ops.sub, ops.mul, ops.div, ops.pow, ops.maximum, ops.minimum]) {
          expectSame(op(a, b), op(a.expand(shape).contiguous(), b.expand(shape).contiguous()), 0);
        }
      }),
      RUNS,
    );
  });

  it('send each operand a gradient of its own shape that adds up to the whole', () => {
    fc.assert(
      fc.property(broadcastable, seeds, ([left, right], seed) => {
        const a = values(seed, left).requiresGrad_();
        const b = values(seed + 1, right).requiresGrad_();
        const upstream = values(seed + 2, broadcastShapes(left, right, 'test'));
        const [gradA, gradB] = grad(a.add(b), [a, b], { gradient: upstream });
        expect([gradA!.shape, gradB!.shape]).toEqual([left, right]);
        expectSame(gradA!.sum(), upstream.sum());
        expectSame(gradB!.sum(), upstream.sum());
      }),
      RUNS,
    );
  });

  it('keep what maximum and minimum, or the two sides of where, share out between them', () => {
    fc.assert(
      fc.property(shapes, seeds, (shape, seed) => {
        const [a, b] = [values(seed, shape), values(seed + 1, shape)];
        expectSame(a.maximum(b).add(a.minimum(b)), a.add(b));
        const chosen = a.gt(b);
        expectSame(chosen.where(a, b).add(chosen.logicalNot().where(a, b)), a.add(b));
      }),
      RUNS,
    );
  });
});

describe('reductions', () => {
  it('over several axes equal reductions one axis at a time', () => {
    fc.assert(
      fc.property(shapes, seeds, fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), (shape, seed, chosen) => {
        const x = values(seed, shape);
        const axes = shape.map((_, axis) => axis).filter((axis) => chosen[axis]);
        for (const op of [ops.sum, ops.mean, ops.prod, ops.max, ops.min, ops.logSumExp]) {
          const oneByOne = axes.reduceRight((rest, axis) => op(rest, axis), x);
          expectSame(op(x, axes), oneByOne);
          expect(op(x, axes, { keepdim: true }).shape).toEqual(shape.map((n, axis) => (axes.includes(axis) ? 1 : n)));
        }
      }),
      RUNS,
    );
  });

  it('measure spread without seeing where the values lie', () => {
    fc.assert(
      fc.property(shapes, seeds, fc.double({ min: -5, max: 5, noNaN: true }), (shape, seed, shift) => {
        const x = values(seed, [2, ...shape]);
        expectSame(x.add(shift).variance(), x.variance());
        expectSame(x.add(shift).std(0), x.std(0));
        expect(x.variance([], { correction: 0 }).min().itemSync()).toBeGreaterThanOrEqual(0);
      }),
      RUNS,
    );
  });

  it('put logSumExp between the largest entry and that plus the logarithm of the count', () => {
    fc.assert(
      fc.property(shapes, seeds, fc.constantFrom(1, 100, 1000), (shape, seed, scale) => {
        const x = values(seed, shape).mul(scale);
        const above = x.logSumExp().sub(x.max()).itemSync();
        expect(above).toBeGreaterThanOrEqual(-1e-9);
        expect(above).toBeLessThanOrEqual(Math.log(sizeOf(shape)) + 1e-9);
      }),
      RUNS,
    );
  });

  it('end a running total at the sum, whose steps are the entries', () => {
    fc.assert(
      fc.property(shapes, seeds, (shape, seed) => {
        const x = values(seed, shape);
        const total = x.cumsum(0);
        expectSame(total.select(0, -1), x.sum(0));
        expectSame(total.slice(0, 1).sub(total.slice(0, 0, -1)), x.slice(0, 1));
      }),
      RUNS,
    );
  });

  it('sort into ascending order by a permutation, and find the top k at its end', () => {
    fc.assert(
      fc.property(shapes, seeds, (shape, seed) => {
        const x = values(seed, shape);
        const { values: sorted, indices } = x.sort(0);
        expect(
          sorted
            .slice(0, 1)
            .ge(sorted.slice(0, 0, -1))
            .all()
            .itemSync(),
        ).toBe(1);
        expectSame(x.gather(0, indices), sorted, 0);
        expectSame(indices.sort(0).values, x.mul(0).add(1).cumsum(0).sub(1).to('int32'), 0);
        expectSame(x.topk(1, 0).values.squeeze(0), x.max(0), 0);
        expectSame(x.sort(0, { descending: true }).values.flip(0), sorted, 0);
      }),
      RUNS,
    );
  });
});

describe('shape ops', () => {
  it('are undone by their partners', () => {
    fc.assert(
      fc.property(shapes, seeds, fc.nat({ max: 3 }), (shape, seed, pick) => {
        const x = values(seed, shape);
        const axis = pick % shape.length;
        const order = new Generator(seed).permutation(shape.length);
        const back = Array.from(order, (_, place) => order.indexOf(place));
        expectSame(x.permute([...order]).permute(back), x, 0);
        expectSame(ops.concat(x.split(2, axis), axis), x, 0);
        expectSame(ops.concat(x.chunk(3, axis), axis), x, 0);
        expectSame(ops.stack(x.unbind(axis), axis), x, 0);
        expectSame(x.flip(axis).flip(axis), x, 0);
        expectSame(x.reshape([-1]).reshape(shape), x, 0);
        expectSame(x.pad([1, 2], 9).slice(-1, 1, -2), x, 0);
        expectSame(x.unsqueeze(axis).squeeze(axis), x, 0);
      }),
      RUNS,
    );
  });

  it('split a matrix into its triangles without losing or doubling anything', () => {
    fc.assert(
      fc.property(size, size, fc.integer({ min: -3, max: 3 }), seeds, (rows, columns, diagonal, seed) => {
        const x = values(seed, [rows, columns]);
        expectSame(x.tril(diagonal).add(x.triu(diagonal + 1)), x, 0);
      }),
      RUNS,
    );
  });

  it('make scatterAdd the transpose of gather, and repeat that of summing copies', () => {
    fc.assert(
      fc.property(size, size, size, seeds, (n, k, m, seed) => {
        const x = values(seed, [n, m]);
        const y = values(seed + 1, [k, m]);
        const index = labels(seed, n, [k, m]);
        expectSame(dot(x.gather(0, index), y), dot(x, x.mul(0).scatterAdd(0, index, y)));
        expectSame(x.repeat([k, 2]).sum(), x.sum().mul(2 * k));
      }),
      RUNS,
    );
  });
});

describe('matrix products', () => {
  it('obey (AB)ᵀ = BᵀAᵀ and (AB)C = A(BC), and agree with einsum', () => {
    fc.assert(
      fc.property(size, size, size, size, seeds, (m, k, n, p, seed) => {
        const [a, b, c] = [values(seed, [m, k]), values(seed + 1, [k, n]), values(seed + 2, [n, p])];
        expectSame(a.matmul(b).transpose(), b.transpose().matmul(a.transpose()));
        expectSame(a.matmul(b).matmul(c), a.matmul(b.matmul(c)));
        expectSame(ops.einsum('ij,jk,kl->li', a, b, c), a.matmul(b).matmul(c).transpose());
        expectSame(a.select(1, 0).outer(b.select(0, 0)), a.slice(1, 0, 1).matmul(b.slice(0, 0, 1)));
      }),
      RUNS,
    );
  });

  it('in batches equal the products one by one', () => {
    fc.assert(
      fc.property(size, size, size, size, seeds, (batch, m, k, n, seed) => {
        const [a, b] = [values(seed, [batch, m, k]), values(seed + 1, [batch, k, n])];
        const oneByOne = a.unbind().map((matrix, i) => matrix.matmul(b.select(0, i)));
        expectSame(a.matmul(b), ops.stack(oneByOne));
        expectSame(ops.einsum('bij,bjk->bik', a, b), a.matmul(b));
        expectSame(ops.einsum('bij,bjk', a, b), a.matmul(b).sum(0)); // without an arrow the letter that repeats is summed
      }),
      RUNS,
    );
  });
});

const windows = fc.record({
  height: fc.integer({ min: 3, max: 6 }),
  width: fc.integer({ min: 3, max: 6 }),
  kernel: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
  stride: fc.integer({ min: 1, max: 3 }),
  padding: fc.integer({ min: 0, max: 1 }),
});

describe('convolutions and pooling', () => {
  it('are a matrix product with the unfolded image', () => {
    fc.assert(
      fc.property(windows, seeds, ({ height, width, kernel, stride, padding }, seed) => {
        const x = values(seed, [2, 2, height, width]);
        const weight = values(seed + 1, [3, 2, ...kernel]);
        const convolved = x.conv2d(weight, undefined, { stride, padding });
        const columns = x.unfold(kernel, { stride, padding });
        expectSame(weight.reshape([3, -1]).matmul(columns).reshape(convolved.shape), convolved);
      }),
      RUNS,
    );
  });

  it('have the transposed convolution as their transpose, and unfold has fold', () => {
    fc.assert(
      fc.property(windows, seeds, ({ height, width, kernel, stride, padding }, seed) => {
        const options = { stride, padding };
        const x = values(seed, [1, 2, height, width]);
        const weight = values(seed + 1, [3, 2, ...kernel]);
        const convolved = x.conv2d(weight, undefined, options);
        const y = values(seed + 2, convolved.shape);
        const lost = [0, 1].map((axis) => {
          const covered = (convolved.shape[axis + 2]! - 1) * stride - 2 * padding + kernel[axis]!;
          return x.shape[axis + 2]! - covered; // rows the stride left over
        }) as [number, number];
        expectSame(
          dot(convolved, y),
          dot(x, y.convTranspose2d(weight, undefined, { ...options, outputPadding: lost })),
        );
        const columns = x.unfold(kernel, options);
        const z = values(seed + 3, columns.shape);
        expectSame(dot(columns, z), dot(x, z.fold([height, width], kernel, options)));
      }),
      RUNS,
    );
  });

  it('in groups equal separate convolutions side by side', () => {
    fc.assert(
      fc.property(windows, seeds, ({ height, width, kernel, stride, padding }, seed) => {
        const x = values(seed, [1, 4, height, width]);
        const weight = values(seed + 1, [6, 2, ...kernel]);
        const apart = x.split(2, 1).map((part, i) => part.conv2d(weight.split(3)[i]!, undefined, { stride, padding }));
        expectSame(x.conv2d(weight, undefined, { stride, padding, groups: 2 }), ops.concat(apart, 1));
      }),
      RUNS,
    );
  });

  it('pool what the unfolded windows hold', () => {
    fc.assert(
      fc.property(windows, seeds, ({ height, width, kernel, stride }, seed) => {
        const x = values(seed, [2, 1, height, width]);
        const average = x.avgPool2d(kernel, { stride });
        const columns = x.unfold(kernel, { stride });
        expectSame(average, columns.mean(1).reshape(average.shape));
        expectSame(x.maxPool2d(kernel, { stride }), columns.max(1).reshape(average.shape), 0);
      }),
      RUNS,
    );
  });

  it('pool adaptively to a divisor of the size as ordinary windows do, and to 1 as globally', () => {
    fc.assert(
      fc.property(size, size, fc.integer({ min: 1, max: 3 }), seeds, (rows, columns, k, seed) => {
        const x = values(seed, [2, 3, rows * k, columns * k]);
        expectSame(x.adaptiveAvgPool2d([rows, columns]), x.avgPool2d(k));
        expectSame(x.adaptiveMaxPool2d([rows, columns]), x.maxPool2d(k), 0);
        expectSame(x.adaptiveAvgPool2d(1).flatten(1), x.globalAvgPool());
        expectSame(x.adaptiveMaxPool2d(1).flatten(1), x.globalMaxPool(), 0);
      }),
      RUNS,
    );
  });

  it('treat a sequence as an image one cell high', () => {
    fc.assert(
      fc.property(windows, seeds, ({ width, kernel: [, k], stride }, seed) => {
        const x = values(seed, [2, 2, width]);
        const image = x.unsqueeze(2);
        const weight = values(seed + 1, [3, 2, k]);
        expectSame(
          x.conv1d(weight, undefined, { stride }),
          image.conv2d(weight.unsqueeze(2), undefined, { stride: [1, stride] }).squeeze(2),
        );
        expectSame(x.maxPool1d(k, { stride }), image.maxPool2d([1, k], { stride: [1, stride] }).squeeze(2), 0);
        expectSame(x.avgPool1d(k, { stride }), image.avgPool2d([1, k], { stride: [1, stride] }).squeeze(2));
        expectSame(x.adaptiveAvgPool1d(2), image.adaptiveAvgPool2d([1, 2]).squeeze(2));
        expectSame(x.adaptiveMaxPool1d(2), image.adaptiveMaxPool2d([1, 2]).squeeze(2), 0);
      }),
      RUNS,
    );
  });
});

describe('losses', () => {
  const classes = fc.integer({ min: 2, max: 5 });
  const scales = fc.constantFrom(1, 10, 1000);

  it('say the same in two ways: from logits or log-probabilities, from indices or distributions', () => {
    fc.assert(
      fc.property(size, classes, scales, seeds, (m, k, scale, seed) => {
        const logits = values(seed, [m, k]).mul(scale);
        const targets = labels(seed, k, [m]);
        const direct = ops.crossEntropy(logits, targets);
        expectSame(direct, ops.nll(logits.logSoftmax(1), targets));
        expectSame(direct, ops.crossEntropy(logits, ops.oneHot(targets, k, { dtype: 'float64' })));
        const smooth = { labelSmoothing: 0.3, weight: values(seed + 1, [k], 0.5, 2), reduction: 'sum' } as const;
        expectSame(
          ops.crossEntropy(logits, targets, smooth),
          ops.crossEntropy(logits, ops.oneHot(targets, k, { dtype: 'float64' }), smooth),
        );
      }),
      RUNS,
    );
  });

  it('do not notice a constant added to every logit of an example', () => {
    fc.assert(
      fc.property(size, classes, scales, seeds, (m, k, scale, seed) => {
        const logits = values(seed, [m, k]).mul(scale);
        const targets = labels(seed, k, [m]);
        const shift = values(seed + 1, [m, 1]).mul(scale);
        expectSame(
          ops.crossEntropy(logits.add(shift), targets, { reduction: 'none' }),
          ops.crossEntropy(logits, targets, { reduction: 'none' }),
        );
      }),
      RUNS,
    );
  });

  it('agree between bceWithLogits and bce of the sigmoid', () => {
    fc.assert(
      fc.property(shapes, seeds, (shape, seed) => {
        const logits = values(seed, shape, -4, 4);
        const targets = values(seed + 1, shape, 0, 1);
        expectSame(ops.bceWithLogits(logits, targets), ops.bce(logits.sigmoid(), targets));
      }),
      RUNS,
    );
  });

  it('reduce to a mean that is the sum divided by the count, and are never negative', () => {
    fc.assert(
      fc.property(shapes, seeds, (shape, seed) => {
        const [p, t] = [values(seed, shape), values(seed + 1, shape)];
        for (const loss of [ops.mse, ops.l1, ops.smoothL1, ops.huber]) {
          const each = loss(p, t, { reduction: 'none' });
          expect(each.shape).toEqual(shape);
          expect(each.min().itemSync()).toBeGreaterThanOrEqual(0);
          expectSame(loss(p, t), each.mean());
          expectSame(loss(p, t, { reduction: 'sum' }), each.sum());
          expect(loss(t, t).itemSync()).toBe(0);
        }
        expectSame(ops.huber(p, t, { delta: 0.7 }), ops.smoothL1(p, t, { beta: 0.7 }).mul(0.7));
      }),
      RUNS,
    );
  });

  it('find no divergence of a distribution from itself, and some from any other', () => {
    fc.assert(
      fc.property(size, classes, seeds, (m, k, seed) => {
        const [p, q] = [values(seed, [m, k]).softmax(), values(seed + 1, [m, k]).softmax()];
        expect(Math.abs(ops.klDiv(p.log(), p).itemSync())).toBeLessThan(1e-12);
        expect(ops.klDiv(q.log(), p, { reduction: 'batchMean' }).itemSync()).toBeGreaterThan(0);
        expectSame(ops.klDiv(q.log(), p), ops.klDiv(q.log(), p.log(), { logTarget: true }));
      }),
      RUNS,
    );
  });
});

describe('normalization and attention', () => {
  it('leave mean 0 and variance 1 where there was any spread', () => {
    fc.assert(
      fc.property(size, size, seeds, (m, k, seed) => {
        const x = values(seed, [m + 1, 2 * k, 3])
          .mul(5)
          .add(3);
        const check = (y: Tensor, axes: readonly number[]): void => {
          expectSame(y.mean(axes), y.mean(axes).mul(0), 1e-9);
          expectSame(y.variance(axes, { correction: 0 }), y.mean(axes).mul(0).add(1), 1e-3);
        };
        check(x.layerNorm(3, undefined, undefined, { eps: 1e-12 }), [2]);
        check(x.batchNorm(), [0, 2]);
        check(x.groupNorm(k).reshape([m + 1, k, 6]), [2]);
        expectSame(x.rmsNorm(3).square().mean(2), x.mean(2).mul(0).add(1), 1e-3);
      }),
      RUNS,
    );
  });

  it('attend with weights that add up to one, and to nothing that comes later', () => {
    fc.assert(
      fc.property(size, size, seeds, (length, d, seed) => {
        const [q, k, v] = [values(seed, [length, d]), values(seed + 1, [length, d]), values(seed + 2, [length, 2])];
        const constant = v.mul(0).add(3);
        expectSame(q.scaledDotProductAttention(k, constant), constant);
        const causal = q.scaledDotProductAttention(k, v, { causal: true });
        expectSame(causal.select(0, 0), v.select(0, 0));
        const alone = q.slice(0, 0, 1).scaledDotProductAttention(k.slice(0, 0, 1), v.slice(0, 0, 1));
        expectSame(causal.slice(0, 0, 1), alone);
      }),
      RUNS,
    );
  });
});
