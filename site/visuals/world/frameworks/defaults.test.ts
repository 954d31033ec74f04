import { describe, expect, it } from 'vitest';
import { kerasDefaults, ourDefaults, spelled } from './defaults.ts';
import { EPS } from './twoAdams.ts';

describe('defaults', () => {
  it("are PyTorch's here", () => {
    expect(ourDefaults()).toEqual({ adamEps: 1e-8, normEps: 1e-5, normMomentum: 0.1 });
  });

  it('of Keras have the ε that the two Adams are drawn with', () => {
    expect(kerasDefaults.adamEps).toBe(EPS);
  });

  it('are spelled as in programs', () => {
    expect([1e-8, 1e-3, 0.99, 0.1].map(spelled)).toEqual(['1e-8', '1e-3', '0.99', '0.1']);
  });
});
