import { describe, expect, it } from 'vitest';
import { setRelaxed, useBackend } from '../index.ts';
import { sharedState } from './sharedState.ts';

describe('what a file leaves behind', () => {
  const globals = globalThis as { left?: number };

  type Left = readonly [
    name: string,
    what: keyof ReturnType<typeof sharedState>,
    leave: () => unknown,
    tidy: () => unknown,
  ];
  it.each<Left>([
    ['a backend', 'backend', () => useBackend('reference'), () => useBackend('auto')],
    ['other bits', 'fuses', () => setRelaxed(false), () => setRelaxed(true)],
    ['a global', 'globals', () => (globals.left = 1), () => delete globals.left],
    ['a variable', 'environment', () => (process.env['LEFT'] = '1'), () => delete process.env['LEFT']],
    ['a folder', 'folder', () => process.chdir('site'), () => process.chdir('..')],
  ])('is seen: %s', (_, what, leave, tidy) => {
    const before = sharedState();
    leave();
    const left = sharedState();
    tidy();
    expect(left).toEqual({ ...before, [what]: left[what] });
    expect(left[what]).not.toEqual(before[what]);
    expect(sharedState()).toEqual(before);
  });
});
