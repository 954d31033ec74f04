// What a number becomes in a dtype that cannot hold every number: bool is 0 or 1 whatever it is made from, int32 never wraps round.

import { describe, expect, it } from 'vitest';
import {
  arange,
  ChalkgradError,
  concat,
  Embedding,
  einsum,
  eye,
  full,
  fullLike,
  linspace,
  ones,
  randint,
  stack,
  type Tensor,
  tensor,
  useBackend,
  zeros,
} from '../index.ts';

const bool = { dtype: 'bool' } as const;
const int = { dtype: 'int32' } as const;
const odd = [2, 256, 0.5, Number.NaN, -1, 1e-300, 0, -0];
const truth = [1, 1, 1, 1, 1, 1, 0, 0];

describe.each(['simd', 'reference'])('a bool element (%s)', (backend) => {
  it.each([
    ['a list', () => tensor(odd, bool)],
    ['a typed array', () => tensor(Float64Array.from(odd), bool)],
    ['nested lists', () => tensor([odd], bool).select(0, 0)],
    ['a float tensor', () => tensor(odd, { dtype: 'float64' }).to('bool')],
    ['copied numbers', () => zeros([8], bool).copyFrom_(odd)],
    ['full', () => stack(odd.map((value) => full([], value, bool)))],
    ['fullLike', () => concat(odd.map((value) => fullLike(zeros([1], bool), value)))],
  ])('asks "is it not 0?": %s', (_name, make) => {
    useBackend(backend);
    const made = make();
    expect(made.dtype).toBe('bool');
    expect([...made.dataSync()]).toEqual(truth);
  });

  it('comes of true and false, too, and keeps its dtype', () => {
    useBackend(backend);
    const made = tensor([[true, false]] as unknown as number[][]);
    expect([made.dtype, ...made.dataSync()]).toEqual(['bool', 1, 0]);
    expect(tensor([true, 3] as unknown as number[], { dtype: 'float32' }).toArray()).toEqual([1, 3]);
  });

  it('stays 0 or 1 through what is done with it', () => {
    useBackend(backend);
    const [yes, no] = [tensor([1, 0], bool), tensor([1, 1], bool)];
    expect(yes.add(no).toArray()).toEqual([1, 1]);
    expect(yes.mul(no).toArray()).toEqual([1, 0]);
    expect(yes.add(yes).dtype).toBe('bool');
    expect(yes.pad([1, 1], 5).toArray()).toEqual([1, 1, 0, 1]);
    expect(yes.add(1).toArray()).toEqual([2, 1]); // beside a number it is counted
    expect(yes.add(1).dtype).toBe('int32');
  });
});

describe.each(['simd', 'reference'])('an int32 element (%s)', (backend) => {
  const largest = 2 ** 31 - 1;
  it.each([
    ['tensor', () => tensor([Number.NaN], int)],
    ['tensor', () => tensor(Float64Array.of(3e9), int)],
    ['full', () => full([1], -3e9, int)],
    ['arange', () => arange(2 ** 31 - 2, 2 ** 31 + 2)],
    ['linspace', () => linspace(0, 3e9, 2, int)],
    ['randint', () => randint(0, 4e9, [64])],
    ['to', () => tensor([Number.NaN]).to('int32')],
    ['to', () => tensor([1, Number.POSITIVE_INFINITY]).to('int32')],
    ['copyFrom_', () => zeros([1], int).copyFrom_([3e9])],
    ['add', () => tensor([largest], int).add(1)],
    ['add', () => tensor([1], int).add(3e9)],
    ['sub', () => tensor([-largest], int).sub(2)],
    ['mul', () => tensor([65536], int).mul(tensor([65536], int))],
    ['neg', () => tensor([-(2 ** 31)], int).neg()],
    ['abs', () => tensor([-(2 ** 31)], int).abs()],
    ['square', () => tensor([65536], int).square()],
    ['sum', () => tensor([largest, 1], int).sum()],
    ['sum', () => tensor([[largest, 1]], int).sum(1)],
    ['prod', () => full([40], 2, int).prod()],
    ['cumsum', () => tensor([largest, 1], int).cumsum(0)],
    ['sumTo', () => tensor([largest, 1], int).sumTo([1])],
    ['matmul', () => full([1, 4], 65536, int).matmul(full([4, 1], 65536, int))],
    ['linear', () => full([1, 4], 65536, int).linear(full([1, 4], 65536, int))],
    ['outer', () => full([1], 65536, int).outer(full([1], 65536, int))],
    ['einsum', () => einsum('i,i->', full([4], 65536, int), full([4], 65536, int))],
    ['scatterAdd', () => tensor([largest], int).scatterAdd(0, tensor([0], int), tensor([1], int))],
  ])('never wraps round: %s says so', (op, run) => {
    useBackend(backend);
    expect(run).toThrow(ChalkgradError);
    expect(run).toThrow(new RegExp(`^${op}: .* is no number of int32`));
  });

  it('takes everything up to its bounds, and cuts fractions off', () => {
    useBackend(backend);
    expect(tensor([2 ** 31 - 1, -(2 ** 31), 1.9, -1.9], int).toArray()).toEqual([2 ** 31 - 1, -(2 ** 31), 1, -1]);
    expect(tensor([1.9, -1.9]).to('int32').toArray()).toEqual([1, -1]);
    expect(tensor([largest], int).add(0).toArray()).toEqual([largest]);
    expect(tensor([largest], int).sub(tensor([largest], int)).dtype).toBe('int32');
    expect(
      randint(0, 2 ** 31, [64])
        .min()
        .itemSync(),
    ).toBeGreaterThanOrEqual(0);
  });
});

describe('a dtype that does not exist', () => {
  it.each([
    ['int64', 'int32', /up to 2147483647/],
    ['long', 'int32', /up to 2147483647.*float64/],
    ['torch.long', 'int32', /up to 2147483647/],
    ['uint8', 'int32', /^use 'int32'\. The types/],
    ['int', 'int32', /^use 'int32'\. The types/],
    ['half', 'float32', /no floats of two bytes/],
    ['float16', 'float32', /no floats of two bytes/],
    ['bfloat16', 'float32', /no floats of two bytes/],
    ['float', 'float32', /^use 'float32'\. The types/],
    ['double', 'float64', /^use 'float64'\. The types/],
    ['Float32', 'float32', /^use 'float32'\. The types/],
    [Int32Array, 'int32', /^use 'int32'\. The types/],
    [BigInt64Array, 'int32', /up to 2147483647/],
    [Boolean, 'bool', /^use 'bool'\. The types/],
    ['complex64', null, /^The types/],
    [7, null, /^The types/],
  ])('%s is refused, with what to use and a list of ours', (given, near, hint) => {
    const dtype = given as 'int32';
    const runs = [
      () => zeros([1], { dtype }),
      () => full([1], 1, { dtype }),
      () => tensor([1], { dtype }),
      () => arange(0, 3, 1, { dtype }),
      () => eye(2, 2, { dtype }),
      () => linspace(0, 1, 2, { dtype }),
      () => randint(0, 3, [1], { dtype }),
      () => tensor([0], { dtype: 'int32' }).oneHot(2, { dtype }),
      () => ones([1]).to(dtype),
    ];
    for (const run of runs) {
      const refusal = refusalOf(run);
      expect(refusal.message).toMatch(/^\w+: (?:option )?\w+ is .*, it must be a dtype/);
      expect(refusal.hint).toMatch(near === null ? /^The types/ : new RegExp(`^use '${near}'\\.`));
      expect(refusal.hint).toMatch(hint);
      expect(refusal.hint).toMatch(
        /The types are 'float32', 'float64', 'int32' \(labels and indices\) and 'bool' \(masks\)\.$/,
      );
    }
  });

  it.each(['cuda', 'cuda:0', 'mps', 'gpu'])("nor a device '%s'", (device) => {
    expect(refusalOf(() => zeros([1], { device: device as 'cpu' })).hint).toMatch(/'webgpu'/);
    expect(refusalOf(() => ones([1]).to(device as 'cpu')).hint).toMatch(/'webgpu'/);
  });
});

function refusalOf(run: () => unknown): ChalkgradError {
  try {
    run();
  } catch (error) {
    if (error instanceof ChalkgradError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('what no tensor can be made of', () => {
  it.each([
    ['a text', 'abc', /text 'abc'/],
    ['a list of texts', ['1', '2'], /Number\(text\)/],
    ['tensors', [ones([2]), ones([2])], /stack\(\[a, b\]\)/],
    ['null', null, /null/],
    ['nothing', undefined, /nothing/],
    ['a hole', [1, undefined], /nothing/],
    ['big integers', BigInt64Array.of(1n), /BigInt64Array/],
    ['a function', Math.sin, /function/],
  ])('%s', (_name, values, message) => {
    expect(() => tensor(values as number[])).toThrow(ChalkgradError);
    expect(() => tensor(values as number[])).toThrow(message);
  });

  it.each([
    [() => zeros(2 as unknown as number[]), /zeros\(\[2\]\)/],
    [() => (zeros as unknown as (...n: number[]) => Tensor)(2, 3), /zeros\(\[2, 3\]\)/],
    [() => ones([2.5]), /ones: shape is \[2.5\]/],
    [() => full([-1], 0), /full: shape is \[-1\]/],
    [() => eye(-1), /eye: rows is -1/],
    [() => linspace(0, 1, 2.5), /count is 2.5/],
    [() => arange(3, 0), /never arrives/],
    [() => arange(0, 3, -1), /never arrives/],
    [() => arange(0, Number.POSITIVE_INFINITY), /end is Infinity/],
    [() => randint(5, 5, [2]), /nothing to draw/],
    [() => randint(0, 2.5, [2]), /high is 2.5/],
    [() => new Embedding(2, 2).forward(null as unknown as Tensor), /embedding: index is null/],
  ])('sizes that are none: %s', (run, message) => {
    expect(run).toThrow(ChalkgradError);
    expect(run).toThrow(message);
  });
});
