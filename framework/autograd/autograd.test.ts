import { describe, expect, it, vi } from 'vitest';
import {
  assertGradients,
  customFunction,
  defineOp,
  detectAnomaly,
  enableGrad,
  grad,
  gradcheck,
  hessian,
  jacobian,
  jvp,
  noGrad,
  ones,
  SGD,
  scope,
  stack,
  type Tensor,
  tensor,
  useBackend,
  vjp,
  zeros,
} from '../index.ts';
import { reference } from '../kernels/reference/index.ts';
import { sizeOf } from '../tensor/shape.ts';

const leaf = (values: number[]): Tensor => tensor(values, { dtype: 'float64', requiresGrad: true });

const expectClose = (got: Tensor, expected: Tensor): void =>
  expect([...got.dataSync()]).toEqual(Array.from(expected.dataSync(), (value: number) => expect.closeTo(value, 12)));

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

describe('parts of a tensor', () => {
  const weights = tensor([2, 3, 5, 7, 11, 13], { dtype: 'float64' });
  /** Overlapping and stepped parts along both axes, an entry, one part twice, and the whole. */
  const mixture = (x: Tensor): Tensor =>
    [
      x.mul(0.5),
      x.transpose().slice(1, 1, 2).mul(3),
      x.slice(0, 1, 3).mul(2),
      x.slice(0, 0, 2).mul(weights.slice(0, 0, 3)),
      x.slice(1, 0, 3, 2).square(),
      x.select(1, -1).mul(7),
      x.slice(0, 1, 3).exp(), // the youngest: the way back begins with parts, wholes follow
    ].reduce((sum, part) => sum.add(part.sum()), zeros([], { dtype: 'float64' }));
  const matrix = (): Tensor => tensor([0, 1, 2, 3, 4, 5, 6, 7, 8].map((n) => n / 8)).reshape([3, 3]);
  const start = (): Tensor => matrix().to('float64').detach().requiresGrad_();

  it.each([
    ['inside a scope', <R>(run: () => R) => scope(run)],
    ['outside of scopes', <R>(run: () => R) => run()],
  ])('send back what they do when each sends a whole, %s', (_where, within) => {
    expect(gradcheck(([x]) => mixture(x!), [start()])).toBeNull();
    const slopes = (createGraph: boolean): unknown =>
      within(() => {
        const x = start();
        return grad(mixture(x.mul(1)), [x], { createGraph })[0]!.toArray();
      });
    expect(slopes(false)).toEqual(slopes(true));
  });

  it('are gathered in one whole: many parts cost hardly more than one', () => {
    useBackend('reference');
    const written = vi.spyOn(reference, 'zip');
    const pasted = vi.spyOn(reference, 'paste');
    const x = zeros([100, 50], { requiresGrad: true });
    stack(x.unbind().map((row) => row.mul(3)))
      .sum()
      .backward();
    const shapes = [...written.mock.calls.map(([, x]) => x.shape), ...pasted.mock.calls.map(([x]) => x.shape)];
    const elements = shapes.reduce((sum, shape) => sum + sizeOf(shape), 0);
    for (const spy of [written, pasted]) spy.mockRestore();
    useBackend('auto');
    expect(x.grad?.sum().itemSync()).toBe(15_000);
    expect(elements).toBeLessThan(6 * 5000); // a whole for each row would be 100 · 5000
  });

  it('do not write into a whole that has gone on to others', () => {
    const run = (): unknown[] => {
      const [a, b] = [leaf([1, 2, 3]), leaf([4, 5, 6])];
      const early = a.slice(0, 0, 1).mul(10); // older than the sum: its gradient comes after that of the sum
      const sum = a.add(b); // hands one and the same gradient to both
      const parts = sum.slice(0, 0, 2).sum().add(sum.slice(0, 1).sum());
      parts.add(early.sum()).backward();
      return [a.grad!.toArray(), b.grad!.toArray()];
    };
    const expected = [
      [11, 2, 1],
      [1, 2, 1],
    ];
    expect(run()).toEqual(expected);
    expect(scope(run)).toEqual(expected);
  });
});

describe('gradient accumulation', () => {
  it('over parts of a batch gives the gradient of the whole', () => {
    const x = tensor(
      [
        [1, 2],
        [3, -1],
        [0.5, 4],
        [-2, 1],
      ],
      { dtype: 'float64' },
    );
    const y = tensor([[1], [0], [2], [-1]], { dtype: 'float64' });
    const [whole, parts] = [1, 2].map(() => tensor([[0.3], [-0.7]], { dtype: 'float64', requiresGrad: true }));
    x.matmul(whole!).mse(y).backward();
    for (const start of [0, 2]) {
      x.slice(0, start, start + 2)
        .matmul(parts!)
        .mse(y.slice(0, start, start + 2))
        .mul(0.5)
        .backward();
    }
    expectClose(parts!.grad!, whole!.grad!);
  });
});

describe('in-place changes', () => {
  it('of a tensor that wants a gradient are refused while history is recorded', () => {
    const x = leaf([1, 2]);
    expect(() => x.copyFrom_([3, 4])).toThrow(/changed in place while history is recorded\nhint: .*inside noGrad/);
    expect(x.toArray()).toEqual([1, 2]);
    expect(() => x.mul(2).copyFrom_([3, 4])).toThrow(/changed in place/);
    noGrad(() => x.copyFrom_([3, 4]));
    expect(x.toArray()).toEqual([3, 4]);
    expect(tensor([1]).copyFrom_([5]).toArray()).toEqual([5]);
  });

  it('of a view are noticed by ops that used the whole', () => {
    const x = leaf([1, 2]);
    const y = x.square().sum();
    noGrad(() => x.slice(0, 0, 1).copyFrom_([9]));
    expect(() => y.backward()).toThrow(/changed in place/);
  });
});

describe('tensor hooks', () => {
  it('see the complete gradient of an inner tensor and may change what goes on', () => {
    const x = leaf([1, 2]);
    const hidden = x.mul(3);
    const seen: unknown[] = [];
    hidden.registerHook((gradient) => {
      seen.push(gradient.toArray());
      return gradient.mul(10);
    });
    hidden.add(hidden.mul(4)).sum().backward(); // used twice: the hook sees the sum, once
    expect(seen).toEqual([[5, 5]]);
    expect(x.grad?.toArray()).toEqual([150, 150]);
  });

  it('on a leaf run before the gradient is added to grad, in the order of registration', () => {
    const x = leaf([1]);
    x.registerHook((gradient) => gradient.add(1));
    x.registerHook((gradient) => gradient.mul(2));
    x.mul(3).sum().backward();
    x.mul(3).sum().backward();
    expect(x.grad?.toArray()).toEqual([16]); // (3 + 1) · 2, twice
  });

  it('can be removed, and only watch when they return nothing', () => {
    const x = leaf([1]);
    const seen: number[] = [];
    const stop = x.registerHook((gradient) => {
      seen.push(gradient.itemSync());
      return undefined;
    });
    x.mul(3).sum().backward();
    stop();
    x.mul(3).sum().backward();
    expect([seen, x.grad?.toArray()]).toEqual([[3], [6]]);
  });

  it('also hold for grad()', () => {
    const x = leaf([2]);
    x.registerHook((gradient) => gradient.neg());
    expect(grad(x.square().sum(), [x])[0]!.toArray()).toEqual([-4]);
  });

  it('refuse tensors without gradient, and gradients of another shape', () => {
    expect(() => zeros([2]).registerHook(() => undefined)).toThrow(/\[2\] will get no gradient/);
    const x = leaf([1, 2]);
    x.registerHook(() => ones([3]));
    expect(() => x.sum().backward()).toThrow(/a hook made a gradient of shape \[3\] for a tensor of shape \[2\]/);
  });
});

describe('customFunction', () => {
  it('uses the derivative it was given', () => {
    const straightThrough = customFunction({
      name: 'straightThrough',
      forward: (x) => x!.round(),
      backward: (gradient) => [gradient],
    });
    const x = leaf([0.4, 1.6]);
    const y = straightThrough(x);
    expect(y.toArray()).toEqual([0, 2]);
    y.mul(tensor([3, 5], { dtype: 'float64' }))
      .sum()
      .backward();
    expect(x.grad?.toArray()).toEqual([3, 5]);
  });

  it('takes several inputs, looks back at them, and can be differentiated twice', () => {
    const product = customFunction({
      name: 'product',
      forward: (a, b) => a!.mul(b!),
      backward: (gradient, { inputs: [a, b] }) => [gradient.mul(b!), gradient.mul(a!)],
    });
    const [a, b] = [leaf([2, 3]), leaf([5, 7])];
    expect(gradcheck(([x, y]) => product(x!, y!).square(), [a, b])).toBeNull();
    const [slope] = grad(product(a, product(a, b)).sum(), [a], { createGraph: true }); // a² b
    expect(grad(slope!.sum(), [a])[0]!.toArray()).toEqual([10, 14]);
  });

  it('says when the number or the shape of gradients is wrong', () => {
    const make = (backward: (gradient: Tensor) => Tensor[]): ((...inputs: Tensor[]) => Tensor) =>
      customFunction({ name: 'odd', forward: (a) => a!.mul(1), backward });
    expect(() =>
      make(() => [])(leaf([1]))
        .sum()
        .backward(),
    ).toThrow(/odd: backward returned 0 gradients for 1 inputs/);
    expect(() =>
      make(() => [ones([2])])(leaf([1]))
        .sum()
        .backward(),
    ).toThrow(/a gradient of shape \[2\] for input 0 of shape \[1\]/);
  });
});

describe('detectAnomaly', () => {
  it('names the op, the element and the line of a forward pass', () => {
    const run = (): Tensor => leaf([1, 0]).log().mul(2);
    expect(() => detectAnomaly(run)).toThrow(
      /forward through 'log' made -Infinity at \[1\] from inputs \[2\]; it ran at .*autograd\.test\.ts/,
    );
  });

  it('names the op of a backward pass and where it ran forward', () => {
    const run = (): void => {
      const root = leaf([4, 0]).sqrt(); // fine forward, infinitely steep at 0
      root.sum().backward();
    };
    expect(() => detectAnomaly(run)).toThrow(
      /backward through 'sqrt' made Infinity at \[1\] in the gradient of its input 0 \(\[2\]\); forward ran at .*autograd\.test\.ts/,
    );
  });

  it('finds the first NaN, not the ops that pass it on', () => {
    const run = (): Tensor => {
      const x = leaf([0]);
      return x.div(x).exp().mul(3).sum();
    };
    expect(() => detectAnomaly(run)).toThrow(/forward through 'div' made NaN at \[0\]/);
  });

  it('lets an infinity pass that was put in by hand, and healthy runs', () => {
    const scores = leaf([1, 2, 3]);
    const mask = tensor([1, 0, 1], { dtype: 'bool' });
    const probabilities = detectAnomaly(() => mask.where(scores, Number.NEGATIVE_INFINITY).softmax(0));
    expect(probabilities.dataSync()[1]).toBe(0);
  });

  it('is over afterwards, also after an error', () => {
    expect(() => detectAnomaly(() => leaf([0]).log())).toThrow();
    expect(leaf([0]).log().toArray()).toEqual([Number.NEGATIVE_INFINITY]);
    expect(() => detectAnomaly(() => Promise.resolve(1))).toThrow(/returned a promise/);
  });
});

describe('matrices of derivatives', () => {
  const f = (x: Tensor): Tensor => {
    const [a, b] = x.unbind() as [Tensor, Tensor];
    return stack([a.mul(b), a.sin(), b.square()]);
  };

  it('jacobian holds every slope of every output', () => {
    expect(jacobian(f, leaf([0, 3])).toArray()).toEqual([
      [3, 0],
      [1, 0],
      [0, 6],
    ]);
    expect(jacobian((x) => x.square(), ones([2, 1])).shape).toEqual([2, 1, 2, 1]);
    expect(jacobian(() => ones([2]), leaf([1])).toArray()).toEqual([[0], [0]]);
  });

  it('hessian is symmetric and right', () => {
    expect(hessian((x) => x.pow(3).sum(), leaf([1, 2])).toArray()).toEqual([
      [6, 0],
      [0, 12],
    ]);
    const curved = hessian((x) => f(x).prod(), leaf([0.5, 2]));
    expect(curved.toArray()).toEqual(curved.transpose().toArray());
    expect(hessian((x) => x.sum(), leaf([1, 2])).toArray()).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(() => hessian((x) => x, leaf([1, 2]))).toThrow(/gives \[2\], not a single number/);
  });

  it('vjp and jvp are products with the jacobian, without making it', () => {
    const x = leaf([0.5, 2]);
    const matrix = jacobian(f, x);
    const [v, w] = [tensor([1, -2, 0.5], { dtype: 'float64' }), tensor([3, -1], { dtype: 'float64' })];
    expectClose(vjp(f, x, v)[1], v.matmul(matrix));
    expectClose(jvp(f, x, w)[1], matrix.matmul(w));
    expectClose(jvp(f, x, w)[0], f(x));
  });

  it('leave the gradients of the point alone', () => {
    const x = leaf([1]);
    jacobian((at) => at.square(), x);
    hessian((at) => at.square().sum(), x);
    expect(x.grad).toBeNull();
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
