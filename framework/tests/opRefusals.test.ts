// What tables of examples and golden values cannot say of scatter, pad, interpolate and their like: repeated indices, and what they refuse.

import { describe, expect, it } from 'vitest';
import { grad } from '../autograd/backward.ts';
import { Conv2d, InstanceNorm2d, TransformerDecoder, Upsample } from '../nn/index.ts';
import { opList as ops } from '../ops/index.ts';
import { randn, tensor, zeros } from '../tensor/create.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import { Generator } from '../tensor/random.ts';
import type { NestedNumbers, Tensor } from '../tensor/Tensor.ts';

const leaf = (values: NestedNumbers): Tensor => tensor(values, { dtype: 'float64' }).requiresGrad_();
const ints = (values: NestedNumbers): Tensor => tensor(values, { dtype: 'int32' });
const bools = (values: NestedNumbers): Tensor => tensor(values, { dtype: 'bool' });

describe('scatter', () => {
  it('keeps the last of several entries, and gives only that one a gradient', () => {
    const [x, source] = [leaf([1, 2, 3]), leaf([10, 20, 30, 40])];
    const y = ops.scatter(x, 0, ints([2, 0, 2, 2]), source);
    expect(y.toArray()).toEqual([20, 2, 40]);
    const [ofX, ofSource] = grad(y.mul(tensor([5, 6, 7])).sum(), [x, source]);
    expect([ofX!.toArray(), ofSource!.toArray()]).toEqual([
      [0, 6, 0],
      [0, 5, 0, 7],
    ]);
  });

  it('refuses a source of another shape or dtype, and an index outside', () => {
    const x = zeros([3]);
    expect(() => ops.scatter(x, 0, ints([0, 1]), zeros([1]))).toThrow(/index \[2\] and source \[1\] differ in shape/);
    expect(() => ops.scatter(x, 0, ints([0]), ints([1]))).toThrow(/source \[1\] is int32.*\[3\] it goes into float32/);
    expect(() => ops.scatter(x, 0, ints([3]), undefined as never)).toThrow(/scatter: /);
    expect(() => ops.scatter(x, 0, ints([1]), undefined as never)).toThrow(
      /scatter: source is missing, it must be a tensor or a number/,
    );
    expect(() => ops.scatter(x, 0, ints([3]), 1)).toThrow(/index 3 is outside axis 0 of \[3\]/);
  });
});

describe('scatterReduce', () => {
  it('gives the mean of each group, and leaves a place alone that nobody names', () => {
    const group = ints([0, 2, 0, 2, 2]);
    const values = tensor([1, 2, 3, 4, 9]);
    const means = tensor([7, 7, 7]).scatterReduce(0, group, values, 'mean', { includeSelf: false });
    expect(means.toArray()).toEqual([2, 7, 5]);
  });

  it('says which reductions there are', () => {
    const call = (reduce: string): Tensor => zeros([1]).scatterReduce(0, ints([0]), zeros([1]), reduce as 'sum');
    expect(() => call('max')).toThrow(/no reduction 'max'[\s\S]*sum, prod, mean, amax, amin/);
  });

  it('refuses the mean of whole numbers: PyTorch cuts its fractions off', () => {
    const call = (x: Tensor): Tensor => x.scatterReduce(0, ints([0, 0]), x, 'mean');
    expect(() => call(ints([1, 2]))).toThrow(/scatterReduce: the mean of int32 \[2\] would lose its fractions/);
    expect(() => call(bools([1, 0]))).toThrow(/scatterReduce: the mean of bool \[2\]/);
    expect(call(tensor([1, 3])).toArray()).toEqual([5 / 3, 3].map(Math.fround));
  });

  it('of products with zeros has the right second derivative', () => {
    // y = x a b c at one place; with a = b = 0 only ∂²/∂a∂b = x c, and ∂³/∂a∂b∂c = x.
    const [x, source] = [leaf([5]), leaf([0, 0, 3])];
    const y = x.scatterReduce(0, ints([0, 0, 0]), source, 'prod');
    const [first] = grad(y.sum(), [source], { createGraph: true });
    expect(first!.toArray()).toEqual([0, 0, 0]);
    const [second, mixed] = grad(first!.select(0, 0), [source, x], { createGraph: true });
    expect([second!.toArray(), mixed!.toArray()]).toEqual([[0, 15, 0], [0]]);
    expect(grad(second!.select(0, 1), [source])[0]!.toArray()).toEqual([0, 0, 5]);
  });
});

describe('maskedSelect', () => {
  it('chooses nothing where no truth is, and takes only truths', () => {
    expect(tensor([1, 2]).maskedSelect(bools([0, 0])).shape).toEqual([0]);
    expect(() => tensor([1, 2]).maskedSelect(tensor([1, 0]))).toThrow(/mask has dtype float32, it must be bool/);
  });
});

describe('remainder', () => {
  it('of whole numbers by 0 is refused, of fractions NaN', () => {
    expect(() => ints([1]).remainder(0)).toThrow(ChalkgradError);
    expect(tensor([1]).remainder(0).toArray()).toEqual([Number.NaN]);
    expect(ints([7, -7]).remainder(4).toArray()).toEqual([3, 1]);
  });
});

describe('einsum', () => {
  it('still refuses sizes that differ, and a diagonal that is no square', () => {
    expect(() => ops.einsum('ij,jk->ik', zeros([2, 2]), zeros([3, 2]))).toThrow(/'j' .* is 2 in one place and 3/);
    expect(() => ops.einsum('ii->i', zeros([1, 3]))).toThrow(/'i' .* is 1 in one place and 3/);
  });
});

describe('pad', () => {
  it('mirrors, repeats and goes round as far as there are cells, and says so beyond', () => {
    const x = tensor([1, 2, 3]);
    expect(x.pad([2, 1], 'reflect').toArray()).toEqual([3, 2, 1, 2, 3, 2]);
    expect(x.pad([2, 1], { mode: 'replicate' }).toArray()).toEqual([1, 1, 1, 2, 3, 3]);
    expect(x.pad([2, 1], { mode: 'circular' }).toArray()).toEqual([2, 3, 1, 2, 3, 1]);
    expect(() => x.pad([3, 0], 'reflect')).toThrow(/cannot be padded by \[3, 0\] in mode 'reflect'[\s\S]*at most 2/);
    expect(() => x.pad([0, 4], 'circular')).toThrow(/at most 3/);
    expect(() => x.pad([1, 1], 'symmetric' as 'reflect')).toThrow(/no mode 'symmetric'/);
  });
});

describe('convolutions of the same size', () => {
  it('refuse a stride and unknown words', () => {
    const [x, weight] = [zeros([1, 1, 4, 4]), zeros([1, 1, 3, 3])];
    expect(() => x.conv2d(weight, undefined, { padding: 'same', stride: 2 })).toThrow(/goes with stride 1 only/);
    expect(() => x.conv2d(weight, undefined, { padding: 'full' as 'same' })).toThrow(
      /conv2d: option padding is the text 'full', it must be a whole number of at least 0, two of them in a list, or 'same' or 'valid'/,
    );
    expect(() => new Conv2d(1, 1, 3, { padding: 1, paddingMode: 'mirror' as 'reflect' })).toThrow(
      /Conv2d: there is no paddingMode 'mirror'/,
    );
  });
});

describe('interpolate', () => {
  it('refuses what names no size, or has no meaning', () => {
    const x = zeros([1, 1, 2, 3]);
    expect(() => x.interpolate({})).toThrow(/do not name a new size for \[1, 1, 2, 3\]/);
    expect(() => x.interpolate({ size: 4, scaleFactor: 2 })).toThrow(/give one of the two/);
    expect(() => x.interpolate({ scaleFactor: 0.1 })).toThrow(/at least 1 cell/);
    expect(() => x.interpolate({ size: 4, mode: 'linear' })).toThrow(/no mode 'linear'[\s\S]*nearest, bilinear/);
    expect(() => x.interpolate()).toThrow(/give one of the two/);
    expect(() => new Upsample({})).toThrow(/Upsample: it needs either a size or a scaleFactor/);
    expect(x.to('int32').interpolate({ size: 4, mode: 'bilinear' }).dtype).toBe('float32');
    expect(() => x.interpolate({ size: 4, alignCorners: false })).toThrow(/no meaning in mode 'nearest'/);
  });
});

describe('instanceNorm', () => {
  it('refuses a single position, and inputs that are not of its layer', () => {
    expect(() => zeros([2, 3, 1]).instanceNorm()).toThrow(/one position per channel, which has no spread/);
    expect(() => new InstanceNorm2d(3).forward(zeros([2, 3, 4]))).toThrow(/InstanceNorm2d: .* \[N, C, H, W\]/);
    expect(() => zeros([2, 3, 4]).instanceNorm(undefined, undefined, { useInputStats: false })).toThrow(
      /needs runningMean and runningVar/,
    );
  });
});

describe('TransformerDecoder', () => {
  it('causal: no position feels what comes later, while all see the whole memory', () => {
    const draw = (seed: number, shape: number[]): Tensor => randn(shape, { generator: new Generator(seed) });
    const model = new TransformerDecoder(8, 2, {
      numLayers: 2,
      dimFeedforward: 8,
      dropout: 0,
      normFirst: true,
      generator: new Generator(3),
    });
    expect(Object.keys(model.stateDict())).toEqual(
      expect.arrayContaining(['layers.1.multihead_attn.in_proj_weight', 'norm.weight']),
    );
    const [tgt, memory] = [draw(1, [1, 4, 8]), draw(2, [1, 3, 8])];
    const apart = (a: Tensor, b: Tensor): number => a.sub(b).abs().max().itemSync();
    const plain = model.forward(tgt, memory, { causal: true });
    const later = model.forward(tgt.add(tensor([[[0], [0], [0], [7]]])), memory, { causal: true });
    expect(apart(plain.slice(1, 0, 3), later.slice(1, 0, 3))).toBe(0);
    const remembered = model.forward(tgt, memory.add(tensor([[[0], [0], [5]]])), { causal: true });
    expect(apart(plain.slice(1, 0, 1), remembered.slice(1, 0, 1))).toBeGreaterThan(1e-3);
  });
});

describe('prelu, celu, threshold, normalize', () => {
  it('say what does not fit', () => {
    expect(() => zeros([2]).threshold(1, undefined as never)).toThrow(
      /threshold: value is missing, it must be a number/,
    );
    expect(() => zeros([2]).normalize()).toThrow(/normalize: axis 1 does not exist/);
    expect(() => ints([[1]]).normalize()).toThrow(
      /normalize: a tensor of dtype int32 has no normalize in its own dtype/,
    );
    expect(() => zeros([2, 3]).prelu(zeros([2]))).toThrow(/weight \[2\] does not fit the input \[2, 3\]/);
    expect(() => zeros([2]).celu(0)).toThrow(/alpha is 0/);
  });
});
