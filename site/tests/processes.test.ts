import { globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { aloneOf, needsItsOwn } from './processes.ts';

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
