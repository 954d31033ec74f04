import { describe, expect, it } from 'vitest';
import { frameOf, heightOf, logitAt, rulesIn, subscript } from './benchLayout.ts';

describe('the axis of the bench', () => {
  it('stays as it is for small logits, follows a row that lies far away, and grows for one that is wide', () => {
    expect(frameOf([4, 0, -1])).toEqual({ low: -5, high: 5 });
    expect(frameOf([1000, 999])).toEqual({ low: 995, high: 1005 });
    expect(frameOf([1000, -1000.5])).toEqual({ low: -1001, high: 1000 });
    for (const logits of [[5.2, -4], [-7, 3], [12, 12.5, 20]]) // biome-ignore format: one line reads better
      for (const logit of logits) {
        const at = heightOf(frameOf(logits), logit);
        expect(at).toBeGreaterThanOrEqual(0);
        expect(at).toBeLessThanOrEqual(1);
      }
  });

  it('finds the logit at the height at which it is drawn, and none beyond the ends', () => {
    const frame = frameOf([2, 1, 0]);
    for (const logit of [-5, -0.3, 0, 4.9]) expect(logitAt(frame, heightOf(frame, logit))).toBeCloseTo(logit, 12);
    expect(heightOf(frame, 3)).toBeLessThan(heightOf(frame, 2));
    expect([logitAt(frame, -1), logitAt(frame, 2)]).toEqual([5, -5]);
    expect(rulesIn(frame)).toEqual([-5, 0, 5]);
    expect(subscript(10)).toBe('₁₀');
  });
});
