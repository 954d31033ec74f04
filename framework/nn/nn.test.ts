import { describe, expect, it } from 'vitest';
import {
  Conv2d,
  Dropout,
  Flatten,
  Generator,
  Linear,
  MaxPool2d,
  Module,
  ones,
  Parameter,
  ReLU,
  Sequential,
  type Tensor,
  zeros,
} from '../index.ts';

class Tied extends Module {
  readonly first = new Linear(2, 2);
  readonly second = this.first;
  readonly scale = new Parameter(ones([2]));
  readonly running = zeros([2]);
  readonly blocks = [new Linear(2, 3), new Linear(3, 2)];

  forward(x: Tensor): Tensor {
    return this.second.forward(this.first.forward(x));
  }
}

describe('Module', () => {
  it('finds parameters, buffers and children in its own fields, shared ones once', () => {
    const model = new Tied();
    expect([...model.namedParameters()].map(([name]) => name).sort()).toEqual([
      'blocks.0.bias',
      'blocks.0.weight',
      'blocks.1.bias',
      'blocks.1.weight',
      'first.bias',
      'first.weight',
      'scale',
    ]);
    expect([...model.namedBuffers()].map(([name]) => name)).toEqual(['running']);
  });

  it('switches training mode all the way down', () => {
    const model = new Sequential(new Linear(2, 2), new Sequential(new Dropout(0.5)));
    model.eval();
    expect([...model.namedModules()].every(([, module]) => !module.training)).toBe(true);
    expect(model.forward(ones([4, 2])).toArray()).toEqual(model.forward(ones([4, 2])).toArray());
  });

  it('carries weights over by name', () => {
    const [a, b] = [new Linear(3, 2), new Linear(3, 2)];
    b.loadStateDict(a.stateDict());
    expect(b.forward(ones([1, 3])).toArray()).toEqual(a.forward(ones([1, 3])).toArray());
  });

  it('changes nothing when a state dict does not fit', () => {
    const model = new Linear(3, 2);
    const before = model.weight.toArray();
    const bad = { weight: ones([2, 3]), bias: ones([5]) };
    expect(() => model.loadStateDict(bad)).toThrow(/bias has shape \[5\] in the file and \[2\] in the model/);
    expect(() => model.loadStateDict({ weight: ones([2, 3]) })).toThrow(/missing bias/);
    expect(() => model.loadStateDict({ ...model.stateDict(), extra: ones([1]) })).toThrow(/unknown extra/);
    expect(model.weight.toArray()).toEqual(before);
  });
});

describe('layers', () => {
  it("start within PyTorch's bounds, the same for the same seed", () => {
    const make = (): Conv2d => new Conv2d(4, 8, 3, { generator: new Generator(5) });
    const bound = 1 / Math.sqrt(4 * 9);
    const values = [...make().weight.dataSync()];
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(bound);
    expect(Math.max(...values.map(Math.abs))).toBeGreaterThan(bound * 0.9);
    expect(values).toEqual([...make().weight.dataSync()]);
  });

  it('say exactly which features a flattened image gives', () => {
    const model = new Sequential(
      new Conv2d(3, 32, 3, { padding: 1 }),
      new ReLU(),
      new MaxPool2d(2),
      new Conv2d(32, 64, 3, { padding: 1 }),
      new ReLU(),
      new MaxPool2d(2),
      new Flatten(),
      new Linear(64 * 6 * 6, 128),
    );
    expect(() => model.forward(zeros([2, 3, 32, 32]))).toThrow(
      'linear: the layer expects 64·6·6 = 2304 features, the input gives 64·8·8 = 4096 ([2, 64, 8, 8] flattened to [2, 4096]; weight [128, 2304])\nhint: make the layer Linear(64 * 8 * 8, 128), or change the layers before it so that they leave 6×6 maps.',
    );
  });

  it('say which channels do not meet, and suspect the layout', () => {
    expect(() => new Conv2d(1, 8, 3).forward(zeros([2, 3, 8, 8]))).toThrow(
      /conv2d: input has 3 channels, weight expects 1 .*Conv2d\(3, 8/s,
    );
    expect(() => new Conv2d(3, 8, 3).forward(zeros([2, 8, 8, 3]))).toThrow(/permute\(\[0, 3, 1, 2\]\)/);
    expect(() => new Conv2d(3, 8, 3, { groups: 2 })).toThrow(/2 groups do not divide 3/);
  });

  it('drop with the right rate, keep the expected value, and reuse the mask backwards', () => {
    const dropout = new Dropout(0.25, { generator: new Generator(1) });
    const x = ones([10000]).requiresGrad_();
    const y = dropout.forward(x);
    y.sum().backward();
    const values = [...y.dataSync()];
    expect(values.filter((v) => v === 0).length / values.length).toBeCloseTo(0.25, 1);
    expect(values.reduce((a, b) => a + b, 0) / values.length).toBeCloseTo(1, 1);
    expect([...x.grad!.dataSync()]).toEqual(values);
  });
});
