import { describe, expect, it } from 'vitest';
import { signatureText } from './signatureText.ts';

describe('signatureText', () => {
  it('keeps a short signature on one line', () => {
    expect(signatureText({ head: 'relu', params: ['x: Tensor'], tail: ': Tensor' })).toBe('relu(x: Tensor): Tensor');
    expect(signatureText({ head: 'rank', params: null, tail: ': number' })).toBe('rank: number');
    expect(signatureText({ head: 'new ReLU', params: [], tail: '' })).toBe('new ReLU()');
  });

  it('gives each parameter of a long one a line', () => {
    const params = ['x: Tensor', 'weight?: Tensor', 'bias?: Tensor', 'options?: BatchNormOptions'];
    expect(signatureText({ head: 'batchNorm', params, tail: ': Tensor' })).toBe(
      'batchNorm(\n  x: Tensor,\n  weight?: Tensor,\n  bias?: Tensor,\n  options?: BatchNormOptions,\n): Tensor',
    );
  });
});
