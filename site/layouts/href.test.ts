import { describe, expect, it } from 'vitest';
import { joinAddress } from './href.ts';

describe('joinAddress', () => {
  it('keeps the root a single slash', () => {
    expect(joinAddress('/', undefined, '/')).toBe('/');
  });

  it('puts base and language before the path, whether or not they end in a slash', () => {
    expect(joinAddress('/repo', 'zh-cn', '/lessons/')).toBe('/repo/zh-cn/lessons/');
    expect(joinAddress('/repo/', undefined, 'source/')).toBe('/repo/source/');
  });
});
