import { describe, expect, it } from 'vitest';
import { percent } from './percent.ts';

describe('percent', () => {
  it('rounds to whole percents in the middle', () => {
    expect(percent(0.8712)).toBe('87 %');
    expect(percent(1)).toBe('100 %');
    expect(percent(0)).toBe('0 %');
  });

  it('keeps a decimal near none and near all', () => {
    expect(percent(0.0042)).toBe('0.4 %');
    expect(percent(0.9972)).toBe('99.7 %');
  });

  it('says NaN for what is no share', () => {
    expect(percent(Number.NaN)).toBe('NaN');
  });
});
