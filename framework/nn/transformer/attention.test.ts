import { describe, expect, it } from 'vitest';
import {
  Generator,
  listen,
  MultiHeadAttention,
  randn,
  type Tensor,
  TransformerDecoderLayer,
  TransformerEncoder,
  TransformerEncoderLayer,
  tensor,
  zeros,
} from '../../index.ts';

const stream = (): { readonly generator: Generator } => ({ generator: new Generator(5) });
const tokens = (...shape: number[]): Tensor => randn(shape, { generator: new Generator(8) });
const apart = (a: Tensor, b: Tensor): number => a.sub(b).abs().max().itemSync();

describe('MultiHeadAttention', () => {
  it('gives the weights of each head, or their mean; rows add up to 1', () => {
    const attention = new MultiHeadAttention(8, 2, stream());
    const x = tokens(2, 3, 8);
    const [output, perHead] = attention.attend(x, x, x, { averageWeights: false });
    const [same, mean] = attention.attend(x, x, x);
    expect([perHead.shape, mean.shape]).toEqual([
      [2, 2, 3, 3],
      [2, 3, 3],
    ]);
    expect(apart(perHead.mean(1), mean)).toBe(0);
    expect(apart(mean.sum(-1), mean.sum(-1).mul(0).add(1))).toBeLessThan(1e-6);
    expect(apart(output, same)).toBe(0);
    expect(apart(output, attention.forward(x, x, x))).toBe(0);
  });

  it('causal: no position feels what comes later', () => {
    const attention = new MultiHeadAttention(4, 2, stream());
    const x = tokens(1, 4, 4);
    const changed = x.add(tensor([[[0], [0], [9], [-9]]]));
    const [a, b] = [x, changed].map((t) => attention.forward(t, t, t, { causal: true }));
    expect(apart(a!.slice(1, 0, 2), b!.slice(1, 0, 2))).toBe(0);
    expect(apart(a!, b!)).toBeGreaterThan(0.1);
  });

  it('padding is never looked at; a row that may look nowhere stays a number', () => {
    const attention = new MultiHeadAttention(4, 1, stream());
    const x = tokens(2, 3, 4);
    const keyPaddingMask = tensor(
      [
        [0, 0, 1],
        [1, 1, 1],
      ],
      { dtype: 'bool' },
    );
    const [output, weights] = attention.attend(x, x, x, { keyPaddingMask });
    expect(weights.select(2, 2).abs().max().itemSync()).toBe(0);
    expect(weights.select(0, 1).abs().max().itemSync()).toBe(0);
    expect([...output.dataSync()].every(Number.isFinite)).toBe(true);
  });

  it.each([7, 12, 33])('the same bits whether or not somebody watches its parts, %i positions', (length) => {
    const results = (watched: boolean): number[][] => {
      const attention = new MultiHeadAttention(12, 2, stream());
      const x = tokens(3, length, 12).requiresGrad_();
      const names: string[] = [];
      const stop = watched ? listen((event) => event.type === 'op.fwd' && names.push(event.name)) : null;
      const output = attention.forward(x, x, x, { causal: true });
      output
        .mul(tokens(3, length, 12))
        .sum()
        .backward();
      stop?.();
      expect(names.includes('softmax')).toBe(watched);
      return [output, x.grad!, ...[...attention.parameters()].map(({ grad }) => grad!)].map((t) => [...t.dataSync()]);
    };
    expect(results(false)).toEqual(results(true));
  });

  it('drops weights while training only', () => {
    const attention = new MultiHeadAttention(4, 2, { dropout: 0.5, ...stream() });
    const x = tokens(1, 5, 4);
    expect(apart(attention.forward(x, x, x), attention.forward(x, x, x))).toBeGreaterThan(0);
    attention.eval();
    expect(apart(attention.forward(x, x, x), attention.forward(x, x, x))).toBe(0);
  });

  it('says what does not fit', () => {
    expect(() => new MultiHeadAttention(6, 4)).toThrow(/4 heads do not divide 6 features/);
    const attention = new MultiHeadAttention(4, 2);
    expect(() => attention.forward(zeros([3, 4]), zeros([3, 4]), zeros([3, 4]))).toThrow(
      /must each be \[N, positions, 4\]/,
    );
  });
});

describe('transformer layers', () => {
  it("name their weights as PyTorch's state dict does", () => {
    expect(Object.keys(new TransformerEncoderLayer(4, 2, { dimFeedforward: 4 }).stateDict()).sort()).toEqual([
      'linear1.bias',
      'linear1.weight',
      'linear2.bias',
      'linear2.weight',
      'norm1.bias',
      'norm1.weight',
      'norm2.bias',
      'norm2.weight',
      'self_attn.in_proj_bias',
      'self_attn.in_proj_weight',
      'self_attn.out_proj.bias',
      'self_attn.out_proj.weight',
    ]);
    expect(Object.keys(new TransformerDecoderLayer(4, 2, { dimFeedforward: 4 }).stateDict())).toContain(
      'multihead_attn.in_proj_weight',
    );
    const stack = new TransformerEncoder(4, 2, { numLayers: 2, dimFeedforward: 4, normFirst: true });
    expect(Object.keys(stack.stateDict())).toContain('layers.1.self_attn.out_proj.bias');
    expect(Object.keys(stack.stateDict())).toContain('norm.weight');
  });

  it('a causal stack predicts each position from earlier ones only', () => {
    const model = new TransformerEncoder(8, 2, { numLayers: 2, dimFeedforward: 16, dropout: 0, ...stream() });
    const x = tokens(1, 4, 8);
    const changed = x.add(tensor([[[0], [0], [0], [7]]]));
    const [a, b] = [x, changed].map((t) => model.forward(t, { causal: true }));
    expect(apart(a!.slice(1, 0, 3), b!.slice(1, 0, 3))).toBe(0);
  });

  it('layers of a stack start from different weights', () => {
    const { layers } = new TransformerEncoder(4, 2, { numLayers: 2, dimFeedforward: 4, ...stream() });
    expect(layers[0]!.linear1.weight.toArray()).not.toEqual(layers[1]!.linear1.weight.toArray());
  });
});
