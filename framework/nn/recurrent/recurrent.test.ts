import { describe, expect, it } from 'vitest';
import {
  Generator,
  GRU,
  gradcheck,
  LSTM,
  listen,
  RNN,
  randn,
  scope,
  type Tensor,
  tensor,
  uniform_,
  useBackend,
  zeros,
} from '../../index.ts';

const options = (seed = 2): { readonly generator: Generator } => ({ generator: new Generator(seed) });
const sequences = (...shape: number[]): Tensor => randn(shape, { generator: new Generator(9) });

describe('recurrent layers', () => {
  it("name their weights as PyTorch's state dict does", () => {
    const names = Object.keys(new LSTM(2, 3, { numLayers: 2, bidirectional: true }).stateDict());
    expect(names.slice(0, 4)).toEqual(['weight_ih_l0', 'weight_hh_l0', 'bias_ih_l0', 'bias_hh_l0']);
    expect(names).toContain('weight_ih_l0_reverse');
    expect(names).toContain('bias_hh_l1_reverse');
    expect(names).toHaveLength(16);
    expect(new LSTM(2, 3, { numLayers: 2, bidirectional: true }).stateDict()['weight_ih_l1']!.shape).toEqual([12, 6]);
  });

  it('put the gates of the LSTM in the order i, f, g, o', () => {
    const lstm = new LSTM(1, 1, options());
    for (const parameter of lstm.parameters()) uniform_(parameter, 0, 0);
    const bias = [0.1, 0.7, -0.4, 0.3]; // i, f, g, o
    lstm.loadStateDict({ ...lstm.stateDict(), bias_ih_l0: tensor(bias) });
    const [, [hidden, memory]] = lstm.forward(zeros([1, 1, 1]), [zeros([1, 1, 1]), tensor([[[2]]])]);
    const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
    const c = sigmoid(0.7) * 2 + sigmoid(0.1) * Math.tanh(-0.4);
    expect(memory.itemSync()).toBeCloseTo(c, 6);
    expect(hidden.itemSync()).toBeCloseTo(sigmoid(0.3) * Math.tanh(c), 6);
  });

  it('have a right gradient through time', () => {
    const lstm = new LSTM(2, 2, { bidirectional: true, batchFirst: true, ...options() });
    const lengths = [3, 1];
    // The weights are float32, so slopes are measured coarsely; the ops themselves are checked in float64.
    const check = gradcheck(
      ([x]) => lstm.forward(x!, undefined, { lengths })[0],
      [randn([2, 3, 2], { dtype: 'float64', generator: new Generator(4) })],
    );
    expect(check).toBeNull();
  });

  it.each([
    ['RNN', new RNN(2, 3, { batchFirst: true, bidirectional: true, ...options() })],
    ['GRU', new GRU(2, 3, { batchFirst: true, bidirectional: true, ...options() })],
    ['LSTM', new LSTM(2, 3, { batchFirst: true, bidirectional: true, ...options() })],
  ] as const)('%s: padding plays no part, whatever stands in it', (_name, layer) => {
    const x = sequences(2, 4, 2);
    const noise = x.add(
      tensor([
        [[0], [0], [0], [0]],
        [[0], [0], [50], [-50]],
      ]),
    );
    const lengths = [4, 2];
    const [padded] = layer.forward(noise, undefined, { lengths });
    const [clean] = layer.forward(x, undefined, { lengths });
    const [alone] = layer.forward(x.slice(0, 1).slice(1, 0, 2));
    expect(padded.toArray()).toEqual(clean.toArray());
    expect(padded.select(0, 1).slice(0, 2).abs().max().itemSync()).toBe(0);
    const own = padded.slice(0, 1).slice(1, 0, 2).sub(alone).abs().max().itemSync();
    expect(own).toBeLessThan(1e-6);
  });

  it.each([
    ['RNN', () => new RNN(2, 3, { bidirectional: true, ...options() })],
    ['GRU', () => new GRU(2, 3, { numLayers: 2, ...options() })],
    ['LSTM', () => new LSTM(2, 3, { bidirectional: true, ...options() })],
  ] as const)('%s leaves the first state of a sequence of no steps, and says nothing', (_name, make) => {
    const layer = make() as GRU;
    const x = sequences(4, 2, 2).requiresGrad_();
    const [output, state] = layer.forward(x, undefined, { lengths: [0, 4] });
    const [alone, own] = layer.forward(x.slice(1, 1, 2));
    const hidden = (of: Tensor | readonly Tensor[]): Tensor => (Array.isArray(of) ? of[0] : of) as Tensor;
    expect(output.select(1, 0).abs().max().itemSync()).toBe(0);
    expect(hidden(state).select(1, 0).abs().max().itemSync()).toBe(0);
    expect(output.select(1, 1).sub(alone.squeeze(1)).abs().max().itemSync()).toBeLessThan(1e-6);
    expect(hidden(state).select(1, 1).sub(hidden(own).squeeze(1)).abs().max().itemSync()).toBeLessThan(1e-6);
    output.sum().backward();
    expect(x.grad!.select(1, 0).abs().max().itemSync()).toBe(0);
    expect([...layer.parameters()].every(({ grad }) => grad!.dataSync().every(Number.isFinite))).toBe(true);
  });

  const cells = [
    ['GRU', () => new GRU(3, 5, { numLayers: 2, bidirectional: true, ...options() })],
    ['LSTM', () => new LSTM(3, 5, { numLayers: 2, bidirectional: true, ...options() })],
  ] as const;

  /** Every number that a pass there and back leaves. */
  const passes = (make: () => GRU | LSTM): unknown[] => {
    const layer = make();
    const x = sequences(4, 3, 3).requiresGrad_();
    const [output] = layer.forward(x, undefined, { lengths: [4, 2, 3] });
    output
      .mul(sequences(4, 3, 10))
      .sum()
      .backward();
    return [output, x.grad!, ...[...layer.parameters()].map((parameter) => parameter.grad!)].map((t) => t.toArray());
  };

  it.each(['simd', 'reference'].flatMap((backend) => cells.map(([name, make]) => [name, backend, make] as const)))(
    '%s gives the same bits whether or not someone listens (%s)',
    (_name, backend, make) => {
      useBackend(backend);
      const silent = scope(() => passes(make));
      const heard: string[] = [];
      const stop = listen((event) => {
        if (event.type === 'op.fwd') heard.push(event.name);
      });
      const loud = scope(() => passes(make));
      stop();
      useBackend('auto');
      expect(heard).toContain('sigmoid'); // every gate can be seen
      expect(heard).not.toContain('lstmMemory');
      expect(loud).toEqual(silent);
    },
  );

  it('drop between layers while training only, from the given stream', () => {
    const make = (): GRU => new GRU(2, 4, { numLayers: 2, dropout: 0.5, ...options() });
    const x = sequences(3, 2, 2);
    const [first, second] = [make(), make()];
    expect(first.forward(x)[0].toArray()).toEqual(second.forward(x)[0].toArray());
    expect(first.forward(x)[0].toArray()).not.toEqual(first.forward(x)[0].toArray());
    first.eval();
    expect(first.forward(x)[0].toArray()).toEqual(first.forward(x)[0].toArray());
  });

  it('say what does not fit', () => {
    const rnn = new RNN(2, 3);
    expect(() => rnn.forward(zeros([4, 2]))).toThrow(/RNN: input \[4, 2\] must be \[T, N, 2\]/);
    expect(() => rnn.forward(zeros([0, 1, 2]))).toThrow(/at least one step/);
    expect(() => rnn.forward(zeros([4, 1, 2]), zeros([1, 2, 3]))).toThrow(
      /first state \[1, 2, 3\] must be 1 of \[1, 1, 3\]/,
    );
    expect(() => rnn.forward(zeros([4, 2, 2]), undefined, { lengths: [5, 1] })).toThrow(
      /lengths \[5, 1\] do not fit 2 sequences of 4 steps/,
    );
    expect(() => rnn.forward(zeros([4, 2, 2]), undefined, { lengths: [-1, 1] })).toThrow(
      /do not fit.*\nhint: .*from 0/s,
    );
  });
});
