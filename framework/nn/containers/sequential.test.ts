// Sequential lets a layer do the ReLU behind it, as it writes: the same bits as two steps, and only where nobody would notice.

import { describe, expect, it } from 'vitest';
import {
  Conv2d,
  Flatten,
  Generator,
  grad,
  Linear,
  listen,
  ReLU,
  randn,
  Sequential,
  type Tensor,
  useBackend,
} from '../../index.ts';

const network = (): Sequential => {
  const generator = new Generator(3);
  return new Sequential(
    new Conv2d(2, 5, 3, { padding: 1, generator }),
    new ReLU(),
    new Flatten(),
    new Linear(5 * 6 * 7, 9, { generator }),
    new ReLU(),
    new Linear(9, 4, { bias: false, generator }),
    new ReLU(),
  );
};
const images = (): Tensor => randn([3, 2, 6, 7], { generator: new Generator(4) }).requiresGrad_();

/** Output, gradients of input and parameters, and the names of all ops if somebody listens. */
function train(watched: boolean): { numbers: number[][]; names: string[] } {
  const names: string[] = [];
  const stop = watched ? listen((event) => event.type === 'op.fwd' && names.push(event.name)) : null;
  const [model, x] = [network(), images()];
  const output = model.forward(x);
  output
    .mul(randn(output.shape, { generator: new Generator(5) }))
    .sum()
    .backward();
  stop?.();
  const slopes = [x, ...model.parameters()].map((t) => t.grad!);
  return { numbers: [output, ...slopes].map((t) => [...t.dataSync()]), names };
}

describe('a ReLU behind a layer', () => {
  it.each(['simd', 'reference'])('is done by the layer, with the same bits: %s', (backend) => {
    useBackend(backend);
    const [alone, watched] = [train(false), train(true)];
    expect(alone.numbers).toEqual(watched.numbers);
    expect(watched.names.filter((name) => name === 'relu')).toHaveLength(3);
  });

  it('is recorded as one op', () => {
    const { history } = new Sequential(new Linear(2, 3), new ReLU()).forward(randn([4, 2]));
    expect(history?.op).toBe('linear');
  });

  it('is a step of its own for hooks, and for subclasses that do something else', () => {
    const seen: number[] = [];
    const generator = new Generator(6);
    const model = new Sequential(new Linear(2, 3, { generator }), new ReLU());
    const x = randn([4, 2], { generator });
    for (const [, layer] of model.namedChildren()) {
      const stop = layer.registerForwardHook((_layer, _inputs, output) => {
        seen.push(Math.min(...(output as Tensor).dataSync()));
        return undefined;
      });
      model.forward(x);
      stop();
    }
    expect(seen).toHaveLength(2);
    expect(seen[0]).toBeLessThan(0);
    expect(seen[1]).toBe(0);

    class Twice extends Linear {
      override forward(t: Tensor): Tensor {
        return super.forward(t).mul(2);
      }
    }
    const [plain, twice] = [Linear, Twice].map((Layer) => {
      return new Sequential(new Layer(2, 3, { generator: new Generator(1) }), new ReLU()).forward(x);
    });
    expect(twice!.toArray()).toEqual(plain!.mul(2).toArray());
  });

  it('can be differentiated twice', () => {
    const x = images();
    const [slope] = grad(network().forward(x).square().sum(), [x], { createGraph: true });
    const [second] = grad(slope!.square().sum(), [x]);
    expect(second!.abs().max().itemSync()).toBeGreaterThan(0);
  });
});
