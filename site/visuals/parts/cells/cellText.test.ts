import { describe, expect, it } from 'vitest';
import { cellText } from './paintPlane.ts';

describe('cellText', () => {
  it('writes as many digits as there is room for', () => {
    expect(cellText(-0.21345, 6)).toBe('−.2135');
    expect(cellText(-0.21345, 4)).toBe('−.21');
  });

  it('writes nothing rather than a number cut short', () => {
    expect(cellText(0.0000123, 5)).toBeNull();
    expect(cellText(123456, 3)).toBeNull();
  });

  it('says zero and NaN in full', () => {
    expect(cellText(0, 3)).toBe('0');
    expect(cellText(Number.NaN, 4)).toBe('NaN');
  });
});
