import { describe, expect, it } from 'vitest';
import { goldenCounts } from './goldenCounts.ts';
import { opFamily } from './opFamily.ts';

const golden = goldenCounts({
  elementwise: '{"torch":"1","cases":[{"op":"relu"},{"op":"add"}]}',
  conv: '{"torch":"1","cases":[{"op":"conv2d"}]}',
  cookery: '{"torch":"1","cases":[{"op":"boil"}]}',
});

describe('opFamily', () => {
  it('goes by the golden file, and parts functions of one number from those of several', () => {
    expect(opFamily({ name: 'relu' }, golden)).toBe('elementwise');
    expect(opFamily({ name: 'add', operands: 2 }, golden)).toBe('pairs');
    expect(opFamily({ name: 'conv2d', operands: 3 }, golden)).toBe('conv');
  });

  it('keeps an op without golden values, or from a file without a title, for the last page', () => {
    expect(opFamily({ name: 'brandNew' }, golden)).toBe('other');
    expect(opFamily({ name: 'boil' }, golden)).toBe('other');
  });
});
