import { describe, expect, it } from 'vitest';
import {
  BatchNorm1d,
  BatchNorm2d,
  Bilinear,
  Conv2d,
  Dropout,
  Dropout2d,
  Embedding,
  Flatten,
  Generator,
  GroupNorm,
  Linear,
  MaxPool2d,
  Module,
  ModuleDict,
  ModuleList,
  ones,
  Parameter,
  ReLU,
  Sequential,
  stateName,
  type Tensor,
  tensor,
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

describe("PyTorch's names", () => {
  class Net extends Module {
    readonly hiddenLayer = new Linear(2, 2);
    readonly norm = new BatchNorm1d(2);
  }

  it('are made from fields in camelCase', () => {
    expect(['weightIhL0', 'inProjWeight', 'running_mean', 'conv1'].map(stateName)).toEqual([
      'weight_ih_l0',
      'in_proj_weight',
      'running_mean',
      'conv1',
    ]);
    expect(Object.keys(new Net().stateDict())).toEqual([
      'hidden_layer.weight',
      'hidden_layer.bias',
      'norm.weight',
      'norm.bias',
      'norm.running_mean',
      'norm.running_var',
    ]);
  });

  it('let a state dict of PyTorch load as it is, with its count of calls', () => {
    const net = new Net();
    const state: Record<string, Tensor> = {
      ...new Net().stateDict(),
      'norm.num_batches_tracked': zeros([], { dtype: 'int32' }),
    };
    net.loadStateDict(state);
    expect(net.hiddenLayer.weight.toArray()).toEqual(state['hidden_layer.weight']!.toArray());
    expect(() => net.loadStateDict({ ...state, 'norm.num_batches': zeros([]) })).toThrow(/unknown norm.num_batches/);
  });
});

describe('module hooks', () => {
  it('see inputs before and outputs after every call, inside other modules too', () => {
    const model = new Sequential({ first: new Linear(2, 3), act: new ReLU() });
    const seen: string[] = [];
    const [, act] = [...model.namedModules()].map(([, module]) => module).slice(1) as [Module, Module];
    const stops = [
      act.registerForwardPreHook((module, [x]) => {
        seen.push(`${module.constructor.name} gets ${(x as Tensor).shape}`);
        return undefined;
      }),
      act.registerForwardHook((_module, _inputs, output) => {
        seen.push(`gives ${(output as Tensor).shape}`);
      }),
    ];
    model.forward(ones([4, 2]));
    for (const stop of stops) stop();
    model.forward(ones([4, 2]));
    expect(seen).toEqual(['ReLU gets 4,3', 'gives 4,3']);
  });

  it('may replace inputs and output, each seeing what the one before made of it', () => {
    const act = new ReLU();
    act.registerForwardPreHook((_module, [x]) => [(x as Tensor).neg()]);
    act.registerForwardHook((_module, _inputs, output) => (output as Tensor).add(1));
    act.registerForwardHook((_module, _inputs, output) => (output as Tensor).mul(10));
    expect(act.forward(tensor([-2, 3])).toArray()).toEqual([30, 10]);
  });

  it('do not show up among the weights, and refuse a module that is never called', () => {
    const layer = new Linear(2, 2);
    layer.registerForwardHook(() => undefined);
    expect(Object.keys(layer.stateDict())).toEqual(['weight', 'bias']);
    expect(() => new ModuleList([layer]).registerForwardHook(() => undefined)).toThrow(
      /without forward is never called/,
    );
  });
});

describe('containers', () => {
  it('ModuleList holds modules in a row', () => {
    const list = new ModuleList([new Linear(1, 2), new Linear(2, 3)]);
    expect([...list].map((layer) => layer.weight.shape)).toEqual([
      [2, 1],
      [3, 2],
    ]);
    expect(list.at(-1)).toBe(list.at(1));
    expect(list).toHaveLength(2);
    expect(Object.keys(list.stateDict())).toEqual(['0.weight', '0.bias', '1.weight', '1.bias']);
    expect(() => list.at(2)).toThrow(/no module 2 among 2/);
  });

  it('ModuleDict holds modules by name, and leaves the names alone', () => {
    const dict = new ModuleDict({ leftSide: new Linear(1, 1, { bias: false }), right: new ReLU() });
    expect(dict.keys()).toEqual(['leftSide', 'right']);
    expect(Object.keys(dict.stateDict())).toEqual(['leftSide.weight']);
    expect(dict.has('right')).toBe(true);
    expect(() => dict.get('up')).toThrow(/no module 'up'\nhint: it holds: leftSide, right/);
  });
});

describe('layers', () => {
  it('normalize a batch while training and by running statistics while evaluating', () => {
    const norm = new BatchNorm1d(1, { momentum: 1 });
    norm.forward(tensor([[1], [3]]));
    expect(norm.runningMean.toArray()).toEqual([2]);
    expect(norm.runningVar.toArray()).toEqual([2]); // unbiased
    norm.eval();
    expect(norm.forward(tensor([[4]])).itemSync()).toBeCloseTo(2 / Math.sqrt(2 + 1e-5), 5);
    expect(norm.runningMean.toArray()).toEqual([2]);
    expect([...norm.namedBuffers()].map(([name]) => name)).toEqual(['running_mean', 'running_var']);
    expect(() => norm.forward(zeros([1, 1, 2, 2]))).toThrow(/images are for BatchNorm2d/);
    expect(() => new BatchNorm2d(1).forward(zeros([1, 1]))).toThrow(/must be \[N, C, H, W\]/);
    expect(() => norm.train().forward(tensor([[4]]))).toThrow(/one value per channel/);
  });

  it('embed with a row for nothing, which starts at zero and stays there', () => {
    const table = new Embedding(3, 2, { paddingIdx: -1, generator: new Generator(1) });
    expect(table.weight.select(0, 2).toArray()).toEqual([0, 0]);
    table
      .forward(tensor([0, 2, 2], { dtype: 'int32' }))
      .sum()
      .backward();
    expect(table.weight.grad?.toArray()).toEqual([
      [1, 1],
      [0, 0],
      [0, 0],
    ]);
    expect(() => new Embedding(3, 2, { paddingIdx: 3 })).toThrow(/paddingIdx 3 is not one of 3 entries/);
  });

  it('drop whole channels', () => {
    const x = ones([8, 16, 3, 3]);
    const y = new Dropout2d(0.5, { generator: new Generator(2) }).forward(x);
    const perChannel = y.flatten(2).mean(-1).dataSync();
    expect(new Set(perChannel)).toEqual(new Set([0, 2]));
    expect(new Dropout2d(0.5).eval().forward(x).toArray()).toEqual(x.toArray());
  });

  it('refuse inputs that a bilinear layer cannot pair', () => {
    expect(() => new Bilinear(2, 3, 1).forward(zeros([4, 2]), zeros([5, 3]))).toThrow(/\[4, 2\] and \[5, 3\] must be/);
    expect(() => new GroupNorm(3, 4)).toThrow(/3 groups do not divide 4 channels/);
  });

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
