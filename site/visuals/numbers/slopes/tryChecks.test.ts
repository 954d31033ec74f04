import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Rule, tryChecks } from './tryChecks.ts';

const folder = new URL('../../../../exercises/kill-the-backwards/wrong/', import.meta.url);
const ids = readdirSync(folder).map((file) => file.replace(/\.ts$/, ''));

describe('two checks on eight wrong rules', () => {
  it.each(ids)('%s is caught by a random upstream', async (id) => {
    const rule = (await import(new URL(`${id}.ts`, folder).href)) as Rule;
    expect(tryChecks(rule).random).toBe(true);
  });

  it('an upstream of ones sleeps through zeros for shares, through their diagonal alone, and through a dropped upstream', async () => {
    const seen = await Promise.all(
      ids.map(async (id) => [id, tryChecks((await import(new URL(`${id}.ts`, folder).href)) as Rule).ones] as const),
    );
    const slept = seen.filter(([, caught]) => !caught).map(([id]) => id);
    expect(slept).toContain('zeros-for-shares');
    expect(slept).toContain('upstream-dropped');
    expect(slept.length).toBeLessThan(ids.length);
  });

  it('neither complains about a right rule', () => {
    const right: Rule = {
      n: 3,
      f: (x) => x.map(Math.sin),
      backward: (x, upstream) => x.map((v, i) => Math.cos(v) * upstream[i]!),
    };
    expect(tryChecks(right)).toEqual({ ones: false, random: false });
  });
});
