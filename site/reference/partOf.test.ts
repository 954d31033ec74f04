import { describe, expect, it } from 'vitest';
import { partOf } from './partOf.ts';

describe('partOf', () => {
  it('goes by the folder, also for what lies deeper in it', () => {
    expect(partOf('framework/ops/unary/exp.ts')).toBe('unary');
    expect(partOf('framework/nn/conv/Conv2d.ts')).toBe('conv');
    expect(partOf('framework/data/generators/digits/render.ts')).toBe('generators');
  });

  it('knows no part for what all parts build on, and none of a folder that contents.ts does not list', () => {
    expect(partOf('framework/ops/define.ts')).toBeNull();
    expect(partOf('framework/kernels/reference/map.ts')).toBeNull();
    expect(partOf('framework/index.ts')).toBeNull();
  });
});
