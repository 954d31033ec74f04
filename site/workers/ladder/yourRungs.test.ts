import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { encodeValue } from '../../../exercises/grader/sandbox/writeValue.ts';
import { drive } from '../../visuals/kernels/ladder/yourDriver.ts';
import { isYours, slugOf, yourRungs } from '../../visuals/kernels/ladder/yourRungs.ts';
import { differenceFrom, makeProblem } from './problem.ts';

type Module = Readonly<Record<string, unknown>>;
const exercise = (slug: string, file: string): Promise<Module> =>
  import(`../../../exercises/${slug}/${file}`) as Promise<Module>;

/** As the page asks: both matrices first, then the product in pieces. */
function productOf(module: Module, n: number) {
  const { a, b, expected, tolerance } = makeProblem(n, n, n);
  const [ms, products] = drive(module, a, b, n, 0, 0) as number[];
  const pieces = [0, 1000, 2000, 3000, 4000].map((from) => drive(module, null, null, n, from, Math.min(from + 1000, n * n)) as Float32Array); // biome-ignore format: one line reads better
  return { ms: ms!, products: products!, got: pieces.flatMap((piece) => [...piece]), expected, tolerance };
}

describe('the reader’s own rungs', () => {
  it('stand for exercises that there are', () => {
    const all = Object.values(yourRungs).flat();
    const folders = readdirSync(new URL('../../../exercises', import.meta.url));
    for (const { id, slug } of all) {
      expect(isYours(id)).toBe(true);
      expect(slugOf(id)).toBe(slug);
      expect(folders).toContain(slug);
    }
    expect(isYours('c2')).toBe(false);
  });

  it.each(yourRungs.cpu)('$slug makes the ladder’s product, and is timed', async ({ slug }) => {
    const { ms, products, got, expected, tolerance } = productOf(await exercise(slug, 'solution.ts'), 64);
    expect(got).toHaveLength(64 * 64);
    expect(differenceFrom(expected, got)).toBeLessThan(tolerance / 50);
    expect(ms).toBeGreaterThan(0);
    expect(products).toBeGreaterThanOrEqual(1);
  });

  it.each([
    ['blocked-matmul', 'block-overwrites'],
    ['blocked-matmul', 'result-transposed'],
    ['pack-panels', 'columns-in-panels'],
    ['pack-panels', 'copied-as-it-lies'],
  ])('%s: %s has no speed, for its product is wrong', async (slug, wrong) => {
    const { got, expected, tolerance } = productOf(await exercise(slug, `wrong/${wrong}.ts`), 64);
    expect(differenceFrom(expected, got)).not.toBeLessThanOrEqual(tolerance);
  });

  it('does not take a short product for a whole one', () => {
    const { got } = productOf({ blockedMatmul: () => [1, 2, 3] }, 64);
    expect(got.slice(0, 4)).toEqual([1, 2, 3, Number.NaN]);
  });

  it('crosses in pieces that the sandbox lets through', () => {
    expect(encodeValue(new Float32Array(16_384)).length).toBeLessThan(256 * 1024);
  });
});
