import { describe, expect, it } from 'vitest';
import { codeParts, proseParts } from './proseParts.ts';

describe('proseParts', () => {
  it('finds code and emphasis, and leaves a product alone', () => {
    expect(proseParts('a *random* `x` of 2 * 3 * 4')).toEqual([
      { text: 'a ', kind: 'plain' },
      { text: 'random', kind: 'emphasis' },
      { text: ' ', kind: 'plain' },
      { text: 'x', kind: 'code' },
      { text: ' of 2 * 3 * 4', kind: 'plain' },
    ]);
  });
});

describe('codeParts', () => {
  it('picks out the names that lead somewhere, and none inside a string', () => {
    const parts = codeParts("f(x: Tensor, y: 'Tensor' | Shape)", (name) => ['Tensor', 'Shape'].includes(name));
    expect(parts).toEqual([
      { text: 'f(x: ', link: false },
      { text: 'Tensor', link: true },
      { text: ", y: 'Tensor' | ", link: false },
      { text: 'Shape', link: true },
      { text: ')', link: false },
    ]);
  });

  it('loses no character', () => {
    const code = "readonly betas?: readonly [number, 'it''s'] = {};";
    expect(codeParts(code, () => false).map(({ text }) => text)).toEqual([code]);
  });
});
