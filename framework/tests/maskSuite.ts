/**
 * What attention's masks must do on every backend: what is hidden has no weight however small the other scores are, who may look nowhere
 * receives zeros, and no NaN finds its way into a gradient. The judge: the sum over the keys that may be seen, in plain loops.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  detectAnomaly,
  Generator,
  grad,
  MultiHeadAttention,
  randn,
  scope,
  type Tensor,
  tensor,
  useBackend,
} from '../index.ts';

const HIDDEN = Number.NEGATIVE_INFINITY;
/** Where the second query of three may look nowhere. */
const SEEN = [
  [1, 0, 1, 1],
  [0, 0, 0, 0],
  [0, 1, 0, 0],
];
const ADDED = [
  [0.5, HIDDEN, -1, 0],
  [HIDDEN, HIDDEN, HIDDEN, HIDDEN],
  [HIDDEN, 2, HIDDEN, HIDDEN],
];

/** Weighted means over the keys that are not hidden. q [L, D], k [S, D], v [S, E], bias [L, S] */
function expected(q: number[][], k: number[][], v: number[][], bias: number[][]): number[][] {
  return q.map((query, l) => {
    const scores = k.map(
      (key, s) => key.reduce((sum, x, d) => sum + x * query[d]!, 0) / Math.sqrt(query.length) + bias[l]![s]!,
    );
    const most = Math.max(...scores.filter((score) => score > HIDDEN));
    const weights = scores.map((score) => (score === HIDDEN ? 0 : Math.exp(score - most)));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return v[0]!.map((_, e) =>
      total === 0 ? 0 : weights.reduce((sum, weight, s) => sum + weight * v[s]![e]!, 0) / total,
    );
  });
}

export function describeMasks(backend: 'simd' | 'reference' | 'webgpu'): void {
  describe(`attention with masks, ${backend}`, () => {
    beforeAll(() => useBackend(backend));
    afterAll(() => useBackend('auto'));

    const drawn = (seed: number, rows: number, columns: number): number[][] =>
      randn([rows, columns], { generator: new Generator(seed), device: 'cpu' }).toArray() as number[][];
    const [q, k, v] = [drawn(1, 3, 2), drawn(2, 4, 2), drawn(3, 4, 5)];
    const bools = (values: number[][]): Tensor => tensor(values, { dtype: 'bool' });
    const asBias = SEEN.map((row) => row.map((seen) => (seen === 1 ? 0 : HIDDEN)));

    async function close(got: Tensor, right: number[][]): Promise<void> {
      const values = [...(await got.data())];
      for (const [i, value] of right.flat().entries()) expect(values[i]).toBeCloseTo(value, 5);
      expect(values).toHaveLength(right.flat().length);
    }

    it.each([
      ['a bool mask', () => bools(SEEN), asBias],
      ['a float mask', () => tensor(ADDED), ADDED],
      [
        'a float mask that hides nothing',
        () => tensor(ADDED.map((row) => row.map((x) => Math.max(x, -3)))),
        ADDED.map((row) => row.map((x) => Math.max(x, -3))),
      ],
      [
        'a float mask for all queries',
        () => tensor([[0, HIDDEN, 1, HIDDEN]]),
        [0, 1, 2].map(() => [0, HIDDEN, 1, HIDDEN]),
      ],
      [
        'a float mask that shows nothing to anybody',
        () => tensor([HIDDEN]),
        [0, 1, 2].map(() => [HIDDEN, HIDDEN, HIDDEN, HIDDEN]),
      ],
    ])('%s: zeros where nothing is seen, and gradients that are numbers', async (_name, mask, bias) => {
      const inputs = [q, k, v].map((values) => tensor(values, { requiresGrad: true })) as [Tensor, Tensor, Tensor];
      const y = inputs[0].scaledDotProductAttention(inputs[1], inputs[2], { mask: mask() });
      await close(y, expected(q, k, v, bias));
      const gradients = grad(y.sum(), inputs);
      for (const gradient of gradients) expect([...(await gradient!.data())].every(Number.isFinite)).toBe(true);
      const blind = bias.flatMap((row, l) => (row.every((x) => x === HIDDEN) ? [l] : []));
      for (const l of blind) expect([...(await gradients[0]!.select(0, l).data())]).toEqual([0, 0]);
    });

    it.runIf(backend !== 'webgpu')('no NaN is made on the way, which detectAnomaly would blame', () => {
      const inputs = [q, k, v].map((values) => tensor(values, { requiresGrad: true })) as [Tensor, Tensor, Tensor];
      for (const mask of [bools(SEEN), tensor(ADDED)])
        detectAnomaly(() => inputs[0].scaledDotProductAttention(inputs[1], inputs[2], { mask }).sum().backward());
    });

    it('a float mask and causal together', async () => {
      const square = ADDED.map((row) => row.slice(0, 3));
      const [query, key, value] = [q, k.slice(0, 3), v.slice(0, 3)];
      const bias = square.map((row, l) => row.map((x, s) => (s > l ? HIDDEN : x)));
      const y = tensor(query).scaledDotProductAttention(tensor(key), tensor(value), {
        mask: tensor(square),
        causal: true,
      });
      await close(y, expected(query, key, value, bias));
    });

    it.each([
      ['bool', () => bools([[1, 0]])],
      ['float', () => tensor([[0, HIDDEN]])],
    ])('a hidden score never beats an allowed one, however small that is (%s)', async (_name, mask) => {
      const [query, key] = [tensor([[1e15]]), tensor([[-1e15], [1e15]])]; // scores -1e30 and 1e30
      const y = query.scaledDotProductAttention(key, tensor([[3], [7]]), { mask: mask() });
      expect([...(await y.data())]).toEqual([3]);
      const causal = tensor([[1e15], [1]]).scaledDotProductAttention(key, tensor([[3], [7]]), { causal: true });
      expect((await causal.data())[0]).toBe(3);
    });

    it('a NaN in a mask is told, not hidden', async () => {
      const y = tensor(q).scaledDotProductAttention(tensor(k), tensor(v), { mask: tensor([Number.NaN, HIDDEN, 0, 0]) });
      expect([...(await y.data())].every(Number.isNaN)).toBe(true);
    });

    it('whole numbers are no mask, and no padding', () => {
      const int32 = tensor(SEEN, { dtype: 'int32' });
      expect(() => tensor(q).scaledDotProductAttention(tensor(k), tensor(v), { mask: int32 })).toThrow(
        /scaledDotProductAttention: mask has dtype int32, it must be bool or float\nhint: .*to\('bool'\)/,
      );
      const layer = new MultiHeadAttention(4, 2, { generator: new Generator(1) });
      if (backend === 'webgpu') layer.to('webgpu');
      const x = randn([1, 3, 4]);
      const whole = tensor([[0, 1, 1]], { dtype: 'int32' });
      expect(() => layer.forward(x, x, x, { attnMask: whole })).toThrow(/MultiHeadAttention: attnMask has dtype int32/);
      for (const keyPaddingMask of [whole, whole.to('float32')])
        expect(() => layer.forward(x, x, x, { keyPaddingMask })).toThrow(
          /keyPaddingMask has dtype .*, it must be bool\nhint: /,
        );
    });

    it('MultiHeadAttention: a float mask that hides a whole row gives what a bool mask gives', async () => {
      const layer = new MultiHeadAttention(4, 2, { generator: new Generator(1) });
      if (backend === 'webgpu') layer.to('webgpu');
      const x = randn([2, 3, 4], { generator: new Generator(2) });
      const hidden = [
        [0, 0, 1],
        [1, 1, 1],
        [0, 1, 0],
      ];
      const added = tensor(hidden.map((row) => row.map((hides) => (hides === 1 ? HIDDEN : 0))));
      const [a, b] = [bools(hidden), added].map((attnMask) => layer.forward(x, x, x, { attnMask }));
      expect([...(await a!.data())].every(Number.isFinite)).toBe(true);
      expect([...(await b!.data())]).toEqual([...(await a!.data())]);
      const loss = layer
        .forward(x, x, x, {
          attnMask: added,
          keyPaddingMask: bools([
            [0, 0, 0],
            [1, 1, 1],
          ]),
        })
        .sum();
      loss.backward();
      for (const parameter of layer.parameters())
        expect([...(await parameter.grad!.data())].every(Number.isFinite)).toBe(true);
    });

    it('grouped queries: every group looks at its own keys, with masks too', async () => {
      const heads = (count: number, rows: number, columns: number, seed: number): number[][][] =>
        Array.from({ length: count }, (_, h) => drawn(seed + h, rows, columns));
      const [qs, ks, vs] = [heads(4, 3, 2, 10), heads(2, 4, 2, 20), heads(2, 4, 5, 30)];
      const inputs = [qs, ks, vs].map((values) => tensor(values, { requiresGrad: true })) as [Tensor, Tensor, Tensor];
      const y = inputs[0].scaledDotProductAttention(inputs[1], inputs[2], { enableGqa: true, mask: tensor(ADDED) });
      const right = qs.flatMap((own, h) => expected(own, ks[h >> 1]!, vs[h >> 1]!, ADDED));
      await close(y, right);
      const [, forKey] = grad(y.sum(), inputs);
      expect(forKey!.shape).toEqual([2, 4, 2]);
      expect([...(await forKey!.data())].every(Number.isFinite)).toBe(true);
      await close(
        scope(() =>
          inputs[0].scaledDotProductAttention(inputs[1].slice(0, 0, 1), inputs[2].slice(0, 0, 1), { enableGqa: true }),
        ),
        qs.flatMap((own) =>
          expected(
            own,
            ks[0]!,
            vs[0]!,
            ADDED.map((row) => row.map(() => 0)),
          ),
        ),
      );
    });

    it('refuses heads that cannot be shared, in its own words', () => {
      const x = (heads: number): Tensor => randn([heads, 2, 4]);
      expect(() => x(4).scaledDotProductAttention(x(2), x(2))).toThrow(
        /the query has 4 heads, key and value have 2 and 2 .*\nhint: with \{ enableGqa: true \}/,
      );
      expect(() => x(4).scaledDotProductAttention(x(3), x(3))).toThrow(
        /has 4 heads, .*\nhint: every head of queries needs/,
      );
      expect(() => x(4).scaledDotProductAttention(x(3), x(3), { enableGqa: true })).toThrow(/must divide the query's/);
      const flat = randn([2, 4]);
      expect(() => flat.scaledDotProductAttention(flat, flat, { enableGqa: true })).toThrow(/must divide the query's/);
    });
  });
}
