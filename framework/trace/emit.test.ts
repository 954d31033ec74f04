import { describe, expect, it } from 'vitest';
import {
  isListening,
  Linear,
  listen,
  noGrad,
  ones,
  ReLU,
  Sequential,
  SGD,
  type TraceEvent,
  tensor,
  unheard,
} from '../index.ts';

describe('the trace', () => {
  it('is silent and free of listeners by default', () => {
    expect(isListening()).toBe(false);
  });

  it('reports every op once forwards and once backwards, under the same number', () => {
    const events: TraceEvent[] = [];
    const x = tensor([1, -2, 3], { requiresGrad: true });
    const stop = listen((event) => events.push(event));
    x.mul(2).relu().sum().backward();
    stop();
    x.mul(2);
    const forward = events.filter((event) => event.type === 'op.fwd');
    const backward = events.filter((event) => event.type === 'op.bwd');
    expect(forward.map((event) => event.name)).toEqual(['mul', 'relu', 'sum']);
    expect(backward.map((event) => event.op)).toEqual(forward.map((event) => event.op).reverse());
  });

  it('hides the ops that another op runs inside itself', () => {
    const names: string[] = [];
    const stop = listen((event) => event.type === 'op.fwd' && names.push(event.name));
    noGrad(() => ones([2, 3]).softmax(1));
    stop();
    expect(names).toEqual(['softmax']);
  });

  it('hears nothing of what runs unheard, and everything after it, even after an error', () => {
    const names: string[] = [];
    const stop = listen((event) => event.type === 'op.fwd' && names.push(event.name));
    expect(unheard(() => [isListening(), tensor([1]).neg().itemSync()])).toEqual([false, -1]);
    const fail = (): never => {
      throw new Error('no');
    };
    expect(() => unheard(fail)).toThrow('no');
    tensor([1]).exp();
    stop();
    expect(names).toEqual(['exp']);
    expect(isListening()).toBe(false);
  });

  it('says which module an op ran in, and marks a gradient that was added to another', () => {
    const events: TraceEvent[] = [];
    const model = new Sequential({ first: new Linear(2, 2), act: new ReLU() });
    const x = ones([1, 2]).requiresGrad_();
    const stop = listen((event) => events.push(event));
    const y = model.forward(x);
    y.add(x).sum().backward();
    stop();
    expect(events.filter((e) => e.type === 'op.fwd').map((e) => e.scope)).toEqual(['first', 'act', '', '']);
    const linear = events.find((e) => e.type === 'op.bwd' && e.name === 'linear');
    expect(linear?.type === 'op.bwd' && linear.accumulated[0]).toBe(true);
  });

  it('shows a parameter before and after its update', () => {
    const w = tensor([1, 2], { requiresGrad: true });
    const changes: number[][] = [];
    const stop = listen((event) => {
      if (event.type === 'param.update') changes.push([...event.before.read()], [...event.parameter.read()]);
    });
    w.sum().backward();
    new SGD([w], { lr: 0.5 }).step();
    stop();
    expect(changes).toEqual([
      [1, 2],
      [0.5, 1.5],
    ]);
  });
});
