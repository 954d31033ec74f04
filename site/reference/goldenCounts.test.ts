import { describe, expect, it } from 'vitest';
import { goldenCounts } from './goldenCounts.ts';

describe('goldenCounts', () => {
  it('counts the cases of each op, layer and optimizer, and those with gradients', () => {
    const counts = goldenCounts({
      conv: '{"torch":"1.13","cases":[{"op":"fold","gradients":[]},{"op":"fold"},{"op":"unfold"}]}',
      layers: '{"torch":"1.13","cases":[{"layer":{"layer":"Linear"}},{"layer":{"layer":"Linear"}}]}',
      optim: '{"torch":"1.13","cases":[{"optimizer":"SGD"}]}',
    });
    expect(counts.torch).toBe('1.13');
    expect(counts.ops.get('fold')).toEqual({ cases: 2, withGradients: 1 });
    expect(counts.ops.get('unfold')).toEqual({ cases: 1, withGradients: 0 });
    expect(counts.layers.get('Linear')).toBe(2);
    expect(counts.optimizers.get('SGD')).toBe(1);
  });

  it('counts nothing that another judge than PyTorch recorded', () => {
    const counts = goldenCounts({ sklearn: '{"sklearn":"1.5","confusion":[1]}', norm: '{"torch":"1.13","cases":[]}' });
    expect([counts.torch, counts.ops.size]).toEqual(['1.13', 0]);
  });
});
