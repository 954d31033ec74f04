// What stands in the place of an op, its derivative, a cell, an update or a step of the loop, and what it must not disturb.

import { describe, expect, it } from 'vitest';
import {
  Adam,
  conv2d,
  Generator,
  GRU,
  isSubstituting,
  LSTM,
  listen,
  ones,
  randn,
  relu,
  type Substitute,
  SubstituteError,
  softmax,
  substituting,
  type Tensor,
  type TraceEvent,
  tensor,
} from '../index.ts';
import type { Update } from '../optim/Optimizer.ts';

const leaky: Substitute = { name: 'relu', id: 'leaky', by: 'bug', run: (x: Tensor) => x.maximum(x.mul(0.1)) };

function heard(run: () => void): TraceEvent[] {
  const events: TraceEvent[] = [];
  const stop = listen((event) => events.push(event));
  run();
  stop();
  return events;
}

describe('an op with a substitute', () => {
  it('is replaced inside, in function and method form, and not outside', () => {
    const x = tensor([-2, 3]);
    expect(substituting([leaky], () => [...relu(x).dataSync(), ...x.relu().dataSync()])).toEqual(
      [-0.2, 3, -0.2, 3].map(Math.fround),
    );
    expect([...x.relu().dataSync()]).toEqual([0, 3]);
    expect(isSubstituting()).toBe(false);
  });

  it('that is composed differentiates itself', () => {
    const x = tensor([-2, 3], { requiresGrad: true });
    substituting([leaky], () => x.relu().sum().backward());
    expect([...x.grad!.dataSync()]).toEqual([0.1, 1].map(Math.fround));
  });

  it('that is paired is asked for its own derivative', () => {
    const paired: Substitute = { ...leaky, derivative: 'paired', backward: (grad) => [grad.mul(7)] };
    const x = tensor([-2, 3], { requiresGrad: true });
    substituting([paired], () => x.relu().sum().backward());
    expect([...x.grad!.dataSync()]).toEqual([7, 7]);
  });

  it('that leaves it to the framework has the derivative of the right function, at the right output', () => {
    const wrong: Substitute = {
      name: 'softmax',
      id: 'no-shift',
      by: 'bug',
      derivative: 'framework',
      run: (x: Tensor) => x.mul(0),
    };
    const [x, y] = [0, 0].map(() => tensor([[1, 2, 4]], { requiresGrad: true })) as [Tensor, Tensor];
    const pull = tensor([[1, 0, 0]]);
    substituting([wrong], () => softmax(x, 1).mul(pull).sum().backward());
    softmax(y, 1).mul(pull).sum().backward();
    expect([...x.grad!.dataSync()]).toEqual([...y.grad!.dataSync()]);
  });

  it('may call what it replaces, and is not asked for inside an op', () => {
    const twice: Substitute = { name: 'softmax', id: 'twice', by: 'bug', run: (x: Tensor) => x.softmax(1).softmax(1) };
    const x = tensor([[1, 2, 4]]);
    const made = substituting([twice], () => x.softmax(1));
    expect([...made.dataSync()]).toEqual([...x.softmax(1).softmax(1).dataSync()]);
  });

  it('is marked in the trace, once as one op, once as the ops it is written in', () => {
    const x = tensor([-2, 3], { requiresGrad: true });
    const own: Substitute = { ...leaky, by: 'reader', id: 'relu', derivative: 'paired', backward: (grad) => [grad] };
    const made = (substitute: Substitute): unknown[] =>
      heard(() => substituting([substitute], () => x.relu().sum().backward()))
        .filter((event) => event.type === 'op.fwd')
        .map(({ name, substitute: mark }) => [name, mark?.id, mark?.derivative]);
    expect(made(leaky)).toEqual([
      ['mul', 'leaky', undefined],
      ['maximum', 'leaky', undefined],
      ['sum', undefined, undefined],
    ]);
    expect(made(own)).toEqual([
      ['relu', 'relu', 'paired'],
      ['sum', undefined, undefined],
    ]);
  });

  it('gets a derivative alone replaced, and marked on its way back only', () => {
    const flipped: Substitute = {
      name: 'matmul.backward',
      id: 'operand-not-transposed',
      by: 'bug',
      run: (grad: Tensor, { inputs: [a, b] }: { inputs: [Tensor, Tensor] }) => [grad.matmul(b), grad.matmul(a)],
    };
    const [a, b] = [tensor([[1, 2], [3, 4]], { requiresGrad: true }), tensor([[5, 6], [7, 8]], { requiresGrad: true })]; // biome-ignore format: matrices
    const events = heard(() => substituting([flipped], () => a.matmul(b).sum().backward()));
    expect([...a.grad!.dataSync()]).toEqual([12, 14, 12, 14]);
    expect(events.find((event) => event.type === 'op.fwd')?.substitute).toBeUndefined();
    const back = events.filter((event) => event.type === 'op.bwd').find(({ name }) => name === 'matmul');
    expect(back?.substitute).toEqual({ id: 'operand-not-transposed', by: 'bug' });
  });

  it('is refused by name when it throws, returns no tensor, one of another shape, or gradients that do not fit', () => {
    const x = tensor([-2, 3], { requiresGrad: true });
    const refused = (change: Partial<Substitute>): string => {
      try {
        substituting([{ ...leaky, ...change }], () => x.relu().sum().backward());
      } catch (error) {
        expect(error).toBeInstanceOf(SubstituteError);
        expect(isSubstituting()).toBe(false);
        return (error as Error).message.split('\n')[0]!;
      }
      return '';
    };
    const throws = (): never => {
      throw new TypeError('y is not defined');
    };
    expect(refused({ run: throws })).toBe('relu (leaky) threw: y is not defined');
    expect(refused({ run: () => undefined })).toBe('relu (leaky) returned nothing where one of shape [2] belongs');
    expect(refused({ run: (v: Tensor) => v.sum() })).toBe(
      'relu (leaky) returned a tensor of shape [] where one of shape [2] belongs',
    );
    expect(refused({ derivative: 'paired', backward: (grad) => [grad.sum()] })).toBe(
      'relu (leaky) returned gradients [] for operands [2]',
    );
  });

  it('refuses two of one name, and a promise', () => {
    expect(() => substituting([leaky, { ...leaky, id: 'other' }], () => 0)).toThrow(/'leaky' and 'other'/);
    expect(() => substituting([leaky], async () => 0)).toThrow(/promise/);
    expect(isSubstituting()).toBe(false);
  });
});

describe('what else has a name', () => {
  it('a cell, whose own arithmetic put in its place gives the same bits, watched and unwatched', () => {
    const generator = new Generator(3);
    const layer = new LSTM(2, 5, { generator });
    const x = randn([3, 2, 2], { generator });
    const own: Substitute = {
      name: 'LSTM.cell',
      id: 'lstm-step',
      by: 'reader',
      run: (fromInput: Tensor, [h, c]: [Tensor, Tensor], { weightHh, biasHh }: Record<string, Tensor>) => {
        const all = fromInput.add(h.linear(weightHh!, biasHh));
        const [i, f, g, o] = all.chunk(4, 1) as [Tensor, Tensor, Tensor, Tensor];
        const next = f.sigmoid().mul(c).add(i.sigmoid().mul(g.tanh()));
        return [o.sigmoid().mul(next.tanh()), next];
      },
    };
    const gradients = (substitutes: readonly Substitute[]): number[] => {
      layer.zeroGrad();
      substituting(substitutes, () => layer.forward(x)[0].square().sum().backward());
      return [...layer.parameters()].flatMap((parameter) => [...parameter.grad!.dataSync()]);
    };
    const plain = gradients([]);
    expect(gradients([own])).toEqual(plain);
    const watched: number[][] = [];
    heard(() => watched.push(gradients([own])));
    expect(watched[0]).toEqual(plain);
  });

  it('a cell of another kind is left alone', () => {
    const never: Substitute = { name: 'LSTM.cell', id: 'x', by: 'bug', run: () => [] };
    expect(substituting([never], () => new GRU(2, 3).forward(ones([1, 1, 2]))[0].shape)).toEqual([1, 1, 3]);
  });

  it('an update, with memories that are the optimizer’s own and marked in the trace', () => {
    const w = tensor([1, 2], { requiresGrad: true });
    const optimizer = new Adam([w], { lr: 0.5 });
    const plain: Substitute = {
      name: 'Adam.update',
      id: 'adam',
      by: 'reader',
      run: ({ parameter, gradient, settings, steps, slot }: Update<{ lr: number }>) => {
        slot('mean').copyFrom_(gradient);
        parameter.copyFrom_(parameter.sub(gradient.mul(settings.lr * steps)));
      },
    };
    w.sum().backward();
    const events = heard(() => substituting([plain], () => optimizer.step()));
    expect([...w.dataSync()]).toEqual([0.5, 1.5]);
    expect([...optimizer.stateDict().tensors['0.mean']!.dataSync()]).toEqual([1, 1]);
    expect(events.find((event) => event.type === 'param.update')?.substitute?.id).toBe('adam');
  });

  it('a convolution keeps its bias and options', () => {
    const flipped: Substitute = {
      name: 'conv2d',
      id: 'kernel-flipped',
      by: 'bug',
      run: (x: Tensor, w: Tensor, ...rest: [Tensor?, object?]) => conv2d(x, w.flip([2, 3]), ...rest),
    };
    const generator = new Generator(1);
    const [x, w] = [randn([1, 1, 5, 5], { generator }), randn([2, 1, 3, 3], { generator })];
    const made = substituting([flipped], () => conv2d(x, w, ones([2]), { padding: 1 }));
    expect([...made.dataSync()]).toEqual([...conv2d(x, w.flip([2, 3]), ones([2]), { padding: 1 }).dataSync()]);
  });
});
