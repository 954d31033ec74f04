import { globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { setRelaxed, useBackend } from '#framework';
import { aloneOf, needsItsOwn } from './processes.ts';
import { sharedState } from './sharedState.ts';

describe('a unit test has a process of its own', () => {
  it.each([
    ['a module is another', "vi.mock('./there.ts')"],
    ['a global is another', "vi.stubGlobal('document', {})"],
    ['the clock is', 'vi.useFakeTimers()'],
    ['a loop is watched', "vi.spyOn(reference, 'zip')"],
    ['the environment is', "process.env['PATH'] = folder"],
    ['a setting stays', "useBackend('reference')"],
  ])('where %s', (_, text) => {
    expect(needsItsOwn('site/lab/some.test.ts', text)).toBe(true);
  });

  it('where it is the framework’s, and nowhere else', () => {
    expect(needsItsOwn('framework/tensor/some.test.ts', '')).toBe(true);
    expect(needsItsOwn(String.raw`framework\tensor\some.test.ts`, '')).toBe(true);
    expect(needsItsOwn('site/framework/some.test.ts', "const fn = vi.fn(); process.cwd(); 'useBackendName'")).toBe(
      false,
    );
  });

  it('among those that are here, few of the site’s and all of the framework’s', () => {
    const all = globSync('{framework,site}/**/*.test.ts', { exclude: ['**/*.browser.test.ts'] });
    const alone = new Set(aloneOf(all));
    const ofSite = all.filter((path) => path.startsWith('site'));
    expect(ofSite.filter((path) => alone.has(path)).length).toBeLessThan(ofSite.length / 8);
    expect(all.filter((path) => path.startsWith('framework') && !alone.has(path))).toEqual([]);
  });
});

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
