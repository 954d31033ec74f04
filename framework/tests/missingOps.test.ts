// What the tables of examples and golden values cannot say of the ops that choose and set by index: repeated indices, zeros, refusals.

import { describe, expect, it } from 'vitest';
import { grad } from '../autograd/backward.ts';
import { opList as ops } from '../ops/index.ts';
import { tensor, zeros } from '../tensor/create.ts';
import { ChalkgradError } from '../tensor/errors.ts';
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
    expect(() => ints([1]).scatterReduce(0, ints([0]), ints([1]), 'mean')).toThrow(/would lose its fractions/);
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

describe('prelu and celu', () => {
  it('say what does not fit', () => {
    expect(() => zeros([2, 3]).prelu(zeros([2]))).toThrow(/weight \[2\] does not fit the input \[2, 3\]/);
    expect(() => zeros([2]).celu(0)).toThrow(/alpha is 0/);
  });
});
