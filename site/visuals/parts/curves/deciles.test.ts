import { describe, expect, it } from 'vitest';
import { deciles } from './deciles.ts';

describe('deciles', () => {
  it('holds the first entry, the last, and nine between them', () => {
    const steps = Array.from({ length: 315 }, (_, step) => step);
    expect(deciles(steps)).toEqual([0, 31, 63, 94, 126, 157, 188, 220, 251, 283, 314]);
  });

  it('repeats no entry of a short list, and makes none up', () => {
    expect(deciles([4, 5, 6])).toEqual([4, 5, 6]);
    expect(deciles([4])).toEqual([4]);
    expect(deciles([])).toEqual([]);
  });
});
