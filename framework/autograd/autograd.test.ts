import { describe, expect, it } from 'vitest';
import {
  assertGradients,
  defineOp,
  enableGrad,
  grad,
  gradcheck,
  noGrad,
  ones,
  SGD,
  type Tensor,
  tensor,
  zeros,
} from '../index.ts';

const leaf = (values: number[]): Tensor => tensor(values, { dtype: 'float64', requiresGrad: true });

describe('backward', () => {
  it('adds up the gradients of a tensor that is used twice', () => {
    const x = leaf([3]);
    x.mul(x).add(x).sum().backward();
    expect(x.grad?.toArray()).toEqual([7]); // d(x² + x)/dx = 2x + 1
  });

  it('visits a shared node once, after all who used it', () => {
    const x = leaf([2]);
    const a = x.mul(3);
    const b = a.add(a.mul(a)); // a used three times
    b.sum().backward();
    expect(x.grad?.toArray()).toEqual([39]); // 3 · (1 + 2a) at a = 6
  });

  it('adds to what an earlier backward left, until zeroGrad', () => {
    const x = leaf([1]);
    const optimizer = new SGD([x], { lr: 1 });
    x.mul(2).sum().backward();
    x.mul(2).sum().backward();
    expect(x.grad?.toArray()).toEqual([4]);
    optimizer.zeroGrad();
    expect(x.grad).toBeNull();
  });

  it('walks a chain of a hundred thousand ops without recursion', () => {
    const x = leaf([1]);
    let y: Tensor = x;
    for (let i = 0; i < 100_000; i++) y = y.add(1);
    y.sum().backward();
    expect(x.grad?.toArray()).toEqual([1]);
  }, 60_000);

  it('stops at detach and records nothing in noGrad', () => {
    const x = leaf([2]);
    expect(x.detach().requiresGrad).toBe(false);
    expect(noGrad(() => x.mul(2)).requiresGrad).toBe(false);
    expect(noGrad(() => enableGrad(() => x.mul(2))).requiresGrad).toBe(true);
    x.mul(x.detach()).sum().backward();
    expect(x.grad?.toArray()).toEqual([2]);
  });

  it('refuses promises inside noGrad, and restores the mode after an error', () => {
    expect(() => noGrad(() => Promise.resolve())).toThrow(/returned a promise/);
    expect(() =>
      noGrad(() => {
        throw new Error('inside');
      }),
    ).toThrow('inside');
    expect(leaf([1]).mul(2).requiresGrad).toBe(true);
  });

  it('frees the history once used, and keeps it on request', () => {
    const x = leaf([1]);
    const once = x.square().sum();
    once.backward();
    expect(() => once.backward()).toThrow(/already used and freed\nhint: call backward once/);
    const kept = x.square().sum();
    kept.backward({ retainGraph: true });
    kept.backward();
    expect(x.grad?.toArray()).toEqual([6]);
  });

  it('notices an input that was changed in place after the op ran', () => {
    const x = leaf([1, 2]);
    const y = x.square().sum();
    new SGD([x], { lr: 1 }).parameters();
    noGrad(() => x.copyFrom_([5, 5]));
    expect(() => y.backward()).toThrow(/input 0 of 'square'.*changed in place/s);
  });

  it('says what is wrong with a root that is no loss', () => {
    expect(() => leaf([1, 2]).mul(2).backward()).toThrow(/\[2\] is not a single number\nhint: a loss is one number/);
    expect(() => zeros([]).backward()).toThrow(/no history to walk/);
    expect(() =>
      leaf([1, 2])
        .mul(2)
        .backward({ gradient: ones([3]) }),
    ).toThrow(/\[3\] does not have the tensor's shape \[2\]/);
  });

  it('takes an upstream gradient for a root with many elements', () => {
    const x = leaf([1, 2]);
    x.square().backward({ gradient: tensor([10, 100], { dtype: 'float64' }) });
    expect(x.grad?.toArray()).toEqual([20, 400]);
  });
});

describe('higher derivatives', () => {
  it('differentiates x³ three times', () => {
    const x = leaf([2]);
    const [first] = grad(x.pow(3).sum(), [x], { createGraph: true });
    const [second] = grad(first!.sum(), [x], { createGraph: true });
    const [third] = grad(second!.sum(), [x]);
    expect([first, second, third].map((t) => t!.dataSync()[0])).toEqual([12, 12, 6]);
  });

  it('gives zeros for a tensor that plays no part', () => {
    const [x, y] = [leaf([1]), leaf([1])];
    expect(grad(x.square().sum(), [y])[0]!.toArray()).toEqual([0]);
  });

  it('refuses to differentiate a fused derivative twice', () => {
    const fused = defineOp<[x: Tensor]>({
      name: 'fused',
      summary: '',
      tex: { forward: '', backward: '' },
      kernels: [],
      twice: false,
      forward: (x) => x.mul(1),
      backward: (g) => [g],
      examples: () => [],
    });
    expect(() =>
      fused(leaf([1]))
        .sum()
        .backward({ createGraph: true }),
    ).toThrow(/'fused' runs a fused kernel/);
  });
});

describe('gradcheck', () => {
  const wrong = (backward: (g: Tensor, x: Tensor, y: Tensor) => Tensor): ((x: Tensor) => Tensor) =>
    defineOp<[x: Tensor]>({
      name: 'wrongSoftmax',
      summary: '',
      tex: { forward: '', backward: '' },
      kernels: [],
      forward: (x) => x.softmax(-1),
      backward: (g, { inputs: [x], output }) => [backward(g, x, output)],
      examples: () => [],
    });

  it('passes a right derivative', () => {
    expect(gradcheck(([x]) => x!.softmax(-1), [leaf([0.1, 0.5, -1])])).toBeNull();
  });

  // An upstream gradient of ones would pass all of these: softmax sums to a constant.
  it.each([
    ['zeros', (g: Tensor) => g.mul(0)],
    ['a diagonal Jacobian', (g: Tensor, _x: Tensor, y: Tensor) => g.mul(y.mul(y.neg().add(1)))],
    ['no upstream gradient', (_g: Tensor, _x: Tensor, y: Tensor) => y.mul(y.neg().add(1))],
  ])('catches a softmax derivative with %s', (_name, rule) => {
    expect(gradcheck(([x]) => wrong(rule)(x!), [leaf([0.1, 0.5, -1])])).not.toBeNull();
  });

  it('says op, input, entry, got and expected', () => {
    const f = wrong((g) => g.mul(0));
    expect(() => assertGradients('softmax', ([x]) => f(x!), [leaf([0.1, 0.5, -1])])).toThrow(
      /softmax: gradient of input 0 \(\[3\]\) at \[\d\] is 0, measured -?\d\.\d+/,
    );
  });

  it('refuses to measure in float32', () => {
    expect(() => gradcheck(([x]) => x!, [ones([1])])).toThrow(/no input is float64/);
  });
});
